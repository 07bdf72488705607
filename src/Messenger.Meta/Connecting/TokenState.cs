using System.Text.Json;

namespace Messenger.Meta;

/// <summary>What Meta says about a token.</summary>
/// <param name="Type">PAGE, USER or APP in Meta's words; null when it does not say.</param>
/// <param name="ExpiresAt">Null = it has no end.</param>
/// <param name="DataAccessUntil">After it the token gives no data about people until the person signs in again, about 90 days after the last time; null = no end.</param>
/// <param name="Fault">Why it does not work; null while it does.</param>
/// <param name="Scopes">The permissions in it.</param>
/// <param name="Targets">The Pages that a permission is limited to, by permission; one that is not listed is not limited.</param>
public sealed record TokenState(
    bool IsValid,
    string? Type,
    string? AppId,
    string? ProfileId,
    string? UserId,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? DataAccessUntil,
    TokenFault? Fault,
    IReadOnlyList<string> Scopes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Targets)
{
    /// <summary>Whether the token holds this permission for this Page.</summary>
    public bool Allows(string permission, string pageId) => IsValid && Scopes.Contains(permission, StringComparer.Ordinal)
        && (!Targets.TryGetValue(permission, out var pages) || pages.Contains(pageId, StringComparer.Ordinal));

    internal static TokenState Read(JsonElement data)
    {
        var isValid = JsonText.IsTrue(JsonText.Find(data, "is_valid"u8));
        return new(
            isValid,
            JsonText.TextOf(data, "type"u8),
            Id(data, "app_id"u8),
            Id(data, "profile_id"u8),
            Id(data, "user_id"u8),
            MetaTime.Read(JsonText.Find(data, "expires_at"u8)),
            MetaTime.Read(JsonText.Find(data, "data_access_expires_at"u8)),
            isValid ? null : FaultOf(data),
            JsonWords.Of(data, "scopes"u8),
            TargetsOf(data));
    }

    private static TokenFault FaultOf(JsonElement data) =>
        (GraphError.Read(data) is { } error ? GraphErrorTable.Find(error.Code, error.Subcode).Token : null) ?? TokenFault.Invalid;

    private static Dictionary<string, IReadOnlyList<string>> TargetsOf(JsonElement data)
    {
        var targets = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (JsonText.Find(data, "granular_scopes"u8) is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var item in list.EnumerateArray())
            {
                // Without target_ids the permission holds for all Pages.
                if (JsonText.TextOf(item, "scope"u8) is { } scope && JsonText.Find(item, "target_ids"u8) is { ValueKind: JsonValueKind.Array } ids)
                {
                    targets[scope] = [.. ids.EnumerateArray().Select(id => JsonText.TextOrNumber(id)).OfType<string>()];
                }
            }
        }

        return targets;
    }

    private static string? Id(JsonElement data, ReadOnlySpan<byte> name) => JsonText.TextOrNumber(JsonText.Find(data, name));
}
