using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Campaigns;

/// <summary>One campaign: who is next. It answers no supervisor's question; boards read the committed rows.</summary>
[GrainType("campaign")]
public sealed class CampaignGrain(GrainParts parts)
    : DeciderGrain<CampaignState, CampaignCommand, CampaignFact, CampaignRules>(parts), ICampaignGrain
{
    private int _countedWaiting;

    protected override string StreamName => Names.CampaignStream(Key);

    protected override string SnapshotName => "campaign-state";

    public Task<Answer> Handle(CampaignCommand command, string? commandId = null) => Decide(command, commandId);

    public Task<Rehearsal> Rehearse() => Task.FromResult(Rehearsal.Of(State, Clock.GetUtcNow()));

    protected override IEnumerable<RowChange> Changes(CampaignState after, IReadOnlyList<CampaignFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => CampaignProjection.Changes(Key, fact, at));

    protected override void Count(CampaignFact fact)
    {
        switch (fact)
        {
            case CampaignFact.Offered:
                GrainMeter.Offer("made");
                break;
            case CampaignFact.OfferRefused refused:
                GrainMeter.Offer(refused.Reason);
                break;
            case CampaignFact.OfferReturned:
                GrainMeter.Offer("returned");
                break;
            case CampaignFact.OfferGone:
                GrainMeter.Offer("gone");
                break;
            case CampaignFact.Assigned:
                GrainMeter.Assigned();
                break;
        }
    }

    protected override Task Loaded()
    {
        CountWaiting(State.Line.Count);
        return Task.CompletedTask;
    }

    protected override void Committed(IReadOnlyList<CampaignFact> facts)
    {
        CountWaiting(State.Line.Count);
        _ = GrainFactory.GetGrain<IBoardGrain>(Key).Changed();
        if (State.Settings.Strategy.IsPull)
        {
            _ = GrainFactory.GetGrain<IPullListGrain>(Key).Changed();
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        CountWaiting(0);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    private void CountWaiting(int now)
    {
        GrainMeter.Waiting(now - _countedWaiting);
        _countedWaiting = now;
    }
}
