using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Conversations;

/// <summary>Everything a conversation grain knows of one customer of one Page.</summary>
/// <param name="LastSeq">Order of receipt of the newest message; 0 = none yet.</param>
/// <param name="Interaction">The running interaction, or the last one when none runs; null before the first.</param>
/// <param name="Messages">The newest messages of the conversation, oldest first; older ones are in the recordings.</param>
/// <param name="KnownMids">Hashes of the newest message ids, oldest first, so that most repeats end here; the schema knows all of them.</param>
/// <param name="Outbox">Messages not settled with Meta yet, in the order in which they must go out.</param>
/// <param name="Notices">Messages about an end that agent or campaign has not confirmed.</param>
/// <param name="Window">What Meta's reply windows are counted from.</param>
/// <param name="HumanAgent">Meta granted the Human Agent feature, as far as this conversation was told.</param>
public sealed record ConversationState(
    string Key,
    string PageId,
    string Psid,
    string? CustomerName,
    string? Locale,
    ProfileStage Profile,
    DateTimeOffset? ProfileAt,
    long LastSeq,
    InteractionState? Interaction,
    ImmutableList<Message> Messages,
    ImmutableArray<UInt128> KnownMids,
    ImmutableList<OutboxItem> Outbox,
    ImmutableList<Obligation> Notices,
    MessagingWindow Window,
    bool HumanAgent)
{
    /// <summary>Messages with attachments that are still to be copied, oldest first.</summary>
    public ImmutableList<MessageCopies> Copies { get; init; } = [];

    /// <summary>Marks on messages that are not at hand, oldest first: they overtook their message, or it is older than those kept.</summary>
    public ImmutableList<ConversationFact.Mark> LooseMarks { get; init; } = [];

    /// <summary>Occasions on which this customer heard the campaign's automatic text, newest last.</summary>
    public ImmutableList<string> Told { get; init; } = [];

    /// <summary>The farthest marks of the customer's device; null = none came yet.</summary>
    public DateTimeOffset? DeliveredUpto { get; init; }

    /// <inheritdoc cref="DeliveredUpto"/>
    public DateTimeOffset? ReadUpto { get; init; }

    /// <summary>Why he is served no more, empty where that was erased; null = he is served.</summary>
    public string? Blocked { get; init; }

    /// <summary>How often he was blocked and unblocked.</summary>
    public int BlockChanges { get; init; }

    /// <summary>The interaction that runs now; null when there is none.</summary>
    public InteractionState? Open => Interaction is { Phase: not InteractionPhase.Ended } open ? open : null;

    /// <summary>The running interaction with this id, if this agent owns it.</summary>
    public InteractionState? OwnedBy(string agentId, string interactionId) =>
        Interaction is { Phase: InteractionPhase.Owned, Agent: { } agent } i && agent.Id == agentId && i.Id == interactionId ? i : null;

    /// <summary>The customer's name, or what stands for it until Meta tells (R34).</summary>
    public string DisplayName => CustomerName ?? Placeholder(Psid);

    public static string Placeholder(string psid) => "Cliente " + (psid.Length > 4 ? psid[^4..] : psid);
}

public enum ProfileStage
{
    Unasked,
    Requested,
    Settled,
}

/// <summary>One service episode.</summary>
/// <param name="Epoch">Rises each time it is queued anew; together with the id it fences late offers.</param>
/// <param name="OpenedAt">q of the formulas: when it entered the queue; kept when it returns to it.</param>
/// <param name="Lease">The owner's lease; kept after the end so that a repeated Take gets the same answer.</param>
/// <param name="AnsweredAt">a of the formulas: opened on the desk or replied, whichever was first.</param>
/// <param name="Preview">Beginning of the opening message, 120 graphemes (R34).</param>
public sealed record InteractionState(
    string Id,
    int Number,
    string CampaignId,
    string CampaignName,
    int Epoch,
    QueueClass Class,
    InteractionPhase Phase,
    DateTimeOffset OpenedAt,
    Lease? Lease,
    AgentName? Agent,
    DateTimeOffset? AnsweredAt,
    int Unread,
    string Preview,
    bool AnsweredOutside)
{
    /// <summary>Where its campaign has placed it; meaningless before it answered.</summary>
    public QueuePlace Place { get; init; }

    /// <summary>Its campaign has not answered in this round. It may belong to an agent already, and what the answer brings is still needed.</summary>
    public bool AwaitsPlace { get; init; }

    /// <summary>How often its place had changed in this round by the newest news of it; null = none came yet.</summary>
    public int? PlaceNumber { get; init; }

    /// <summary>q of the formulas: the arrival, of closed-hours customers the opening; null = it was never in the queue.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>So long after q, unanswered, it counts as abandoned; 0 = never (R14).</summary>
    public int AbandonAfterSeconds { get; init; }

    /// <summary>Then it also ends (R14).</summary>
    public bool EndsAbandoned { get; init; }

    /// <summary>When it was counted as abandoned; null = it was not. An answer after it makes it recovered.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>Until when the campaign believes that this customer can be answered.</summary>
    public DateTimeOffset? WindowTold { get; init; }

    /// <summary>By what times of its campaign it goes.</summary>
    public InteractionTerms Terms { get; init; } = InteractionTerms.None;

    /// <summary>One of <see cref="InteractionKind"/>; null = it began by itself.</summary>
    public string? Kind { get; init; }

    public string? LinkedTo { get; init; }

    /// <summary>The agent who reopened it, and the only one who may have it; null otherwise.</summary>
    public AgentName? For { get; init; }

    /// <summary>Who has it first when he has room; null = whose turn it is.</summary>
    public PreferredAgent? Preferred { get; init; }

    /// <summary>Since when its owner has it; null while nobody does.</summary>
    public DateTimeOffset? OwnedAt { get; init; }

    /// <summary>r of the formulas: the first word a person wrote; null = none yet.</summary>
    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>The owner was seen typing; his time for the first reply does not end before.</summary>
    public DateTimeOffset? TypedUntil { get; init; }

    /// <summary>Since when the customer has said nothing to our last word; null = the last word is his.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    /// <summary>A transfer under way.</summary>
    public HandingState? Handing { get; init; }

    /// <summary>Its customer was blocked: it ends as soon as its campaign has said where it stands, and nobody gets it.</summary>
    public bool Blocked { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? EndReason { get; init; }
}

public enum InteractionPhase
{
    /// <summary>The campaign has not confirmed it yet.</summary>
    Queueing,
    Waiting,
    Owned,
    Ended,
}

/// <summary>A message of the transcript.</summary>
/// <param name="At">Meta's time when known, else ours.</param>
/// <param name="StartedAt">When its sending began; watermarks are compared with it.</param>
public sealed record Message(
    long Seq,
    string InteractionId,
    string Direction,
    string? Mid,
    string? Text,
    IReadOnlyList<Attachment> Attachments,
    DateTimeOffset At,
    string State,
    string? ClientMessageId,
    string? Author,
    DateTimeOffset? StartedAt = null,
    string? FailureReason = null)
{
    /// <summary>The message of either side that this one answers; null otherwise.</summary>
    public string? ReplyToMid { get; init; }

    /// <summary>Where the customer came from with it; null otherwise.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The newest of each kind that happened to it.</summary>
    public ImmutableList<ConversationFact.Mark> Marks { get; init; } = [];

    /// <summary>Null when there is none, or it was taken back.</summary>
    [JsonIgnore]
    public ConversationFact.MessageReacted? Reaction => Marks.OfType<ConversationFact.MessageReacted>().FirstOrDefault(mark => !mark.Removed);

    [JsonIgnore]
    public bool IsEdited => Marks.Exists(mark => mark is ConversationFact.MessageEdited);

    [JsonIgnore]
    public bool IsUnsent => Marks.Exists(mark => mark is ConversationFact.MessageUnsent);
}

/// <summary>The words of a message's direction and state on screen, in SQL and in the API.</summary>
public static class MessageWord
{
    public const string In = "in";
    public const string Out = "out";
    public const string Auto = "auto";
    public const string System = "system";
    public const string Received = "received";
    public const string Recorded = "recorded";
    public const string Queued = "queued";
    public const string Sent = "sent";
    public const string Delivered = "delivered";
    public const string Read = "read";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
}
