using Microsoft.AspNetCore.Http;

namespace Messenger.Front.Security;

/// <summary>
/// Whether a request is to be judged by a token it carries or by its cookie. Everything that depends on it asks here: were two
/// places of two minds, a request could count as a token's in one and be signed in by its cookie in the other.
/// </summary>
internal static class CarriedToken
{
    public static bool IsOn(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || InQuery(request) is not null;

    /// <summary>A browser cannot put a header on a WebSocket; nowhere else may a token stand in an address.</summary>
    public static string? InQuery(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") && request.Query["access_token"].ToString() is { Length: > 0 } token ? token : null;
}
