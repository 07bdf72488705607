using System.Security.Claims;

namespace Messenger.Front.Security;

/// <summary>
/// Names one sign-in. It stays the same while that sign-in is refreshed, so that an agent's grain can tell a new sign-in, which
/// makes him available, from a reload, which changes nothing (R41).
/// </summary>
internal static class SessionClaim
{
    public const string Type = "sid";

    public static void Begin(ClaimsPrincipal principal) => Set(principal, Guid.CreateVersion7().ToString("N"));

    /// <summary>The renewed principal belongs to the same sign-in.</summary>
    public static void Keep(ClaimsPrincipal from, ClaimsPrincipal to)
    {
        if (from.FindFirst(Type)?.Value is { } session)
        {
            Set(to, session);
        }
        else
        {
            Begin(to);
        }
    }

    private static void Set(ClaimsPrincipal principal, string session) =>
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim(Type, session));
}
