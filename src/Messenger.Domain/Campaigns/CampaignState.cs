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
public sealed record Offer(long Lease, string InteractionId, int Epoch, string AgentId, int LimitVersion, DateTimeOffset ExpiresAt, long TurnBefore);

/// <summary>What the campaign believes of an agent; only he knows.</summary>
/// <param name="Order">His place in the member list; -1 = no member any more.</param>
/// <param name="Told">The limit version he confirmed; nothing is offered to him before he knows the newest.</param>
/// <param name="OpenOffers">Offers to him without outcome; they count against his hint until he has answered.</param>
/// <param name="RefusedAt">The hint version at which he refused: nothing is offered before a newer hint.</param>
/// <param name="LastTurn">Lease number of his last assignment; 0 = never had one. Smallest = longest without one.</param>
public sealed record KnownAgent(string AgentId, int Order, int Told, AgentHint Hint, int OpenOffers, long RefusedAt, long LastTurn)
{
    public bool IsReady(int limitVersion) => Order >= 0 && Told == limitVersion && Hint.Free - OpenOffers > 0 && Hint.Version > RefusedAt;

    public Turn Turn => new(LastTurn, Order, AgentId);

    public static KnownAgent Unheard(string agentId, int order) => new(agentId, order, 0, new AgentHint(agentId, -1, 0), 0, -1, 0);
}

/// <summary>leastrecent: who is longest without an assignment comes first, ties by member order (R9).</summary>
public readonly record struct Turn(long LastTurn, int Order, string AgentId) : IComparable<Turn>
{
    public int CompareTo(Turn other) =>
        LastTurn != other.LastTurn ? LastTurn.CompareTo(other.LastTurn)
        : Order != other.Order ? Order.CompareTo(other.Order)
        : string.CompareOrdinal(AgentId, other.AgentId);
}

public sealed record LeftEntry(string InteractionId, int Epoch, DateTimeOffset At);
