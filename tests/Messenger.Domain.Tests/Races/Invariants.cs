using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>What must hold at every fact, judged from the facts themselves and not from what the rules keep (protocol, PROOF).</summary>
internal sealed class Invariants
{
    private readonly Dictionary<string, long> _lastLease = [];
    private readonly Dictionary<string, int> _epochs = [];
    private readonly Dictionary<string, Lease> _owners = [];
    private readonly HashSet<string> _ended = [];
    private readonly HashSet<string> _handing = [];
    private readonly HashSet<Lease> _reserved = [];
    private readonly HashSet<Lease> _oncePerLease = [];
    private readonly HashSet<Lease> _over = [];
    private readonly HashSet<string> _answered = [];
    private readonly HashSet<string> _abandoned = [];
    private readonly HashSet<(string, string)> _told = [];

    public int Offers { get; private set; }

    public int Refusals { get; private set; }

    public int Transfers { get; private set; }

    /// <summary>Transfers that came to nothing.</summary>
    public int TransfersBack { get; private set; }

    public int Requeues { get; private set; }

    public int WrittenAgain { get; private set; }

    public int Continued { get; private set; }

    /// <summary>What ended because its customer is blocked.</summary>
    public int Blocked { get; private set; }

    /// <summary>What went back because its agent was removed.</summary>
    public int GivenBack { get; private set; }

    /// <summary>What rang and was not accepted.</summary>
    public int Lapsed { get; private set; }

    public int WrapUps { get; private set; }

    /// <summary>Campaigns.</summary>
    public int Deleted { get; private set; }

    /// <summary>Ended because their campaign was deleted.</summary>
    public int TooLate { get; private set; }

    /// <summary>Offers past the order: to the last agent, by a supervisor, by hand.</summary>
    public int OnPurpose { get; private set; }

    public int Ended => _ended.Count;

    /// <summary>Openings at which somebody waited for them.</summary>
    public int Openings { get; private set; }

    public int WindowsPassed { get; private set; }

    /// <summary>Given a place again after nobody could answer them.</summary>
    public int WindowsReopened { get; private set; }

    /// <summary>Occasions of this kind on which a customer was told something.</summary>
    public int Told(string kind) => _told.Count(told => told.Item2.StartsWith(kind, StringComparison.Ordinal));

    public int Abandoned => _abandoned.Count;

    public int Recovered => _answered.Count(_abandoned.Contains);

    public void Of(CampaignState before, CampaignFact fact, CampaignState after)
    {
        switch (fact)
        {
            case CampaignFact.Offered f:
                Offers++;
                Offered(before, f);
                break;
            case CampaignFact.OfferRefused:
                Refusals++;
                break;
            case CampaignFact.Deleted:
                Assert.False(before.IsDeleted);
                Assert.True(after is { Entries.IsEmpty: true, Members.IsEmpty: true }, "Somebody is left behind.");
                Deleted++;
                break;
            case CampaignFact.ScheduleTurned { Open: true } when before is { Open: false, Backlog.IsEmpty: false }:
                Openings++;
                Opened(before, after);
                break;
            case CampaignFact.WindowPassed:
                WindowsPassed++;
                break;
            case CampaignFact.Queued f:
                Reopened(before, f.InteractionId, f.Epoch);
                break;
            case CampaignFact.NotQueued f:
                Reopened(before, f.InteractionId, f.Epoch);
                break;
        }

        var waiting = after.Entries.Values.Where(e => e.Stage == EntryStage.Waiting).Select(e => e.Place);
        Assert.True(after.Line.SetEquals(waiting), $"{after.Id}: the line is not those who wait, after {fact}");
        Assert.All(after.Agents.Values, a => Assert.Equal(after.Offers.Values.Count(o => o.AgentId == a.AgentId), a.OpenOffers));
    }

    /// <summary>Behind whoever is held already, in the order in which they came, and each of them once.</summary>
    private static void Opened(CampaignState before, CampaignState after)
    {
        var came = before.Backlog.Select(p => before.Entries[p.InteractionId]).OrderBy(e => e.CameAt).ThenBy(e => e.InteractionId, StringComparer.Ordinal);
        Assert.Equal(before.Held.Select(p => p.InteractionId).Concat(came.Select(e => e.InteractionId)), after.Held.Select(p => p.InteractionId));
        Assert.Empty(after.Backlog);
    }

    private void Reopened(CampaignState before, string interactionId, int epoch) =>
        WindowsReopened += before.Entries.GetValueOrDefault(interactionId) is { Stage: EntryStage.WindowClosed } entry && entry.Epoch == epoch ? 1 : 0;

    private void Offered(CampaignState before, CampaignFact.Offered f)
    {
        Assert.Equal(_lastLease.GetValueOrDefault(before.Id) + 1, f.Lease);
        _lastLease[before.Id] = f.Lease;

        var first = before.Entries.Values.Where(e => e.Stage == EntryStage.Waiting)
            .OrderBy(e => e.Class).ThenBy(e => e.Since).ThenBy(e => e.CameAt).ThenBy(e => e.InteractionId, StringComparer.Ordinal).FirstOrDefault();
        OnPurpose += f.Because is null ? 0 : 1;
        if (f.Because is not (OfferReason.Directed or OfferReason.Assigned) && (!f.Pulled || before.Settings.Strategy.Eligibility == Eligibility.RingAll))
        {
            Assert.Equal((first!.InteractionId, first.Epoch), (f.InteractionId, f.Epoch));
        }

        Assert.Contains(before.Members, m => m.AgentId == f.AgentId);
    }

    public void Of(AgentState before, AgentFact fact, AgentState after)
    {
        if (fact is AgentFact.Reserved f)
        {
            Assert.True(_reserved.Add(f.Lease), $"{f.Lease} was reserved twice.");
            Assert.True(f.ForcedBy is not null || (f.CampaignLoad < f.CampaignLimit && f.TotalLoad < f.TotalLimit), $"Beyond a limit: {f}");
            Assert.Equal(before.Slots.Count(s => s.Lease.CampaignId == f.Lease.CampaignId), f.CampaignLoad);
            Assert.Equal(before.Slots.Count, f.TotalLoad);
            Assert.Equal(before.Limits.Single(l => l.CampaignId == f.Lease.CampaignId).Limit, f.CampaignLimit);
            Assert.True(f.ForcedBy is not null || before.IsReady);
        }

        Lapsed += fact is AgentFact.Lapsed ? 1 : 0;
        WrapUps += fact is AgentFact.WrapUpStarted ? 1 : 0;
        GivenBack += fact is AgentFact.Returning { Reason: ReturnReason.Removed } ? 1 : 0;
        if (((fact as AgentFact.Freed)?.Lease ?? (fact as AgentFact.Released)?.Lease ?? (fact as AgentFact.Lapsed)?.Lease) is { } lease)
        {
            Assert.True(_over.Add(lease), $"{lease} was over twice.");
        }

        Assert.Equal(after.Slots.Count, after.Slots.DistinctBy(s => s.Lease).Count());
        Assert.All(after.Hints, h => Assert.InRange(h.Free, 0, after.Given?.CampaignId == h.CampaignId ? int.MaxValue : after.FreeFor(h.CampaignId)));
        Assert.True(after.HintVersion >= before.HintVersion);
        if (fact is AgentFact.HintGiven given)
        {
            OfferedRoom(before, given);
        }
    }

    /// <summary>No campaign of a higher priority that has less than he has room for is left out, nor one whose head may wait longer (R9).</summary>
    private static void OfferedRoom(AgentState agent, AgentFact.HintGiven f)
    {
        Assert.Null(agent.Given);
        Assert.Equal(agent.FreeFor(f.CampaignId), f.Free);
        Assert.True(f.Free > 0 && agent.IsReady);
        var first = agent.LimitOf(f.CampaignId)!;
        foreach (var other in agent.Limits.Where(l => l.CampaignId != f.CampaignId && agent.FreeFor(l.CampaignId) > (agent.HintOf(l.CampaignId)?.Free ?? 0)))
        {
            var silent = agent.Slots.Exists(s => s.Lease.CampaignId == other.CampaignId && s.Phase == SlotPhase.Ringing) || agent.Outcomes.Exists(o => o.Lease.CampaignId == other.CampaignId) || agent.HintOf(other.CampaignId) is { } told && told.Version > told.Told;
            Assert.True(silent || other.Priority <= first.Priority);
            Assert.True(silent || other.Priority < first.Priority || f.OlderThan <= (agent.HintOf(other.CampaignId)?.Head ?? default));
        }
    }

    public void Of(ConversationState before, ConversationFact fact, ConversationState after)
    {
        switch (fact)
        {
            case ConversationFact.InteractionOpened f:
                Assert.Null(before.Open);
                Assert.True(_epochs.TryAdd(f.InteractionId, 1), $"{f.InteractionId} was opened twice.");
                WrittenAgain += f.Kind == InteractionKind.Reopened ? 1 : 0;
                Continued += f.Kind == InteractionKind.Continuation ? 1 : 0;
                break;
            case ConversationFact.Owned f:
                Assert.True(!_owners.ContainsKey(f.InteractionId) || _handing.Remove(f.InteractionId), $"Two owners of {f.InteractionId}.");
                Assert.DoesNotContain(f.InteractionId, _ended);
                Assert.Null(before.Blocked);
                Assert.Equal(_epochs[f.InteractionId], f.Epoch);
                Assert.Contains(f.Lease, _reserved);
                Assert.True(_oncePerLease.Add(f.Lease), $"{f.Lease} owned twice.");
                _owners[f.InteractionId] = f.Lease;
                break;
            case ConversationFact.Requeued f:
                Assert.Equal(_epochs[f.InteractionId] + 1, f.Epoch);
                Assert.Equal(_owners[f.InteractionId], f.From);
                _epochs[f.InteractionId] = f.Epoch;
                _owners.Remove(f.InteractionId);
                _handing.Remove(f.InteractionId);
                Requeues++;
                break;
            case ConversationFact.Handing f:
                Assert.Equal(_epochs[f.InteractionId] + 1, f.Epoch);
                Assert.Contains(f.InteractionId, _owners);
                Assert.True(_handing.Add(f.InteractionId), $"{f.InteractionId} was handed over twice at once.");
                _epochs[f.InteractionId] = f.Epoch;
                Transfers++;
                break;
            case ConversationFact.HandingEnded f:
                Assert.True(_handing.Remove(f.InteractionId), $"{f.InteractionId} was not handed over.");
                TransfersBack++;
                break;
            case ConversationFact.Ended f:
                Assert.Equal(_owners.TryGetValue(f.InteractionId, out var owner) ? owner : null, f.Lease);
                Assert.True(_ended.Add(f.InteractionId));
                TooLate += f.Reason == EndReason.CampaignDeleted ? 1 : 0;
                Assert.True(f.Reason != EndReason.Blocked || before.Blocked is not null || before.Open!.Blocked);
                Blocked += f.Reason == EndReason.Blocked ? 1 : 0;
                _owners.Remove(f.InteractionId);
                _handing.Remove(f.InteractionId);
                break;
            case ConversationFact.Answered f:
                Assert.True(_answered.Add(f.InteractionId), $"{f.InteractionId} was answered for the first time twice.");
                break;
            case ConversationFact.Abandoned f:
                Assert.True(_abandoned.Add(f.InteractionId), $"{f.InteractionId} was abandoned twice.");
                Assert.DoesNotContain(f.InteractionId, _answered);
                break;
            case ConversationFact.AutomaticTold f:
                Assert.True(_told.Add((before.Key, f.Occasion)), $"{before.Key} was told twice of {f.Occasion}.");
                break;
            case ConversationFact.SendStarted f:
                Assert.DoesNotContain(before.Outbox, o => o.Phase is not OutboxPhase.Queued);
                Assert.Equal(before.Outbox[0].ClientMessageId, f.ClientMessageId);
                break;
        }

        Assert.Equal(after.LastSeq, after.Messages.Select(m => m.Seq).DefaultIfEmpty(0).Max());
        Assert.Equal(after.KnownMids.Length, after.KnownMids.Distinct().Count());
        Assert.Equal(after.Outbox.OrderBy(o => o.Seq), after.Outbox);
    }
}
