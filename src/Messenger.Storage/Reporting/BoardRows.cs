using Messenger.Domain.Hubs;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

internal sealed class WaitingEntry
{
    public string InteractionId { get; init; } = "";
    public string CustomerName { get; init; } = "";
    public long Since { get; init; }
    public long Offered { get; init; }
    public long Class { get; init; }

    public WaitingRow Row() => new(InteractionId, CustomerName, UnixTime.Instant(Since), Offered == 1, Class == 0);
}

internal sealed class AgentEntry
{
    public string Id { get; init; } = "";
    public string UserName { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string Status { get; init; } = "";
    public long Connected { get; init; }
    public string? BreakId { get; init; }
    public string? BreakName { get; init; }
    public string? BreakIcon { get; init; }
    public long? BreakSince { get; init; }
    public long InCall { get; init; }
    public long Load { get; init; }
    public long MaxLoad { get; init; }
    public long Since { get; init; }
    public long CompletedToday { get; init; }

    public AgentRow Row() => new(
        Id, UserName, DisplayName, Status, Connected == 1,
        BreakId is null ? null : new BreakView(BreakId, BreakName ?? "", BreakIcon ?? "", UnixTime.Instant(BreakSince ?? Since)),
        InCall == 1, (int)Load, (int)MaxLoad, (int)CompletedToday, UnixTime.Instant(Since));
}

internal sealed class DayNumbers
{
    public long Held { get; init; }
    public long Backlog { get; init; }
    public long WindowClosed { get; init; }
    public long Abandoned { get; init; }
    public long? Recovered { get; init; }
    public long Active { get; init; }
    public long Queued { get; init; }
    public long Answered { get; init; }
    public long Ended { get; init; }
    public double? AsaMilliseconds { get; init; }
}
