using Messenger.Domain.Agents;

namespace Messenger.Domain.Campaigns;

/// <summary>What the campaign believes of an agent; only he knows.</summary>
/// <param name="Order">His place in the member list; -1 = no member any more.</param>
/// <param name="Told">The limit version he confirmed; nothing is offered to him before he knows the newest.</param>
/// <param name="OpenOffers">Offers to him without outcome; they count against his hint until he has answered.</param>
/// <param name="RefusedAt">The hint version at which he refused: nothing is offered before a newer hint.</param>
/// <param name="LastTurn">Lease number of his last assignment; 0 = never had one. Smallest = longest without one.</param>
public sealed record KnownAgent(string AgentId, int Order, int Told, AgentHint Hint, int OpenOffers, long RefusedAt, long LastTurn)
{
    /// <summary>0-100; weighs against him where chance decides by it.</summary>
    public int Penalty { get; init; }

    /// <summary>A member no more, and what he has goes back to the queue.</summary>
    public bool Requeue { get; init; }

    /// <summary>Offers of the campaign's local day that he has not refused or let pass.</summary>
    public int Today { get; init; }

    public bool IsReady(int limitVersion) => Order >= 0 && Told == limitVersion && Hint.Free - OpenOffers > 0 && Hint.Version > RefusedAt;

    public Turn TurnIn(Strategy strategy) => new(
        strategy.Eligibility == Eligibility.Omni && !(Hint.Idle && OpenOffers == 0),
        strategy.Distribution switch
        {
            Distribution.LeastRecent => LastTurn,
            Distribution.FewestToday => Today,
            _ => 0,
        },
        Order,
        AgentId);

    public static KnownAgent Unheard(string agentId, int order, int penalty) => new(agentId, order, 0, new AgentHint(agentId, -1, 0), 0, -1, 0) { Penalty = penalty };
}

/// <summary>Where an agent stands among those who may be offered something; the smallest is the first choice.</summary>
/// <param name="IsSecondChoice">Somebody without interaction and call goes before him (omni).</param>
/// <param name="Rank">What the distribution counts; 0 where it counts nothing. Ties by member order (R9).</param>
public readonly record struct Turn(bool IsSecondChoice, long Rank, int Order, string AgentId) : IComparable<Turn>
{
    public int CompareTo(Turn other) =>
        IsSecondChoice != other.IsSecondChoice ? IsSecondChoice.CompareTo(other.IsSecondChoice)
        : Rank != other.Rank ? Rank.CompareTo(other.Rank)
        : Order != other.Order ? Order.CompareTo(other.Order)
        : string.CompareOrdinal(AgentId, other.AgentId);
}
