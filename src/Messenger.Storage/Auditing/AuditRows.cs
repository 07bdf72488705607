using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Auditing;

/// <summary>The audit's row of a save, in the transaction of its facts.</summary>
internal static class AuditRows
{
    /// <summary>Nothing where nothing changed. The same save is one row, however often it is told.</summary>
    public static IEnumerable<RowChange> Of(string target, string kind, int version, Editor? by, IReadOnlyList<FieldChange>? changes, DateTimeOffset at) =>
        changes is not { Count: > 0 } ? [] :
        [
            new RowChange(
                """
                INSERT INTO audit (at, target, kind, version, user_id, user_name, display_name, search, changes)
                VALUES (@At, @Target, @Kind, @Version, @UserId, @UserName, @DisplayName, @Search, @Changes)
                ON CONFLICT (target, kind, version) DO NOTHING
                """,
                new
                {
                    At = at,
                    Target = target,
                    Kind = kind,
                    Version = version,
                    UserId = by?.Id,
                    by?.UserName,
                    by?.DisplayName,
                    Search = SearchText.Of(by?.UserName, by?.DisplayName),
                    Changes = StoredJson.Write(changes),
                }),
        ];

    /// <summary>The first version of what can be saved is its creation.</summary>
    public static string KindOf(int version) => version == 1 ? AuditWord.Created : AuditWord.Settings;
}
