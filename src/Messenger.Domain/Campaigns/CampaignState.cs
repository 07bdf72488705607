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

    /// <summary>When it last opened, or took in those who wrote while it was off; null = never. Nobody's wait begins before it who was not let in then.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

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

    /// <summary>How often the members changed.</summary>
    public int MembersVersion { get; init; }

    /// <summary>It is no more. Settings and journal stay, for its recordings and figures.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The configuration knows of it.</summary>
    public bool Joined { get; init; }

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

    /// <summary>It has been in the queue or held in this round: its wait began, whatever became of it since. False in snapshots from before that was kept.</summary>
    public bool WasQueued { get; init; }

    /// <summary>How often it changed its place in this round.</summary>
    public int Moves { get; init; }

    /// <summary>When nobody may answer any more; null = not known, so never.</summary>
    public DateTimeOffset? WindowUntil { get; init; }

    /// <summary>Under offer: where it stood, and goes back to when it is not taken.</summary>
    public EntryStage From { get; init; }

    /// <summary>The agent who has it when he has room; null = whose turn it is.</summary>
    public string? Preferred { get; init; }

    /// <summary>The only agent who may have it; null = it stands in the line as everybody.</summary>
    public string? DirectedTo { get; init; }

    /// <summary>He asked for it himself.</summary>
    public bool Asked { get; init; }

    /// <summary>The supervisor who lets it pass his limits.</summary>
    public AgentName? ForcedBy { get; init; }

    public LinePlace Place => new(Class, Since, CameAt ?? Since, InteractionId);
}

/// <summary>When the reply window of one that waits closes.</summary>
public readonly record struct WindowEnd(DateTimeOffset Until, string InteractionId) : IComparable<WindowEnd>
{
    public int CompareTo(WindowEnd other) => Until != other.Until ? Until.CompareTo(other.Until) : string.CompareOrdinal(InteractionId, other.InteractionId);
}

/// <summary>Where one stands now, for its conversation.</summary>
/// <param name="Since">When its wait in the queue began; null = it is not in it.</param>
/// <param name="Number">How often it had changed its place in this round.</param>
/// <param name="From">Where one stood that is dropped; null otherwise.</param>
/// <param name="Why">Why one meant for a certain agent is not his; null otherwise.</param>
public sealed record PlaceNotice(int Epoch, QueuePlace Place, DateTimeOffset? Since, int Number = 0, QueuePlace? From = null, string? Why = null);

/// <summary>Settings of the whole installation that a campaign goes by; the newest version counts.</summary>
/// <param name="NeedsVoice">A member receives nothing unless he is in a voice campaign too (R33).</param>
/// <param name="Holidays">Dates on which no campaign opens, each in its own zone.</param>
[GenerateSerializer, Immutable]
public sealed record GlobalRules([property: Id(0)] int Version, [property: Id(1)] bool NeedsVoice, [property: Id(2)] IReadOnlyList<DateOnly> Holidays)
{
    /// <summary>Until the campaign has heard of them: as a new installation has them, and older than any of their versions.</summary>
    public static readonly GlobalRules Default = new(-1, true, []);
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

    /// <summary>For one agent only; offered in the same breath, so it never stays here.</summary>
    Directed,
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
    long Lease, string InteractionId, int Epoch, string AgentId, int LimitVersion, DateTimeOffset ExpiresAt, long TurnBefore, int RoundBefore = -1, DateOnly? Day = null)
{
    /// <summary>Nobody's turn and nobody's acceptance: he asked for it himself.</summary>
    public bool Asked { get; init; }

    /// <summary>The supervisor who lets it pass his limits; null = within them.</summary>
    public AgentName? ForcedBy { get; init; }
}

public sealed record LeftEntry(string InteractionId, int Epoch, DateTimeOffset At);
