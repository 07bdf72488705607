using System.Security.Claims;
using Messenger.Domain.Auditing;

namespace Messenger.Front.Security;

/// <summary>Who changes something, as his sign-in says.</summary>
internal static class EditorOfRequest
{
    public static Editor AsEditor(this ClaimsPrincipal user) => new(
        user.FindFirstValue(ClaimTypes.NameIdentifier)!, user.FindFirstValue(ClaimTypes.Name) ?? "", user.FindFirstValue(UserClaims.DisplayName) ?? "");
}
