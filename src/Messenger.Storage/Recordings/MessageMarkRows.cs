using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Recordings;

/// <summary>
/// Reactions, edits and withdrawals in the message table. A mark whose message has no row yet changes nothing; its fact comes again
/// behind the message. Each is written so that an older mark changes nothing, in whatever order they come.
/// </summary>
internal static class MessageMarkRows
{
    // A mid can be too long for an index: the direction lets message_seq find the conversation's messages, and one of those it is.
    private const string Which = "conversation_key = @Key AND direction <> 'system' AND mid = @Mid";

    public static RowChange Reacted(string key, ConversationFact.MessageReacted fact) => new(
        $"UPDATE message SET reaction = @Reaction, reaction_at = @At WHERE {Which} AND (reaction_at IS NULL OR reaction_at <= @At)",
        new { Key = key, fact.Mid, Reaction = fact.Removed ? null : fact.Emoji ?? fact.Word, At = fact.MetaAt });

    public static RowChange Edited(string key, ConversationFact.MessageEdited fact) => new(
        $"""
        UPDATE message SET text = @Text, edit_number = @Number, edited_at = @At
        WHERE {Which} AND unsent = 0 AND (edit_number IS NULL OR edit_number < @Number OR (edit_number = @Number AND edited_at <= @At))
        """,
        new { Key = key, fact.Mid, fact.Text, Number = (long)fact.Number, At = fact.MetaAt });

    public static RowChange Unsent(string key, ConversationFact.MessageUnsent fact) => new(
        $"UPDATE message SET unsent = 1, text = NULL, attachments = NULL WHERE {Which}",
        new { Key = key, fact.Mid });
}
