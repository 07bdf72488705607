using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Grains.PullLists;

/// <summary>Those of one campaign whom its agents may take, live. Who takes is decided by the campaign; this only shows.</summary>
[GrainType("pull-list")]
public sealed class PullListGrain(
    PullQueries queries, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, PushOutlets outlets, ILogger<PullListGrain> logger)
    : SampledGrain<PullList, PullChange>(clock, outlets, logger), IPullListGrain
{
    protected override string ChangeType => ViewEventType.PullChanged;

    protected override string StreamName(string incarnation) => Names.PullStream(Key, incarnation);

    protected override Task<PullList> LookAt(DateTimeOffset now) => queries.Read(Key, now, CancellationToken.None);

    protected override PullChange? Between(PullList before, PullList after) => PullDifference.Between(before, after);

    protected override PullList Dated(PullList view, DateTimeOffset now) => view with { ServerTime = now };
}
