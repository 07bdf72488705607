using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Explaining;

/// <summary>What a campaign knew of each of its members, in the order of its list, and what followed from it (R9).</summary>
internal static class Verdicts
{
    /// <param name="chosen">Null = nobody was.</param>
    public static IReadOnlyList<MemberVerdict> Of(CampaignPast past, string? chosen)
    {
        var s = past.State;
        var members = s.Agents.Values.Where(a => a.Order >= 0 || a.AgentId == chosen || a.OpenOffers > 0)
            .OrderBy(a => a.Order < 0).ThenBy(a => a.Order).ThenBy(a => a.AgentId, StringComparer.Ordinal);
        return [.. members.Select(agent => Of(past, agent, agent.AgentId == chosen))];
    }

    private static MemberVerdict Of(CampaignPast past, KnownAgent agent, bool isChosen)
    {
        var s = past.State;
        var word = isChosen ? VerdictWord.Chosen : WordOf(s, agent);
        return word is VerdictWord.Chosen or VerdictWord.NotInTurn or VerdictWord.SecondChoice
            ? new(agent.AgentId, word) { Count = CountOf(s.Settings.Strategy.Distribution, agent), LastAt = past.LastTurnOf(agent) }
            : new(agent.AgentId, word);
    }

    private static string WordOf(CampaignState s, KnownAgent agent) => agent switch
    {
        { Order: < 0 } => VerdictWord.NoMember,
        _ when agent.Told != s.LimitVersion => VerdictWord.TermsUnknown,
        { Hint.Version: < 0 } => VerdictWord.Unheard,
        _ when agent.Hint.Version <= agent.RefusedAt => VerdictWord.Refused,
        { Hint.Free: <= 0 } => VerdictWord.NoRoom,
        _ when agent.Hint.Free <= agent.OpenOffers => VerdictWord.RoomPromised,
        _ when s.Settings.Strategy.IsPull => VerdictWord.MayTake,
        _ when agent.TurnIn(s.Settings.Strategy).IsSecondChoice && !s.Ready.IsEmpty && !s.Ready.Min.IsSecondChoice => VerdictWord.SecondChoice,
        _ => VerdictWord.NotInTurn,
    };

    /// <summary>What decides whose turn it is, as a number; of the longest without one it is an instant.</summary>
    private static long? CountOf(Distribution distribution, KnownAgent agent) => distribution switch
    {
        Distribution.FewestToday => agent.Today,
        Distribution.RoundRobin or Distribution.Linear => agent.Order + 1,
        Distribution.WeightedRandom => NextAgent.WeightOf(agent),
        _ => null,
    };
}
