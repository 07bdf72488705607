using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Blocklists;
using Messenger.Storage.Files;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>What a conversation's facts change in its rows: conversation, interaction and message.</summary>
public static class ConversationProjection
{
    /// <exception cref="StorageException">A kind of fact this version does not know; skipping it would lose it silently.</exception>
    public static IEnumerable<RowChange> Changes(string conversationKey, ConversationFact fact, DateTimeOffset at) => fact switch
    {
        ConversationFact.MessageReceived { Referral: { } from } received =>
            [MessageRows.Received(conversationKey, received), MessageRows.Origin(conversationKey, received.Seq, CustomerEvent.DetailOf(from))],
        ConversationFact.MessageReceived received => [MessageRows.Received(conversationKey, received)],
        ConversationFact.InteractionOpened opened => [Conversation(conversationKey), InteractionRows.Opened(conversationKey, opened, at)],
        ConversationFact.Placed placed => [InteractionRows.Placed(placed)],
        ConversationFact.Abandoned abandoned => [InteractionRows.Abandoned(abandoned)],
        ConversationFact.Owned owned =>
            [InteractionRows.Owned(owned, at), MessageRows.Event(conversationKey, owned.InteractionId, "assigned", owned.Agent.DisplayName, at)],
        ConversationFact.Requeued requeued =>
            [InteractionRows.Requeued(requeued), MessageRows.Event(conversationKey, requeued.InteractionId, "requeued:" + requeued.Reason, null, at)],
        ConversationFact.Answered answered => [InteractionRows.Answered(answered, at)],
        ConversationFact.MessageQueued { File: { } file } queued =>
            [MessageRows.Queued(conversationKey, queued, at), .. Reply(queued, at), FileRows.Kept(file.UploadId, FileRows.MessageName(conversationKey, queued.Seq))],
        ConversationFact.MessageQueued queued => [MessageRows.Queued(conversationKey, queued, at), .. Reply(queued, at)],
        ConversationFact.SendStarted { Type: MessagingType.HumanAgent } tagged => [MessageRows.Tagged(conversationKey, tagged)],
        ConversationFact.MessageSent sent => [MessageRows.Sent(conversationKey, sent)],
        ConversationFact.MessageFailed failed => [MessageRows.Failed(conversationKey, failed)],
        ConversationFact.SendUnknown unknown => [MessageRows.Unknown(conversationKey, unknown)],
        ConversationFact.KeptReleased => [],
        ConversationFact.SendDeferred deferred => [MessageRows.Deferred(conversationKey, deferred)],
        ConversationFact.EchoReceived echo => [MessageRows.Echo(conversationKey, echo)],
        ConversationFact.MessageDelivered delivered => [MessageRows.Delivered(conversationKey, delivered)],
        ConversationFact.MessageRead read => [MessageRows.Read(conversationKey, read)],
        ConversationFact.AttachmentCopied copied => [MessageRows.Attachments(conversationKey, copied.Seq, copied.All), FileRows.Added(File(copied, at), FileRows.MessageName(conversationKey, copied.Seq))],
        ConversationFact.AttachmentLost lost => [MessageRows.Attachments(conversationKey, lost.Seq, lost.All)],
        ConversationFact.MessageReacted reacted => [MessageMarkRows.Reacted(conversationKey, reacted)],
        ConversationFact.MessageEdited edited => [MessageMarkRows.Edited(conversationKey, edited)],
        ConversationFact.MessageUnsent unsent =>
            [FileRows.Withdrawn(conversationKey, unsent.Mid, at), MessageMarkRows.Unsent(conversationKey, unsent)],
        ConversationFact.CustomerEventRecorded recorded => [Conversation(conversationKey), MessageRows.CustomerEvent(conversationKey, recorded)],
        ConversationFact.LineWritten line => [MessageRows.Line(conversationKey, line, at)],
        ConversationFact.LinesAdopted adopted => [MessageRows.Adopted(conversationKey, adopted)],
        ConversationFact.ProfileSettled { Name: null, Locale: null } => [],
        ConversationFact.ProfileSettled profile => [Profile(conversationKey, profile)],
        ConversationFact.Blocked blocked => BlockRows.Blocked(conversationKey, blocked, at),
        ConversationFact.Unblocked unblocked => BlockRows.Unblocked(conversationKey, unblocked, at),
        ConversationFact.Ended ended =>
            [InteractionRows.Ended(ended, at), MessageRows.Event(conversationKey, ended.InteractionId, "ended:" + ended.Reason, null, at)],

        // Of the machinery or of the desk only: no row shows them.
        ConversationFact.Seen or ConversationFact.SendStarted or ConversationFact.ReadBackStarted or ConversationFact.ReadBackPostponed
            or ConversationFact.ThreadTakeStarted or ConversationFact.ThreadRegained or ConversationFact.HumanAgentSet
            or ConversationFact.ProfileRequested or ConversationFact.NoticeDelivered or ConversationFact.WatermarkRaised or ConversationFact.AutomaticTold
            or ConversationFact.CopyDeferred or ConversationFact.CopyStarted
            or ConversationFact.Handing or ConversationFact.HandingEnded or ConversationFact.Typed => [],
        _ => throw new StorageException($"No projection for the conversation fact {fact?.GetType().Name}."),
    };

    private static IEnumerable<RowChange> Reply(ConversationFact.MessageQueued queued, DateTimeOffset at) =>
        queued is { Automatic: false, Author: not null } ? [InteractionRows.Replied(queued.InteractionId, at)] : [];

    private static RowChange Conversation(string conversationKey)
    {
        var (pageId, psid) = Names.SplitConversationKey(conversationKey);
        var name = Placeholder(psid);
        return new RowChange(
            """
            INSERT INTO conversation (key, page_id, psid, customer_name, search)
            VALUES (@Key, @PageId, @Psid, @Name, @Search) ON CONFLICT (key) DO NOTHING
            """,
            new { Key = conversationKey, PageId = pageId, Psid = psid, Name = name, Search = SearchText.Of(name, psid) });
    }

    private static RowChange Profile(string conversationKey, ConversationFact.ProfileSettled profile)
    {
        var (pageId, psid) = Names.SplitConversationKey(conversationKey);
        var name = profile.Name ?? Placeholder(psid);

        // A later look-up that brings less than an earlier one takes nothing away.
        return new RowChange(
            """
            INSERT INTO conversation (key, page_id, psid, customer_name, locale, search)
            VALUES (@Key, @PageId, @Psid, @Name, @Locale, @Search)
            ON CONFLICT (key) DO UPDATE SET
                customer_name = CASE WHEN @Known = 1 THEN excluded.customer_name ELSE conversation.customer_name END,
                search = CASE WHEN @Known = 1 THEN excluded.search ELSE conversation.search END,
                locale = COALESCE(excluded.locale, conversation.locale)
            """,
            new
            {
                Key = conversationKey,
                PageId = pageId,
                Psid = psid,
                Name = name,
                profile.Locale,
                Search = SearchText.Of(name, psid),
                Known = profile.Name is not null,
            });
    }

    private static StoredFile File(ConversationFact.AttachmentCopied copied, DateTimeOffset at) => new(
        copied.FileId, copied.Hash!, copied.MediaType, copied.Size, copied.All?.ElementAtOrDefault(copied.Index)?.Title, null, at, null);

    // R34: until the name is known.
    private static string Placeholder(string psid) => "Cliente " + psid[^Math.Min(4, psid.Length)..];
}
