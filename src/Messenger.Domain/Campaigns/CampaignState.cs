using System.Collections.Immutable;
using Messenger.Domain.Agents;

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

    public bool HasLeft(string interactionId, int epoch) => Left.Exists(l => l.InteractionId == interactionId && l.Epoch >= epoch);
}

/// <summary>One interaction this campaign knows.</summary>
/// <param name="Lease">The open or granted offer; null while it waits.</param>
public sealed record Entry(string InteractionId, int Epoch, QueueClass Class, DateTimeOffset Since, EntryStage Stage, long? Lease = null)
{
    public LinePlace Place => new(Class, Since, InteractionId);
}

public enum EntryStage
{
    Waiting,
    Offered,
    Assigned,

    /// <summary>Recorded only: the campaign is switched off.</summary>
    Disabled,
}

/// <summary>A place in line: class, then waiting since, then id so that the order is total and the same everywhere.</summary>
public readonly record struct LinePlace(QueueClass Class, DateTimeOffset Since, string InteractionId) : IComparable<LinePlace>
{
    public int CompareTo(LinePlace other) =>
        Class != other.Class ? Class.CompareTo(other.Class)
        : Since != other.Since ? Since.CompareTo(other.Since)
        : string.CompareOrdinal(InteractionId, other.InteractionId);
}

/// <param name="TurnBefore">The agent's turn before this offer; he gets it back when he refuses.</param>
/// <param name="RoundBefore">Where the round through the member list stood before it.</param>
/// <param name="Day">The local day on which it counts for him.</param>
public sealed record Offer(
    long Lease, string InteractionId, int Epoch, string AgentId, int LimitVersion, DateTimeOffset ExpiresAt, long TurnBefore, int RoundBefore = -1, DateOnly? Day = null);

public sealed record LeftEntry(string InteractionId, int Epoch, DateTimeOffset At);
