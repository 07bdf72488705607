using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Metrics;

/// <summary>
/// The instants of one interaction that the formulas go by (docs/metrics.md), and what became of it. All are stamped in its conversation's
/// stream, so that no clock is compared with another.
/// </summary>
/// <param name="CampaignId">The campaign it was opened in; it counts there, wherever it is transferred to.</param>
public sealed record InteractionTimes(string Id, string CampaignId, DateTimeOffset OpenedAt)
{
    /// <summary>Why it was opened when it did not begin by itself: it is no measure of service then. Null = it began by itself.</summary>
    public string? Kind { get; init; }

    /// <summary>
    /// q: its arrival in the queue; of a customer of closed hours the opening. Null = it was never in the queue. Who has an agent was in it, also
    /// when his conversation has not heard of that yet; one that an agent reopened was not.
    /// </summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>s: the first time an agent had it.</summary>
    public DateTimeOffset? AssignedAt { get; init; }

    /// <summary>a: opened on the desk, accepted by hand, or replied to, whichever was first.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>r: the first reply of a person; automatic texts and the Page's own inbox are none.</summary>
    public DateTimeOffset? RepliedAt { get; init; }

    /// <summary>The end of the patience that it outlasted.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>e.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>One of <see cref="Conversations.EndReason"/>.</summary>
    public string? EndReason { get; init; }

    /// <summary>Who has it, or had it at its end.</summary>
    public string? AgentId { get; init; }

    /// <summary>It ended while its agent held it and after it had been answered (R42).</summary>
    public bool Completed { get; init; }

    /// <summary>What its agent had to do after its end.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>Those that a service level is about; a continuation or a reopened one is not.</summary>
    public bool IsService => Kind is null;

    /// <summary>In which of A, B, X and W it is; every queued interaction is in exactly one, at every instant.</summary>
    public QueuedAs As => this switch
    {
        { AbandonedAt: not null } => QueuedAs.Abandoned,
        { AnsweredAt: not null } => QueuedAs.Answered,
        { EndedAt: not null } => QueuedAs.EndedOtherwise,
        _ => QueuedAs.Waiting,
    };

    /// <summary>wq: from the queue to the answer.</summary>
    public TimeSpan? AnswerWait => From(QueuedAt, AnsweredAt);

    /// <summary>wr: from the queue to the first reply.</summary>
    public TimeSpan? ReplyWait => From(QueuedAt, RepliedAt);

    /// <summary>The patience after which it was counted as abandoned.</summary>
    public TimeSpan? Patience => From(QueuedAt, AbandonedAt);

    /// <summary>From the answer to the end, and the wrap-up.</summary>
    public TimeSpan? HandleTime => From(AnsweredAt, EndedAt) + WrapUp;

    /// <summary>How long it waited for its answer in all, until <paramref name="now"/> at most.</summary>
    public TimeSpan? WaitUntil(DateTimeOffset now) => From(QueuedAt, AnsweredAt ?? EndedAt ?? now);

    /// <summary>With one more fact about it; facts that no formula needs change nothing.</summary>
    public InteractionTimes After(ConversationFact fact, DateTimeOffset at) => fact switch
    {
        ConversationFact.Placed when Kind == InteractionKind.Reopened => this,
        ConversationFact.Placed f => this with { QueuedAt = f.QueuedAt ?? QueuedAt ?? (f.Place is QueuePlace.Queued or QueuePlace.Held ? OpenedAt : null) },
        ConversationFact.Owned f => this with { QueuedAt = QueuedAt ?? (Kind == InteractionKind.Reopened ? null : OpenedAt), AssignedAt = AssignedAt ?? at, AgentId = f.Agent.Id },
        ConversationFact.Requeued => this with { AgentId = null },
        ConversationFact.Answered => this with { AnsweredAt = AnsweredAt ?? at },
        ConversationFact.MessageQueued { Automatic: false, Author: not null } => this with { RepliedAt = RepliedAt ?? at },
        ConversationFact.Abandoned f => this with { AbandonedAt = AbandonedAt ?? f.At },
        ConversationFact.Ended f => this with { EndedAt = f.At ?? at, EndReason = f.Reason, Completed = f.Completed },
        _ => this,
    };

    // A wait is never less than nothing: what began it may have been stamped by another silo's clock.
    private static TimeSpan? From(DateTimeOffset? begin, DateTimeOffset? end) => end - begin is { } length ? TimeSpan.FromTicks(Math.Max(0, length.Ticks)) : null;
}

/// <summary>What a queued interaction counts as; queued = A + B + X + W.</summary>
public enum QueuedAs
{
    /// <summary>A: answered before it counted as abandoned.</summary>
    Answered,

    /// <summary>B: counted as abandoned, answered later or not.</summary>
    Abandoned,

    /// <summary>X: ended unanswered for another reason.</summary>
    EndedOtherwise,

    /// <summary>W: still unanswered.</summary>
    Waiting,
}
