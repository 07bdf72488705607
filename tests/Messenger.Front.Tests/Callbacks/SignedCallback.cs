using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Front.Tests.Product;
using Messenger.Meta;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Callbacks;

/// <summary>Posts to a callback as Meta does.</summary>
internal sealed class SignedCallback(RunningProduct product, string kind)
{
    private static long _people = 300_000_000;

    public Uri Address => new(product.Product.BaseAddress!, $"/webhooks/messenger/{kind}");

    /// <summary>Somebody no other test knows.</summary>
    public static string Person() => Interlocked.Increment(ref _people).ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Signed(object content) => Signed(JsonSerializer.Serialize(content), product.Services.GetRequiredService<MetaOptions>().AppSecret);

    public static string Signed(string json, string secret)
    {
        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload))) + "." + payload;
    }

    /// <summary>What Meta signs about a person.</summary>
    public string About(string userId, long issuedAt = 1_767_225_600, long? expires = null) => Signed(
        new { algorithm = "HMAC-SHA256", issued_at = issuedAt, user_id = userId, expires = expires ?? DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds() });

    public Task<HttpResponseMessage> Post(string signedRequest) => Send(new FormUrlEncodedContent([new("signed_request", signedRequest)]));

    public Task<HttpResponseMessage> Send(HttpContent body) => product.Product.PostAsync(Address, body);
}
