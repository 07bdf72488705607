using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Races;

/// <summary>Everything comes to rest: nobody acts any more, every message arrives, every due time passes.</summary>
internal sealed partial class World
{
    private const int RestAtMost = 200_000;

    public void ComeToRest()
    {
        _outside.Moody = false;
        foreach (var node in _nodes.Values)
        {
            _network.Dispatch(node);
        }

        for (var n = 0; ; n++)
        {
            Assert.True(n < RestAtMost, "It never comes to rest.");
            if (!_network.IsQuiet)
            {
                _network.Move(faults: false);
            }
            else if (_nodes.Values.Select(x => x.Due).Min() is { } due)
            {
                _now = _now > due ? _now : due;
                foreach (var node in _nodes.Values.Where(x => x.Due <= _now))
                {
                    node.Tick(_now);
                    _network.Dispatch(node);
                }
            }
            else
            {
                break;
            }
        }

        EveryOwnedInteractionHasItsSlot();
        NothingIsLost();
        NobodyWaitsWhileSomebodyIsReady();
        SlotsAreOwnedInteractions();
        EverythingThatWasOwedIsSettled();
        _outside.Moody = true;
    }

    private void NothingIsLost()
    {
        foreach (var i in _conversations.Select(c => c.State.Open).OfType<InteractionState>())
        {
            var campaign = _campaigns.Single(c => c.State.Id == i.CampaignId).State;
            var entry = campaign.Entries.GetValueOrDefault(i.Id);
            if (i.Phase == InteractionPhase.Owned)
            {
                Assert.True(entry is { Stage: EntryStage.Assigned } && entry.Lease == i.Lease!.Value.Number, $"{i.Id} is owned and {entry?.Stage} at once.");
            }
            else
            {
                Assert.Equal(InteractionPhase.Waiting, i.Phase);
                Assert.True(entry is { Stage: EntryStage.Waiting or EntryStage.Disabled } && entry.Epoch == i.Epoch, $"{i.Id} waits nowhere: {entry}");
            }
        }

        var open = _conversations.Where(c => c.State.Open is not null).Select(c => c.State.Open!.Id).ToHashSet();
        Assert.All(_campaigns, c => Assert.All(c.State.Entries.Keys, id => Assert.Contains(id, open)));
    }

    private void NobodyWaitsWhileSomebodyIsReady()
    {
        foreach (var campaign in _campaigns.Select(c => c.State).Where(c => !c.Line.IsEmpty))
        {
            foreach (var agent in _agents.Select(a => a.State).Where(a => campaign.Members.Exists(m => m.AgentId == a.Id)))
            {
                Assert.True(
                    agent.FreeFor(campaign.Id) == 0,
                    $"{campaign.Line.Count} wait in {campaign.Id}, {agent.Id} has room for {agent.FreeFor(campaign.Id)}: {campaign.Agents[agent.Id]}");
            }
        }
    }

    private void SlotsAreOwnedInteractions()
    {
        foreach (var agent in _agents.Select(a => a.State))
        {
            var owned = _conversations.Select(c => c.State.Interaction)
                .Where(i => i is { Phase: InteractionPhase.Owned } && i.Agent!.Id == agent.Id).Select(i => i!.Lease!.Value.ToString());
            Assert.Equal(owned.Order(StringComparer.Ordinal), agent.Slots.Select(s => s.Lease.ToString()).Order(StringComparer.Ordinal));
        }
    }

    private void EverythingThatWasOwedIsSettled()
    {
        Assert.All(_campaigns, c => Assert.Empty(c.Pending));
        Assert.All(_conversations, c => Assert.Empty(c.Pending));
        Assert.All(_agents, a => Assert.All(a.Pending, o => Assert.StartsWith("hint/", o.Key, StringComparison.Ordinal)));
    }
}
