using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Messenger.Meta;

/// <summary>Builds the requests to Graph.</summary>
/// <remarks>The token travels in the Authorization header, so no address that is logged, traced or cached anywhere contains it.</remarks>
internal static class GraphRequest
{
    /// <param name="path">Below the version, its parts already escaped (<see cref="Part"/>).</param>
    /// <param name="query">Escaped here.</param>
    public static HttpRequestMessage To(
        HttpMethod method, MetaOptions options, string path, string token, HttpContent? content = null, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var address = new StringBuilder($"{Root(options)}/{path}?");
        foreach (var (name, value) in query)
        {
            if (value is not null)
            {
                address.Append(name).Append('=').Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal)).Append('&');
            }
        }

        address.Append("appsecret_proof=").Append(Proof(token, options.AppSecret));
        return new HttpRequestMessage(method, new Uri(address.ToString()))
        {
            Content = content,
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    public static string Part(string id) => Uri.EscapeDataString(id);

    /// <summary>Shows Meta that the token is used by the app it was given to: HMAC-SHA256 of the token under the app secret, lower-case hex.</summary>
    public static string Proof(string token, string appSecret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(appSecret), Encoding.UTF8.GetBytes(token)));

    public static string Root(MetaOptions options) => $"{options.GraphUrl.TrimEnd('/')}/{options.ApiVersion}";
}
