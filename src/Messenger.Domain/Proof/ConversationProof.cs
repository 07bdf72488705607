using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Proof;

/// <summary>
/// Walks the facts of one conversation: one interaction at a time, one owner at a time, epochs and sequence numbers without gaps, no
/// message twice. It shares nothing with the rules that made them.
/// </summary>
public sealed class ConversationProof(Action<Violation> found)
{
    private readonly HashSet<string> _mids = [];
    private readonly List<ProvenInteraction> _interactions = [];
    private JournalPoint _last;
    private int _number;
    private long _seq;
    private bool _blocked;

    /// <summary>Every interaction there was, in order; the last may still run.</summary>
    public IReadOnlyList<ProvenInteraction> Interactions => _interactions;

    /// <summary>The one that runs; null = none.</summary>
    public ProvenInteraction? Open { get; private set; }

    /// <summary>Every message of the customer.</summary>
    public IReadOnlyCollection<string> Mids => _mids;

    public void Walk(JournalPoint at, ConversationFact fact)
    {
        _last = at;
        switch (fact)
        {
            case ConversationFact.InteractionOpened f:
                Opened(at, f);
                break;
            case ConversationFact.Blocked:
                _blocked = true;
                Open?.IsBlocked = true;
                break;
            case ConversationFact.Unblocked:
                _blocked = false;
                break;
            case ConversationFact.MessageReceived f:
                Check(Open?.Id == f.InteractionId, ViolationCode.Message, f.InteractionId, "The message belongs to no running interaction.");
                Check(_mids.Add(f.Mid), ViolationCode.Message, f.InteractionId, $"The message {MidHash.Of(f.Mid)} is stored twice.");
                InSequence(f.Seq, f.InteractionId);
                break;
            case ConversationFact.MessageQueued f:
                InSequence(f.Seq, f.InteractionId);
                break;
            case ConversationFact.EchoReceived f:
                InSequence(f.Seq, f.InteractionId);
                break;
            case ConversationFact.CustomerEventRecorded f:
                InSequence(f.Seq, f.InteractionId);
                break;
            case ConversationFact.LineWritten f:
                InSequence(f.Seq, f.InteractionId);
                break;
            case ConversationFact.Handing f when Runs(f.InteractionId):
                Handing(f);
                break;
            case ConversationFact.HandingEnded f when Runs(f.InteractionId):
                Check(Open!.HandedTo is not null && Open.Epoch == f.Epoch, ViolationCode.Transfer, f.InteractionId, "A transfer ended that was not under way.");
                Open.HandedTo = null;
                break;
            case ConversationFact.Placed f when Runs(f.InteractionId):
                Placed(f);
                break;
            case ConversationFact.Owned f when Runs(f.InteractionId):
                Owned(f);
                break;
            case ConversationFact.Requeued f when Runs(f.InteractionId):
                Requeued(f);
                break;
            case ConversationFact.Answered f when Runs(f.InteractionId):
                Check(Open!.AnsweredAt is null, ViolationCode.Count, f.InteractionId, "It was answered twice.");
                Check(Open.Owner?.Agent.Id == f.AgentId, ViolationCode.Owner, f.InteractionId, "Somebody answered who did not own it.");
                Open.AnsweredAt ??= at.At;
                break;
            case ConversationFact.Abandoned f when Runs(f.InteractionId):
                Check(Open!.AbandonedAt is null, ViolationCode.Count, f.InteractionId, "It counted as abandoned twice.");
                Check(Open.AnsweredAt is null, ViolationCode.Count, f.InteractionId, "It counted as abandoned after it had been answered.");
                Check(Open.QueuedAt is not null, ViolationCode.Count, f.InteractionId, "It counted as abandoned and was never queued.");
                Open.AbandonedAt ??= f.At;
                break;
            case ConversationFact.Ended f when Runs(f.InteractionId):
                Ended(at, f);
                break;
        }
    }

    private void Opened(JournalPoint at, ConversationFact.InteractionOpened f)
    {
        Check(Open is null, ViolationCode.Interaction, f.InteractionId, $"It began while {Open?.Id} ran.");
        Check(f.Number == ++_number, ViolationCode.Interaction, f.InteractionId, $"It has number {f.Number} and is the {_number}.");
        // Reopened, it is its agent's or nobody's, and needs no place.
        Open = new ProvenInteraction(f.InteractionId, f.CampaignId, at.At) { WasPlaced = f.For is not null, IsReopened = f.Kind == InteractionKind.Reopened, IsBlocked = _blocked, IsRecordedOnly = _blocked };
        _interactions.Add(Open);
    }

    private void Placed(ConversationFact.Placed f)
    {
        Check(!Open!.IsRecordedOnly, ViolationCode.Blocked, f.InteractionId, "Its customer is blocked, and it was given a place.");
        Open.WasPlaced = true;
        Open.WasRefused |= f.Place == QueuePlace.Refused;
        Open.QueuedAt = f.QueuedAt ?? Open.QueuedAt ?? (f.Place is QueuePlace.Queued or QueuePlace.Held ? Open.OpenedAt : null);
    }

    private void Owned(ConversationFact.Owned f)
    {
        Check(Open!.Owner is null || Open.HandedTo is not null, ViolationCode.Owner, f.InteractionId, $"It has two owners, {Open.Owner?.Lease} and {f.Lease}.");
        if (Open.HandedTo is { } target)
        {
            var isMeant = target.CampaignId == f.Lease.CampaignId && (target.Agent is null || target.Agent.Id == f.Agent.Id);
            Check(isMeant, ViolationCode.Transfer, f.InteractionId, $"It was handed over to {target.Agent?.Id ?? target.CampaignId} and {f.Agent.Id} took it under {f.Lease}.");
            Open.HandedTo = null;
        }

        Check(!Open.IsBlocked, ViolationCode.Blocked, f.InteractionId, $"Its customer is blocked, and {f.Agent.Id} took it.");
        Check(Open.Epoch == f.Epoch, ViolationCode.Epoch, f.InteractionId, $"It was taken in epoch {f.Epoch} and is in {Open.Epoch}.");
        Open.Owner = (f.Lease, f.Agent);
        Open.Ownerships.Add((f.Lease, f.Epoch, f.Agent.Id));
        Open.WasPlaced = true;
    }

    private void Handing(ConversationFact.Handing f)
    {
        Check(Open!.Owner is not null, ViolationCode.Owner, f.InteractionId, "It was handed over and nobody owned it.");
        Check(Open.HandedTo is null, ViolationCode.Transfer, f.InteractionId, "It was handed over twice at once.");
        Check(f.Epoch == Open.Epoch + 1, ViolationCode.Epoch, f.InteractionId, $"It was handed over from epoch {Open.Epoch} to {f.Epoch}.");
        (Open.Epoch, Open.HandedTo) = (f.Epoch, f.Target);
    }

    private void Requeued(ConversationFact.Requeued f)
    {
        Check(Open!.Owner?.Lease == f.From, ViolationCode.Owner, f.InteractionId, $"{f.From} gave it back and {Open.Owner?.Lease} owned it.");
        Check(f.Epoch == Open.Epoch + 1, ViolationCode.Epoch, f.InteractionId, $"It was requeued from epoch {Open.Epoch} to {f.Epoch}.");
        (Open.Epoch, Open.Owner, Open.HandedTo) = (f.Epoch, null, null);
    }

    private void Ended(JournalPoint at, ConversationFact.Ended f)
    {
        Check(Open!.Owner?.Lease == f.Lease, ViolationCode.Owner, f.InteractionId, $"It ended for {f.Lease} and {Open.Owner?.Lease} owned it.");
        Check(Open.Epoch == f.Epoch, ViolationCode.Epoch, f.InteractionId, $"It ended in epoch {f.Epoch} and was in {Open.Epoch}.");
        Check(Open.IsBlocked || f.Reason != EndReason.Blocked, ViolationCode.Blocked, f.InteractionId, "It ended as that of a blocked customer, who is not blocked.");
        Check(!Open.IsRecordedOnly || f.Reason == EndReason.Blocked, ViolationCode.Blocked, f.InteractionId, $"Its customer is blocked, and it ended as {f.Reason}.");
        Open.EndedWaiting = Open.Owner is null;
        (Open.EndedAt, Open.Owner, Open.HandedTo, Open) = (f.At ?? at.At, null, null, null);
    }

    /// <summary>What is about an interaction that does not run is a violation by itself.</summary>
    private bool Runs(string interactionId)
    {
        Check(Open?.Id == interactionId, ViolationCode.Interaction, interactionId, "Something happened to it that does not run.");
        return Open?.Id == interactionId;
    }

    private void InSequence(long seq, string? interactionId)
    {
        Check(seq == _seq + 1, ViolationCode.Message, interactionId, $"After message {_seq} comes {seq}.");
        _seq = seq;
    }

    private void Check(bool holds, string code, string? interactionId, string detail)
    {
        if (!holds)
        {
            found(_last.Violates(code, interactionId, detail));
        }
    }
}

/// <summary>What the facts say of one interaction.</summary>
public sealed class ProvenInteraction(string id, string campaignId, DateTimeOffset openedAt)
{
    public string Id { get; } = id;

    public string CampaignId { get; } = campaignId;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    public int Epoch { get; internal set; } = 1;

    public bool WasPlaced { get; internal set; }

    /// <summary>The queue was full for it. Asked again by an old message its campaign may have found room, of which nothing came.</summary>
    public bool WasRefused { get; internal set; }

    /// <summary>q of the formulas; null = never in the queue.</summary>
    public DateTimeOffset? QueuedAt { get; internal set; }

    /// <summary>The same where an agent was quicker than the word of the queue: he had it from there.</summary>
    public DateTimeOffset? CountsFrom => IsReopened ? null : QueuedAt ?? (Ownerships.Count > 0 ? OpenedAt : null);

    /// <summary>An agent wrote to the customer again: it is in no queue of the formulas, also when it is returned to one (R37a).</summary>
    public bool IsReopened { get; internal init; }

    /// <summary>Its customer was blocked when it opened or since: nobody may take it.</summary>
    public bool IsBlocked { get; internal set; }

    /// <summary>He was so when it opened: it ends at once, and no campaign hears of it.</summary>
    public bool IsRecordedOnly { get; internal init; }

    public DateTimeOffset? AnsweredAt { get; internal set; }

    public DateTimeOffset? AbandonedAt { get; internal set; }

    public DateTimeOffset? EndedAt { get; internal set; }

    /// <summary>Nobody had it when it ended.</summary>
    public bool EndedWaiting { get; internal set; }

    public (Lease Lease, AgentName Agent)? Owner { get; internal set; }

    /// <summary>Where a transfer under way goes; null = none is.</summary>
    public TransferTarget? HandedTo { get; internal set; }

    public List<(Lease Lease, int Epoch, string AgentId)> Ownerships { get; } = [];
}
