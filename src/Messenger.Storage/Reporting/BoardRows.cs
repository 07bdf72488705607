using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Reporting;

internal sealed class WaitingEntry
{
    public string InteractionId { get; init; } = "";
    public string CustomerName { get; init; } = "";
    public long Since { get; init; }
    public string Place { get; init; } = "";
    public long CameAt { get; init; }
    public long Offered { get; init; }
    public long Class { get; init; }

    public WaitingRow Row() => new(InteractionId, CustomerName, UnixTime.Instant(Since), Offered == 1, Class == 0)
    {
        Place = Place,
        CameAt = UnixTime.Instant(CameAt),
    };
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
    public string? BreakNames { get; init; }
    public long? BreakSince { get; init; }
    public long InCall { get; init; }
    public long Load { get; init; }
    public long MaxLoad { get; init; }
    public long Since { get; init; }
    public long CompletedToday { get; init; }
    public string? Withheld { get; init; }

    public AgentRow Row() => new(
        Id, UserName, DisplayName, Status, Connected == 1,
        BreakId is null ? null : new BreakView(BreakId, BreakName ?? "", BreakIcon ?? "", UnixTime.Instant(BreakSince ?? Since))
        {
            Names = BreakNames is null ? null : StoredJson.Read<LocalizedText>(BreakNames),
        },
        InCall == 1, (int)Load, (int)MaxLoad, (int)CompletedToday, UnixTime.Instant(Since))
    {
        Withheld = Withheld,
    };
}

/// <summary>What a board goes by of the settings of the whole installation.</summary>
internal sealed record InstallationDays(IReadOnlyList<DateOnly>? Holidays);

internal sealed class Waits
{
    public long Count { get; init; }

    /// <summary>When the longest of them began.</summary>
    public long? First { get; init; }

    /// <summary>When they began on average.</summary>
    public double? Middle { get; init; }
}

internal sealed class PresentNumbers
{
    public long Active { get; init; }
    public long Held { get; init; }
    public long Backlog { get; init; }
    public long WindowClosed { get; init; }
}
