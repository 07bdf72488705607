using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Grains.CampaignTables;

/// <summary>
/// The live table of all campaigns (R28). It looks once a second while somebody watches and publishes what is another row than before;
/// campaigns need not tell it anything, which with thousands of them would be a word for each of their commits.
/// </summary>
[GrainType("campaign-table")]
public sealed class CampaignTableGrain(
    CampaignTableQueries queries, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, PushOutlets outlets, ILogger<CampaignTableGrain> logger)
    : SampledGrain<CampaignTable, CampaignTableChange>(clock, outlets, logger), ICampaignTableGrain
{
    protected override TimeSpan SampleEvery => TimeSpan.FromSeconds(1);

    protected override TimeSpan LookAnywayEvery => TimeSpan.Zero;

    protected override string ChangeType => ViewEventType.CampaignsChanged;

    protected override string StreamName(string incarnation) => Names.CampaignTableStream(incarnation);

    protected override Task<CampaignTable> LookAt(DateTimeOffset now) => queries.Read(now, CancellationToken.None);

    protected override CampaignTableChange? Between(CampaignTable before, CampaignTable after) => CampaignTableDifference.Between(before, after);

    protected override CampaignTable Dated(CampaignTable view, DateTimeOffset now) => view with { ServerTime = now };
}
