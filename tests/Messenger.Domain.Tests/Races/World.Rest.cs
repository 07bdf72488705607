using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>Everything comes to rest: nobody acts any more, every message arrives, every due time passes.</summary>
internal sealed partial class World
{
    private const int RestAtMost = 200_000;

    /// <summary>What is due later, as the end of a reply window, is none of this rest's business.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Until when people and conversations still have something to do. Doors that open and close again and again are no unrest.</summary>
    private DateTimeOffset? NextUnrest(DateTimeOffset until)
    {
        var unrest = _agents.Select(a => a.Due).Concat(_conversations.Select(c => c.Due)).Where(due => due <= until);
        var late = _campaigns.Select(c => c.Due).Where(due => due <= _now);
        return unrest.Concat(late).Any() ? _nodes.Select(n => n.Due).Min() : null;
    }

    private void ComeToRest()
    {
        _outside.Moody = false;
        foreach (var node in _nodes.Where(n => !n.Alive.Any(a => a.IsAtHead)))
        {
            // Those that are behind live on: they must do no harm.
            _network.Activate(node);
        }

        var until = _now + Rest;
        for (var n = 0; ; n++)
        {
            Assert.True(n < RestAtMost, "It never comes to rest.");
            if (!_network.IsQuiet)
            {
                _network.Move(faults: false);
            }
            else if (NextUnrest(until) is { } due)
            {
                _now = _now > due ? _now : due;
                _nodes.ForEach(node => TickAll(node, faults: false));
            }
            else
            {
                break;
            }
        }

        EveryOwnedInteractionHasItsSlot();
        CampaignsKnowWhatConversationsSay();
        EverythingThatWasOwedIsSettled();
        _reference.AtRest(_outside.Phone, _now);
        Books.AtRest(_now);
        _outside.Moody = true;
    }

    private void CampaignsKnowWhatConversationsSay()
    {
        foreach (var i in _conversations.Select(c => c.State.Open).OfType<InteractionState>())
        {
            var campaign = _campaigns.Single(c => c.Key == i.CampaignId).State;
            var entry = campaign.Entries.GetValueOrDefault(i.Id);
            if (i.Handing is { } handing)
            {
                var there = _campaigns.Single(c => c.Key == handing.Target.CampaignId).State.Entries.GetValueOrDefault(i.Id);
                Assert.True(there is { Stage: EntryStage.Waiting } && there.Epoch == i.Epoch, $"{i.Id} is handed over to nobody: {there}");
            }
            else if (i.Phase == InteractionPhase.Owned)
            {
                Assert.True(
                    (entry is null && _reference.IsForgotten(i.Id)) || (entry is { Stage: EntryStage.Assigned } && entry.Lease == i.Lease!.Value.Number), $"{i.Id} is owned and {entry?.Stage} at once.");
            }
            else
            {
                Assert.Equal(InteractionPhase.Waiting, i.Phase);
                Assert.True(entry is { Stage: not (EntryStage.Offered or EntryStage.Assigned) } && entry.Epoch == i.Epoch, $"{i.Id} waits nowhere: {entry}");
            }
        }

        var open = _conversations.Where(c => c.State.Open is not null).Select(c => c.State.Open!.Id).ToHashSet();
        Assert.All(_campaigns, c => Assert.All(c.State.Entries.Keys, id => Assert.Contains(id, open)));
    }

    private void EverythingThatWasOwedIsSettled()
    {
        Assert.Empty(_campaigns.SelectMany(c => c.Owed));
        Assert.DoesNotContain(_conversations.SelectMany(c => c.Owed), o => !o.Key.StartsWith("window/", StringComparison.Ordinal) && o is not Obligation.ToCampaign { Command: CampaignCommand.Enqueue { IsTransfer: true } });
        Assert.Empty(_agents.SelectMany(a => a.Owed));
        Assert.All(_agents, a => Assert.All(a.State.Limits, l => Assert.Equal(a.State.FreeFor(l.CampaignId), a.State.HintOf(l.CampaignId)?.Free ?? 0)));
    }
}
