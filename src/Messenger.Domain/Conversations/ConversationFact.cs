using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Conversations;

/// <summary>What happened in a conversation. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(MessageReceived), "message-received/1")]
[JsonDerivedType(typeof(InteractionOpened), "interaction-opened/1")]
[JsonDerivedType(typeof(Placed), "placed/1")]
[JsonDerivedType(typeof(AutomaticTold), "automatic-told/1")]
[JsonDerivedType(typeof(Abandoned), "abandoned/1")]
[JsonDerivedType(typeof(Owned), "owned/1")]
[JsonDerivedType(typeof(Requeued), "requeued/1")]
[JsonDerivedType(typeof(Handing), "handing/1")]
[JsonDerivedType(typeof(HandingEnded), "handing-ended/1")]
[JsonDerivedType(typeof(Typed), "typed/1")]
[JsonDerivedType(typeof(LineWritten), "line-written/1")]
[JsonDerivedType(typeof(Answered), "answered/1")]
[JsonDerivedType(typeof(Seen), "seen/1")]
[JsonDerivedType(typeof(MessageQueued), "message-queued/1")]
[JsonDerivedType(typeof(SendStarted), "send-started/1")]
[JsonDerivedType(typeof(SendDeferred), "send-deferred/1")]
[JsonDerivedType(typeof(KeptReleased), "kept-released/1")]
[JsonDerivedType(typeof(MessageSent), "message-sent/1")]
[JsonDerivedType(typeof(MessageFailed), "message-failed/1")]
[JsonDerivedType(typeof(SendUnknown), "send-unknown/1")]
[JsonDerivedType(typeof(ReadBackStarted), "read-back-started/1")]
[JsonDerivedType(typeof(ReadBackPostponed), "read-back-postponed/1")]
[JsonDerivedType(typeof(ThreadTakeStarted), "thread-take-started/1")]
[JsonDerivedType(typeof(ThreadRegained), "thread-regained/1")]
[JsonDerivedType(typeof(HumanAgentSet), "human-agent-set/1")]
[JsonDerivedType(typeof(EchoReceived), "echo-received/1")]
[JsonDerivedType(typeof(MessageDelivered), "message-delivered/1")]
[JsonDerivedType(typeof(MessageRead), "message-read/1")]
[JsonDerivedType(typeof(WatermarkRaised), "watermark-raised/1")]
[JsonDerivedType(typeof(MessageReacted), "message-reacted/1")]
[JsonDerivedType(typeof(MessageEdited), "message-edited/1")]
[JsonDerivedType(typeof(MessageUnsent), "message-unsent/1")]
[JsonDerivedType(typeof(CustomerEventRecorded), "customer-event-recorded/1")]
[JsonDerivedType(typeof(LinesAdopted), "lines-adopted/1")]
[JsonDerivedType(typeof(ProfileRequested), "profile-requested/1")]
[JsonDerivedType(typeof(ProfileSettled), "profile-settled/1")]
[JsonDerivedType(typeof(Ended), "ended/1")]
[JsonDerivedType(typeof(NoticeDelivered), "notice-delivered/1")]
[JsonDerivedType(typeof(AttachmentCopied), "attachment-copied/1")]
[JsonDerivedType(typeof(AttachmentLost), "attachment-lost/1")]
[JsonDerivedType(typeof(CopyDeferred), "copy-deferred/1")]
[JsonDerivedType(typeof(CopyStarted), "copy-started/1")]
[JsonDerivedType(typeof(Blocked), "blocked/1")]
[JsonDerivedType(typeof(Unblocked), "unblocked/1")]
public abstract record ConversationFact
{
    /// <summary>The customer wrote.</summary>
    /// <param name="Seq">Order of receipt inside the conversation, from 1.</param>
    /// <param name="InteractionId">The interaction it belongs to.</param>
    /// <param name="MetaAt">Meta's time; the transcript is ordered by it.</param>
    /// <param name="Referral">The advertisement, link or product at which it was begun; null otherwise.</param>
    /// <param name="Commands">Commands chosen from the Page's menu; null = none.</param>
    public sealed record MessageReceived(
        long Seq, string InteractionId, string Mid, DateTimeOffset MetaAt,
        [property: Personal] string? Text, [property: Personal] IReadOnlyList<Attachment>? Attachments,
        string? ReplyToMid, [property: Personal] string? Payload,
        [property: Personal] Referral? Referral = null, IReadOnlyList<string>? Commands = null) : ConversationFact;

    /// <param name="Kind">One of <see cref="InteractionKind"/>; null = it began by itself.</param>
    /// <param name="LinkedTo">The interaction it continues; null = none.</param>
    /// <param name="For">The agent who reopened it, and nobody else may have it; null otherwise.</param>
    public sealed record InteractionOpened(
        string InteractionId, int Number, string CampaignId, string CampaignName, string PageId, string Psid,
        string? Kind = null, string? LinkedTo = null, AgentName? For = null) : ConversationFact;

    /// <param name="QueuedAt">q of the formulas, when its wait begins (anew) with this; null = it stays as it is.</param>
    /// <param name="AbandonAfterSeconds">In force from now on; null = as it is.</param>
    /// <param name="WindowTold">What the campaign was told of the reply window; null = as it is.</param>
    /// <param name="EndsAbandoned">Abandoned, it ends; null = as it is.</param>
    /// <param name="Terms">By what times it goes from now on; null = as before.</param>
    /// <param name="Number">How often it had changed its place in this round; null in rows from before that was counted.</param>
    public sealed record Placed(
        string InteractionId, int Epoch, QueuePlace Place, DateTimeOffset? QueuedAt = null, int? AbandonAfterSeconds = null,
        DateTimeOffset? WindowTold = null, int? Number = null, bool? EndsAbandoned = null, InteractionTerms? Terms = null) : ConversationFact;

    /// <summary>The occasion of an automatic text came, and comes once: the text stands behind it, unless it was too late or nothing might be sent.</summary>
    public sealed record AutomaticTold(string Occasion) : ConversationFact;

    /// <summary>Not answered in time: counted once, whatever follows (R14).</summary>
    /// <param name="At">The end of the time, not the moment of its detection.</param>
    public sealed record Abandoned(string InteractionId, DateTimeOffset At) : ConversationFact;

    /// <param name="CampaignName">Of the lease's campaign, when it came from another one by a transfer; null = it stays in its campaign.</param>
    /// <param name="Accepted">He accepted it by hand or asked for it, which answers it; null = it came by itself.</param>
    public sealed record Owned(
        string InteractionId, int Epoch, Lease Lease, AgentName Agent, string? CampaignName = null, bool? Accepted = null) : ConversationFact;

    /// <summary>The owner gave it back or was lost: it waits again in front, with a new epoch.</summary>
    /// <param name="At">When, where that was before anybody noticed; null = with this commit.</param>
    public sealed record Requeued(string InteractionId, int Epoch, Lease From, string Reason, DateTimeOffset? At = null) : ConversationFact;

    /// <summary>A transfer begins: offered elsewhere in a new epoch, and its owner's until it is taken.</summary>
    /// <param name="Forced">It may pass the agent's limits.</param>
    public sealed record Handing(
        string InteractionId, int Epoch, TransferTarget Target, AgentName By, DateTimeOffset? ReturnAt, bool? Forced = null) : ConversationFact;

    /// <summary>The transfer came to nothing: it stays with its owner.</summary>
    /// <param name="Reason">One of <see cref="HandingEndReason"/>, or why the agent could not have it.</param>
    /// <param name="At">When, where that was before anybody noticed; null = with this commit.</param>
    public sealed record HandingEnded(string InteractionId, int Epoch, string Reason, DateTimeOffset? At = null) : ConversationFact;

    /// <summary>Its owner was typing his first reply: the time for it does not end before this instant.</summary>
    public sealed record Typed(string InteractionId, DateTimeOffset Until) : ConversationFact;

    /// <summary>A line that the product or a colleague writes into the transcript; the customer never sees it.</summary>
    /// <param name="Kind">One of <see cref="TranscriptLine"/>.</param>
    public sealed record LineWritten(long Seq, string InteractionId, string Kind, [property: Personal] string? Detail) : ConversationFact;

    /// <summary>a of the formulas: opened on the desk or replied, whichever was first.</summary>
    public sealed record Answered(string InteractionId, string AgentId) : ConversationFact;

    public sealed record Seen(string InteractionId) : ConversationFact;

    /// <summary>A message is accepted and will be sent in order: a text or a file.</summary>
    /// <param name="Author">Null = the product itself.</param>
    public sealed record MessageQueued(
        long Seq, string InteractionId, string ClientMessageId, AgentName? Author, bool Automatic, [property: Personal] string? Text,
        [property: Personal] OutgoingFile? File = null) : ConversationFact;

    /// <summary>Committed before the request leaves: from here on it may have been sent.</summary>
    /// <param name="Type">As what it goes out; null in rows from before there was a choice: an answer.</param>
    public sealed record SendStarted(string ClientMessageId, int Attempt, DateTimeOffset NotAfter, MessagingType? Type = null) : ConversationFact;

    /// <summary>The attempt surely did not reach the customer; the next one is made at <paramref name="Until"/>.</summary>
    /// <param name="OwnPace">It was not even tried, because of the product's own limits.</param>
    /// <param name="Kept">Why it is kept until the Page is well again (R29), in a stable word; null = it is only a matter of time.</param>
    public sealed record SendDeferred(
        string ClientMessageId, int Attempt, DateTimeOffset Until, bool? OwnPace = null, string? Kept = null) : ConversationFact;

    /// <summary>The Page is well again: what was kept goes out now.</summary>
    public sealed record KeptReleased(string ClientMessageId) : ConversationFact;

    public sealed record MessageSent(string ClientMessageId, string Mid) : ConversationFact;

    public sealed record MessageFailed(string ClientMessageId, string Reason) : ConversationFact;

    /// <summary>The attempt may or may not have reached the customer.</summary>
    /// <param name="LookAt">When the thread is read back, unless the echo tells before; null in rows from before that was done: at once.</param>
    public sealed record SendUnknown(string ClientMessageId, DateTimeOffset? LookAt = null) : ConversationFact;

    /// <summary>The thread is read for the attempt.</summary>
    /// <param name="Look">Which look for this attempt, from 1.</param>
    public sealed record ReadBackStarted(string ClientMessageId, int Attempt, int Look) : ConversationFact;

    /// <summary>The look said nothing for certain; the next one is made at <paramref name="Until"/>.</summary>
    public sealed record ReadBackPostponed(string ClientMessageId, int Attempt, int Look, DateTimeOffset Until) : ConversationFact;

    /// <summary>Meta refused the attempt because another app has the thread; it is taken from it.</summary>
    public sealed record ThreadTakeStarted(string ClientMessageId, int Attempt) : ConversationFact;

    /// <summary>The thread may be ours again: the message is tried once more.</summary>
    public sealed record ThreadRegained(string ClientMessageId) : ConversationFact;

    /// <summary>Whether Meta granted the Human Agent feature, which widens what may be sent.</summary>
    public sealed record HumanAgentSet(bool Granted) : ConversationFact;

    /// <summary>The Page sent a message that is not ours: from its inbox or another app (R37c).</summary>
    public sealed record EchoReceived(
        long Seq, string? InteractionId, string Mid, DateTimeOffset MetaAt,
        [property: Personal] string? Text, [property: Personal] IReadOnlyList<Attachment>? Attachments, string? AppId,
        string? ReplyToMid = null) : ConversationFact;

    /// <summary>This message reached the customer's device. A mark can overtake the response to the send.</summary>
    public sealed record MessageDelivered(long Seq) : ConversationFact;

    public sealed record MessageRead(long Seq) : ConversationFact;

    /// <summary>A mark that reaches further than any before: what the Page said up to <paramref name="Upto"/> and is told to us later has it too.</summary>
    /// <param name="Read">True = read, else delivered.</param>
    public sealed record WatermarkRaised(bool Read, DateTimeOffset Upto) : ConversationFact;

    /// <summary>Something happened to a message of either side. It can come before that message, and to one older than those at hand.</summary>
    [JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
    [JsonDerivedType(typeof(MessageReacted), "message-reacted/1")]
    [JsonDerivedType(typeof(MessageEdited), "message-edited/1")]
    [JsonDerivedType(typeof(MessageUnsent), "message-unsent/1")]
    public abstract record Mark(string Mid, DateTimeOffset MetaAt) : ConversationFact;

    /// <summary>The customer set a reaction, or took it back.</summary>
    public sealed record MessageReacted(string Mid, DateTimeOffset MetaAt, bool Removed, string? Word, string? Emoji) : Mark(Mid, MetaAt);

    /// <summary>The text was changed by who wrote it.</summary>
    /// <param name="Number">Which change it is; 0 = Meta does not say.</param>
    public sealed record MessageEdited(string Mid, DateTimeOffset MetaAt, int Number, [property: Personal] string? Text) : Mark(Mid, MetaAt);

    /// <summary>Withdrawn by who wrote it: its content is not shown any more.</summary>
    public sealed record MessageUnsent(string Mid, DateTimeOffset MetaAt, bool ByPage) : Mark(Mid, MetaAt);

    /// <summary>The customer did something that is no message; it stands in the transcript as a line.</summary>
    /// <param name="InteractionId">The running interaction; null when none ran: it opens none (R37b).</param>
    /// <param name="Key">Names this event among all of the Page: delivered twice it has the same one.</param>
    /// <param name="Kind">One of <see cref="CustomerEvent"/>'s words.</param>
    public sealed record CustomerEventRecorded(
        long Seq, string? InteractionId, string Key, DateTimeOffset MetaAt, string Kind, [property: Personal] string? Detail) : ConversationFact;

    /// <summary>Lines that came while no interaction ran belong to the one that opens now: a recording has no holes (R45).</summary>
    public sealed record LinesAdopted(string InteractionId, IReadOnlyList<long> Seqs) : ConversationFact;

    public sealed record ProfileRequested : ConversationFact;

    /// <summary>The look-up of the customer's profile is over; null name = none to be had, tried again with a later message.</summary>
    public sealed record ProfileSettled([property: Personal] string? Name, string? Locale) : ConversationFact;

    /// <param name="Lease">The owner's lease; null when nobody owned it.</param>
    /// <param name="Completed">Counts as completed for the owner (R42).</param>
    /// <param name="At">When it ended, where that was before anybody noticed; null = with this commit.</param>
    public sealed record Ended(
        string InteractionId, int Epoch, Lease? Lease, string? AgentId, bool Completed, string Reason, string? DispositionId,
        [property: Personal] string? Note, DateTimeOffset? At = null) : ConversationFact;

    /// <summary>Agent or campaign knows of the end; the obligation is met.</summary>
    public sealed record NoticeDelivered(string Key) : ConversationFact;

    /// <summary>We have an attachment's bytes.</summary>
    /// <param name="Index">Its place in the message, from 0.</param>
    /// <param name="MediaType">By the content.</param>
    /// <param name="Hash">Where the store has the bytes.</param>
    /// <param name="All">The message's attachments as they are now.</param>
    public sealed record AttachmentCopied(
        long Seq, int Index, string FileId, string MediaType, long Size, [property: Personal] string? Hash,
        [property: Personal] IReadOnlyList<Attachment>? All) : ConversationFact;

    /// <summary>An attachment will never be had.</summary>
    /// <param name="Reason">One of <see cref="LostReason"/>.</param>
    public sealed record AttachmentLost(
        long Seq, int Index, string Reason, [property: Personal] IReadOnlyList<Attachment>? All) : ConversationFact;

    /// <summary>An attempt to copy failed in a way that may pass; the next one begins at <paramref name="Until"/>.</summary>
    public sealed record CopyDeferred(long Seq, int Index, int Attempt, DateTimeOffset Until) : ConversationFact;

    /// <summary>This customer is served no more (B8).</summary>
    /// <param name="Number">How often that was decided of him, either way; from 1.</param>
    public sealed record Blocked(int Number, [property: Personal] string? Reason, Editor By) : ConversationFact;

    /// <summary>He is served again.</summary>
    /// <param name="Number">As of <see cref="Blocked"/>.</param>
    public sealed record Unblocked(int Number, Editor By) : ConversationFact;

    /// <summary>A later attempt begins.</summary>
    public sealed record CopyStarted(long Seq, int Index, int Attempt) : ConversationFact;
}
