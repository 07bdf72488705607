using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>Everything a campaign grain knows: settings, who waits in which order, which offers are open, what its agents hinted.</summary>
/// <param name="LimitVersion">Rises when something an agent must know of changes: limit, grace, membership. Agents keep the newest.</param>
/// <param name="Line">Those who wait and are not under offer, first in line first (B2).</param>
/// <param name="Ready">Members with a free slot as far as known, next in turn first.</param>
/// <param name="Left">Interactions that left lately, oldest first: a late repeat of their Enqueue must not queue them again.</param>
public sealed record CampaignState(
    string Id,
    CampaignSettings Settings,
    ImmutableList<Member> Members,
    int LimitVersion,
    ImmutableDictionary<string, Entry> Entries,
    ImmutableSortedSet<LinePlace> Line,
    ImmutableSortedDictionary<long, Offer> Offers,
    long LastLease,
    ImmutableDictionary<string, KnownAgent> Agents,
    ImmutableSortedSet<Turn> Ready,
    ImmutableList<LeftEntry> Left)
{
    /// <summary>Place in the member list of who was offered something last; -1 = nobody yet.</summary>
    public int Round { get; init; } = -1;

    /// <summary>The campaign's local day that the counts of its agents belong to; null = nothing was counted.</summary>
    public DateOnly? CountedDay { get; init; }

    /// <summary>As of the last turn of the schedule; only a trigger, arrivals are judged by the schedule itself.</summary>
    public bool Open { get; init; }

    /// <summary>When the schedule turns next; null = never, or it was not looked at yet.</summary>
    public DateTimeOffset? TurnsAt { get; init; }

    /// <summary>When it last closed: names the closed period, in which each customer is told once.</summary>
    public DateTimeOffset? ClosedSince { get; init; }

    /// <summary>Those beyond the limit of the queue, who is admitted next first (R16).</summary>
    public ImmutableSortedSet<LinePlace> Held { get; init; } = [];

    /// <summary>Those who came while closed, in the order in which they came (R18).</summary>
    public ImmutableSortedSet<LinePlace> Backlog { get; init; } = [];

    /// <summary>When the reply windows of those who wait close, the earliest first.</summary>
    public ImmutableSortedSet<WindowEnd> Windows { get; init; } = [];

    /// <summary>Those whose conversation has not heard yet where they stand now.</summary>
    public ImmutableDictionary<string, PlaceNotice> Untold { get; init; } = ImmutableDictionary<string, PlaceNotice>.Empty;

    /// <summary>What the whole installation sets and a campaign goes by.</summary>
    public GlobalRules Globals { get; init; } = GlobalRules.Default;

    /// <summary>Those who count for the limit of the queue: waiting or under offer (R16).</summary>
    [JsonIgnore]
    public int Waiting => Line.Count + Offers.Count;

    /// <summary>The newest of <see cref="Left"/> of each interaction.</summary>
    public ImmutableDictionary<string, LeftEntry> LatestLeft { get; init; } = ImmutableDictionary<string, LeftEntry>.Empty;

    public bool HasLeft(string interactionId, int epoch) => LatestLeft.GetValueOrDefault(interactionId)?.Epoch >= epoch;
}

/// <summary>One interaction this campaign knows.</summary>
/// <param name="Lease">The open or granted offer; null while it waits.</param>
public sealed record Entry(string InteractionId, int Epoch, QueueClass Class, DateTimeOffset Since, EntryStage Stage, long? Lease = null)
{
    /// <summary>When it came. Those of a closed period begin to wait together, and are served in the order in which they came.</summary>
    public DateTimeOffset? CameAt { get; init; }

    /// <summary>When nobody may answer any more; null = not known, so never.</summary>
    public DateTimeOffset? WindowUntil { get; init; }

    public LinePlace Place => new(Class, Since, CameAt ?? Since, InteractionId);
}

/// <summary>When the reply window of one that waits closes.</summary>
public readonly record struct WindowEnd(DateTimeOffset Until, string InteractionId) : IComparable<WindowEnd>
{
    public int CompareTo(WindowEnd other) => Until != other.Until ? Until.CompareTo(other.Until) : string.CompareOrdinal(InteractionId, other.InteractionId);
}

/// <summary>Where one stands now, for its conversation.</summary>
/// <param name="Since">When its wait began anew; null = as it was.</param>
public sealed record PlaceNotice(int Epoch, QueuePlace Place, DateTimeOffset? Since);

/// <summary>Settings of the whole installation that a campaign goes by; the newest version counts.</summary>
/// <param name="NeedsVoice">A member receives nothing unless he is in a voice campaign too (R33).</param>
/// <param name="Holidays">Dates on which no campaign opens, each in its own zone.</param>
[GenerateSerializer, Immutable]
public sealed record GlobalRules([property: Id(0)] int Version, [property: Id(1)] bool NeedsVoice, [property: Id(2)] IReadOnlyList<DateOnly> Holidays)
{
    /// <summary>Until the campaign has heard of them.</summary>
    public static readonly GlobalRules Default = new(0, false, []);
}

public enum EntryStage
{
    Waiting,
    Offered,
    Assigned,

    /// <summary>Recorded only: the campaign is switched off.</summary>
    Disabled,

    /// <summary>Beyond the limit of the queue.</summary>
    Held,

    /// <summary>Came while closed, waits for the opening.</summary>
    Backlog,

    /// <summary>Came while closed, and is answered only.</summary>
    OutOfHours,

    /// <summary>Its reply window is closed.</summary>
    WindowClosed,
}

/// <summary>A place in line: class, then waiting since, then arrival, then id so that the order is total and the same everywhere.</summary>
public readonly record struct LinePlace(QueueClass Class, DateTimeOffset Since, DateTimeOffset CameAt, string InteractionId) : IComparable<LinePlace>
{
    public int CompareTo(LinePlace other) =>
        Class != other.Class ? Class.CompareTo(other.Class)
        : Since != other.Since ? Since.CompareTo(other.Since)
        : CameAt != other.CameAt ? CameAt.CompareTo(other.CameAt)
        : string.CompareOrdinal(InteractionId, other.InteractionId);
}

/// <param name="TurnBefore">The agent's turn before this offer; he gets it back when he refuses.</param>
/// <param name="RoundBefore">Where the round through the member list stood before it.</param>
/// <param name="Day">The local day on which it counts for him.</param>
public sealed record Offer(
    long Lease, string InteractionId, int Epoch, string AgentId, int LimitVersion, DateTimeOffset ExpiresAt, long TurnBefore, int RoundBefore = -1, DateOnly? Day = null);

public sealed record LeftEntry(string InteractionId, int Epoch, DateTimeOffset At);
