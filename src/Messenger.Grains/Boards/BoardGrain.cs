using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Reporting;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Grains.Boards;

/// <summary>The live board of one campaign.</summary>
[GrainType("board")]
public sealed class BoardGrain(
    BoardQueries queries, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, PushOutlets outlets, ILogger<BoardGrain> logger)
    : SampledGrain<BoardSnapshot, BoardChange>(clock, outlets, logger), IBoardGrain
{
    protected override string ChangeType => ViewEventType.BoardChanged;

    protected override string StreamName(string incarnation) => Names.BoardStream(Key, incarnation);

    protected override Task<BoardSnapshot> LookAt(DateTimeOffset now) => queries.Read(Key, now, CancellationToken.None);

    protected override BoardChange? Between(BoardSnapshot before, BoardSnapshot after) => BoardDifference.Between(before, after);

    protected override DateTimeOffset? EndOf(BoardSnapshot view) => view.Hours.Turns;

    protected override BoardSnapshot Dated(BoardSnapshot view, DateTimeOffset now) => view with { ServerTime = now };
}
