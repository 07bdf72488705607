using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>Changes of the message table. A state only rises: a late or repeated fact never takes a mark away.</summary>
internal static class MessageRows
{
    private const string Insert = """
        INSERT INTO message (conversation_key, seq, interaction_id, mid, client_message_id, direction, text, attachments, at, state, author, reply_to_mid)
        VALUES (@Key, @Seq, @InteractionId, @Mid, @ClientMessageId, @Direction, @Text, @Attachments, @At, @State, @Author, @ReplyToMid)
        """;

    private const string InsertMany = """
        INSERT INTO message (conversation_key, seq, interaction_id, mid, client_message_id, direction, text, attachments, at, state, author, reply_to_mid)
        SELECT * FROM unnest(@Key, @Seq, @InteractionId, @Mid, @ClientMessageId, @Direction, @Text, @Attachments, @At, @State, @Author, @ReplyToMid)
        """;

    public static RowChange Received(string key, ConversationFact.MessageReceived fact) => Added(new(
        key, fact.Seq, fact.InteractionId, fact.Mid, null, "in", fact.Text, Json(fact.Attachments), fact.MetaAt, "received", null, fact.ReplyToMid));

    public static RowChange Queued(string key, ConversationFact.MessageQueued fact, DateTimeOffset at) => Added(new(
        key, fact.Seq, fact.InteractionId, null, fact.ClientMessageId, fact.Automatic ? "auto" : "out", fact.Text, Json(OutgoingFile.Shown(fact.File)), at, "queued",
        fact.Author?.DisplayName, null));

    public static RowChange Echo(string key, ConversationFact.EchoReceived fact) => Added(new(
        key, fact.Seq, fact.InteractionId, fact.Mid, null, "out", fact.Text, Json(fact.Attachments), fact.MetaAt, "sent", null, fact.ReplyToMid));

    /// <summary>An event of the interaction, after the newest message there is.</summary>
    public static RowChange Event(string key, string interactionId, string text, string? author, DateTimeOffset at) => new(
        """
        INSERT INTO message (conversation_key, seq, interaction_id, direction, text, at, state, author)
        SELECT @Key, COALESCE(MAX(seq), 0), @InteractionId, 'system', @Text, @At, 'recorded', @Author
        FROM message WHERE conversation_key = @Key AND direction <> 'system'
        """,
        new { Key = key, InteractionId = interactionId, Text = text, At = at, Author = author });

    /// <summary>What the customer or another app did, at Meta's time: its kind in the place of the text, what it was about in that of the author.</summary>
    public static RowChange CustomerEvent(string key, ConversationFact.CustomerEventRecorded fact) => Added(new(
        key, fact.Seq, fact.InteractionId, null, null, "system", fact.Kind, null, fact.MetaAt, "recorded", fact.Detail, null));

    /// <summary>What the product or a colleague wrote for those who read along.</summary>
    public static RowChange Line(string key, ConversationFact.LineWritten fact, DateTimeOffset at) => Added(new(
        key, fact.Seq, fact.InteractionId, null, null, "system", fact.Kind, null, at, "recorded", fact.Detail, null));

    public static RowChange Adopted(string key, ConversationFact.LinesAdopted fact) => new(
        "UPDATE message SET interaction_id = @InteractionId WHERE conversation_key = @Key AND interaction_id IS NULL",
        new { Key = key, fact.InteractionId });

    public static RowChange Origin(string key, long seq, string? origin) => new(
        "UPDATE message SET origin = @Origin WHERE conversation_key = @Key AND seq = @Seq AND direction <> 'system'",
        new { Key = key, Seq = seq, Origin = origin });

    /// <summary>It goes out as a person's answer after the 24 hours.</summary>
    public static RowChange Tagged(string key, ConversationFact.SendStarted fact) => new(
        "UPDATE message SET tag = 'human-agent' WHERE conversation_key = @Key AND client_message_id = @ClientMessageId",
        new { Key = key, fact.ClientMessageId });

    public static RowChange Sent(string key, ConversationFact.MessageSent fact) => new(
        """
        UPDATE message
        SET mid = @Mid, failure_reason = NULL, state = CASE WHEN state IN ('delivered', 'read') THEN state ELSE 'sent' END
        WHERE conversation_key = @Key AND client_message_id = @ClientMessageId
        """,
        new { Key = key, fact.ClientMessageId, fact.Mid });

    /// <summary>Also what a mark of the customer's device seemed to cover; only what has an id was sent for sure.</summary>
    public static RowChange Failed(string key, ConversationFact.MessageFailed fact) => new(
        """
        UPDATE message SET state = 'failed', failure_reason = @Reason
        WHERE conversation_key = @Key AND client_message_id = @ClientMessageId AND mid IS NULL
        """,
        new { Key = key, fact.ClientMessageId, fact.Reason });

    public static RowChange Unknown(string key, ConversationFact.SendUnknown fact) => new(
        """
        UPDATE message SET state = 'unknown'
        WHERE conversation_key = @Key AND client_message_id = @ClientMessageId AND state = 'queued'
        """,
        new { Key = key, fact.ClientMessageId });

    /// <summary>It surely was not sent, and is to be tried again.</summary>
    public static RowChange Deferred(string key, ConversationFact.SendDeferred fact) => fact.Kept is null
        ? new(
            """
            UPDATE message SET state = 'queued', failure_reason = NULL
            WHERE conversation_key = @Key AND client_message_id = @ClientMessageId AND state = 'unknown'
            """,
            new { Key = key, fact.ClientMessageId })
        : new(
            """
            UPDATE message SET state = 'queued', failure_reason = @Kept
            WHERE conversation_key = @Key AND client_message_id = @ClientMessageId AND state IN ('queued', 'unknown')
            """,
            new { Key = key, fact.ClientMessageId, fact.Kept });

    // The condition on the direction lets the partial index message_seq serve this. A mark can overtake the response to the send: it may raise a message that still counts as queued.
    public static RowChange Delivered(string key, ConversationFact.MessageDelivered fact) => new(
        "UPDATE message SET state = 'delivered' WHERE conversation_key = @Key AND seq = @Seq AND direction <> 'system' AND state IN ('queued', 'unknown', 'sent')",
        new { Key = key, fact.Seq });

    public static RowChange Read(string key, ConversationFact.MessageRead fact) => new(
        "UPDATE message SET state = 'read' WHERE conversation_key = @Key AND seq = @Seq AND direction <> 'system' AND state IN ('queued', 'unknown', 'sent', 'delivered')",
        new { Key = key, fact.Seq });

    /// <summary>Copies that arrived or were given up. A message whose content was taken away gets none back.</summary>
    public static RowChange Attachments(string key, long seq, IReadOnlyList<Attachment>? attachments) => new(
        """
        UPDATE message SET attachments = @Attachments
        WHERE conversation_key = @Key AND seq = @Seq AND direction <> 'system' AND attachments IS NOT NULL
        """,
        new { Key = key, Seq = seq, Attachments = Json(attachments) });

    private static RowChange Added(Values values) => new(Insert, values, InsertMany);

    private static string? Json(IReadOnlyList<Attachment>? attachments) =>
        attachments is { Count: > 0 } ? StoredJson.Write(attachments) : null;

    private sealed record Values(
        string Key, long Seq, string? InteractionId, string? Mid, string? ClientMessageId, string Direction, string? Text,
        string? Attachments, DateTimeOffset At, string State, string? Author, string? ReplyToMid);
}
