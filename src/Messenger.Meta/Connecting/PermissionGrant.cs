using System.Text.Json;

namespace Messenger.Meta;

/// <summary>One permission and what became of it.</summary>
public sealed record PermissionGrant(string Name, PermissionStatus Status)
{
    /// <summary>Those of <paramref name="needed"/> that are not granted, whether declined, expired or never asked for.</summary>
    public static IReadOnlyList<string> Missing(IEnumerable<PermissionGrant> grants, IEnumerable<string> needed) =>
        [.. needed.Except(grants.Where(grant => grant.Status == PermissionStatus.Granted).Select(grant => grant.Name), StringComparer.Ordinal)];

    internal static PermissionGrant? Read(JsonElement item) => JsonText.TextOf(item, "permission"u8) is { Length: > 0 } name
        ? new(name, JsonText.TextOf(item, "status"u8) switch
        {
            "granted" => PermissionStatus.Granted,
            "declined" => PermissionStatus.Declined,
            "expired" => PermissionStatus.Expired,
            _ => PermissionStatus.Unknown,
        })
        : null;
}

public enum PermissionStatus
{
    /// <summary>A word of Meta's that is not known here; it counts as not granted.</summary>
    Unknown,
    Granted,
    Declined,
    Expired,
}
