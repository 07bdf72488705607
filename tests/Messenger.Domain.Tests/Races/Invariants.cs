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
    private readonly HashSet<Lease> _reserved = [];
    private readonly HashSet<Lease> _oncePerLease = [];
    private readonly HashSet<Lease> _over = [];

    public int Offers { get; private set; }

    public int Refusals { get; private set; }

    public int Ended => _ended.Count;

    public void Of(CampaignState before, CampaignFact fact, CampaignState after)
    {
        switch (fact)
        {
            case CampaignFact.Offered f:
                Offers++;
                Offered(before, f);
                break;
            case CampaignFact.OfferRefused f:
                Refusals++;
                break;
        }

        var waiting = after.Entries.Values.Where(e => e.Stage == EntryStage.Waiting).Select(e => e.Place);
        Assert.True(after.Line.SetEquals(waiting), $"{after.Id}: the line is not those who wait, after {fact}");
        Assert.All(after.Agents.Values, a => Assert.Equal(after.Offers.Values.Count(o => o.AgentId == a.AgentId), a.OpenOffers));
    }

    private void Offered(CampaignState before, CampaignFact.Offered f)
    {
        Assert.Equal(_lastLease.GetValueOrDefault(before.Id) + 1, f.Lease);
        _lastLease[before.Id] = f.Lease;

        var first = before.Entries.Values.Where(e => e.Stage == EntryStage.Waiting)
            .OrderBy(e => e.Class).ThenBy(e => e.Since).ThenBy(e => e.CameAt).ThenBy(e => e.InteractionId, StringComparer.Ordinal).First();
        if (!f.Pulled || before.Settings.Strategy.Eligibility == Eligibility.RingAll)
        {
            Assert.Equal((first.InteractionId, first.Epoch), (f.InteractionId, f.Epoch));
        }

        Assert.Contains(before.Members, m => m.AgentId == f.AgentId);
    }

    public void Of(AgentState before, AgentFact fact, AgentState after)
    {
        if (fact is AgentFact.Reserved f)
        {
            Assert.True(_reserved.Add(f.Lease), $"{f.Lease} was reserved twice.");
            Assert.True(f.CampaignLoad < f.CampaignLimit && f.TotalLoad < f.TotalLimit, $"Beyond a limit: {f}");
            Assert.Equal(before.Slots.Count(s => s.Lease.CampaignId == f.Lease.CampaignId), f.CampaignLoad);
            Assert.Equal(before.Slots.Count, f.TotalLoad);
            Assert.Equal(before.Limits.Single(l => l.CampaignId == f.Lease.CampaignId).Limit, f.CampaignLimit);
            Assert.True(before.IsReady);
        }

        if (((fact as AgentFact.Freed)?.Lease ?? (fact as AgentFact.Released)?.Lease) is { } lease)
        {
            Assert.True(_over.Add(lease), $"{lease} was over twice.");
        }

        Assert.Equal(after.Slots.Count, after.Slots.DistinctBy(s => s.Lease).Count());
        Assert.All(after.Hints, h => Assert.Equal(after.FreeFor(h.CampaignId), h.Free));
        if (after.Hints != before.Hints)
        {
            Assert.True(after.HintVersion > before.HintVersion);
        }
    }

    public void Of(ConversationState before, ConversationFact fact, ConversationState after)
    {
        switch (fact)
        {
            case ConversationFact.InteractionOpened f:
                Assert.Null(before.Open);
                Assert.True(_epochs.TryAdd(f.InteractionId, 1), $"{f.InteractionId} was opened twice.");
                break;
            case ConversationFact.Owned f:
                Assert.False(_owners.ContainsKey(f.InteractionId), $"Two owners of {f.InteractionId}.");
                Assert.DoesNotContain(f.InteractionId, _ended);
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
                break;
            case ConversationFact.Ended f:
                Assert.Equal(_owners.TryGetValue(f.InteractionId, out var owner) ? owner : null, f.Lease);
                Assert.True(_ended.Add(f.InteractionId));
                _owners.Remove(f.InteractionId);
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
