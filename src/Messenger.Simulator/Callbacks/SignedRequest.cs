using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Callbacks;

/// <summary>The signed_request of Meta's callbacks about people.</summary>
internal static class SignedRequest
{
    public static string Of(string userId, DateTimeOffset now, string secret, bool withExpiry)
    {
        var json = new JsonObject { ["algorithm"] = "HMAC-SHA256", ["issued_at"] = now.ToUnixTimeSeconds(), ["user_id"] = userId };
        if (withExpiry)
        {
            json["expires"] = now.AddHours(1).ToUnixTimeSeconds();
        }

        var payload = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(payload))) + "." + payload;
    }
}
