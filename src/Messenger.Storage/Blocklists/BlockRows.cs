using Messenger.Domain.Auditing;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Storage.Auditing;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Blocklists;

/// <summary>Changes of the blocked_customer table, and the audit's rows of them.</summary>
internal static class BlockRows
{
    /// <summary>Where the reason was erased, rows made anew have none.</summary>
    public static IEnumerable<RowChange> Blocked(string conversationKey, ConversationFact.Blocked fact, DateTimeOffset at) =>
    [
        new RowChange(
            """
            INSERT INTO blocked_customer (conversation_key, reason, search, at, by_id, by_user_name, by_display_name)
            VALUES (@Key, @Reason, @Search, @At, @Id, @UserName, @DisplayName)
            ON CONFLICT (conversation_key) DO UPDATE SET reason = excluded.reason, search = excluded.search, at = excluded.at, by_id = excluded.by_id,
                by_user_name = excluded.by_user_name, by_display_name = excluded.by_display_name
            """,
            new { Key = conversationKey, Reason = fact.Reason ?? "", Search = SearchText.Of(fact.Reason), At = at, fact.By.Id, fact.By.UserName, fact.By.DisplayName }),
        .. AuditRows.Of(
            AuditWord.CustomerPrefix + conversationKey, AuditWord.Blocked, fact.Number, fact.By, [new FieldChange("blocked", "false", "true"), new FieldChange("reason", null, fact.Reason)], at),
    ];

    public static IEnumerable<RowChange> Unblocked(string conversationKey, ConversationFact.Unblocked fact, DateTimeOffset at) =>
    [
        new RowChange("DELETE FROM blocked_customer WHERE conversation_key = @Key", new { Key = conversationKey }),
        .. AuditRows.Of(
            AuditWord.CustomerPrefix + conversationKey, AuditWord.Unblocked, fact.Number, fact.By, [new FieldChange("blocked", "true", "false")], at),
    ];
}
