using Messenger.Contracts;
using Messenger.Domain.Campaigns;
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
    protected override string StreamName => Names.CampaignStream(Key);

    protected override string SnapshotName => "campaign-state";

    public Task<Answer> Handle(CampaignCommand command, string? commandId = null) => Decide(command, commandId);

    protected override IEnumerable<RowChange> Changes(CampaignState after, IReadOnlyList<CampaignFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => CampaignProjection.Changes(Key, fact, at));

    protected override void Committed(IReadOnlyList<CampaignFact> facts) => _ = GrainFactory.GetGrain<IBoardGrain>(Key).Changed();
}
