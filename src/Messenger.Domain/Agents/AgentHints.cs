using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using AgentDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentFact>;

namespace Messenger.Domain.Agents;

/// <summary>
/// What he tells his campaigns of his room. Less room is told to each at once; more is offered to one after another, to the highest
/// priority and the longest wait first (R9), and each answers what it took before the next is asked.
/// </summary>
public readonly partial struct AgentRules
{
    /// <summary>A campaign that is silent this long must not keep him from the others.</summary>
    private static readonly TimeSpan HintPatience = TimeSpan.FromSeconds(1);

    private static DateTimeOffset? HintOverdueAt(AgentState state) => state.Given?.At + HintPatience;

    private static void GiveHint(AgentDraft draft)
    {
        var state = draft.State;
        if (state is not { IsReady: true, Given: null } || state.Slots.Count >= state.TotalLimit)
        {
            return;
        }

        var wanting = state.Limits.Where(limit => HasMoreFor(state, limit) && !IsSilent(state, limit.CampaignId))
            .Select(limit => (limit.CampaignId, limit.Priority, Head: state.HintOf(limit.CampaignId)?.Head ?? default, Idle: state.IsIdleFor(limit)))
            .OrderByDescending(c => c.Priority).ThenBy(c => c.Head).ThenBy(c => c.CampaignId, StringComparer.Ordinal).Take(2).ToList();
        if (wanting is [var first, ..])
        {
            draft.Add(new AgentFact.HintGiven(
                first.CampaignId, state.FreeFor(first.CampaignId), first.Idle,
                wanting is [_, var second] && second.Priority == first.Priority ? second.Head : null));
        }
    }

    private static bool HasMoreFor(AgentState state, CampaignLimit limit)
    {
        var free = state.FreeFor(limit.CampaignId);
        var told = state.HintOf(limit.CampaignId);
        return free > (told?.Free ?? 0) || (free > 0 && state.IsIdleFor(limit) && told is not { Idle: true });
    }

    /// <summary>It has not answered to the last word; what he has for it would only wait, and the others with it.</summary>
    private static bool IsSilent(AgentState state, string campaignId) =>
        state.Outcomes.Exists(o => o.Lease.CampaignId == campaignId)
        || (state.HintOf(campaignId) is { } hint && hint.Version > hint.Told && !IsToldOtherwise(state, campaignId));

    private static Decision<AgentFact> HintAnswered(AgentDraft draft, AgentCommand.HintAnswered c, DateTimeOffset now)
    {
        if (c.Reply is Answer.Noted noted)
        {
            foreach (var offer in noted.Offers)
            {
                Reserve(draft, offer, now);
            }

            if (draft.State.Given is { } given && given.CampaignId == c.CampaignId && given.Version == c.Version)
            {
                draft.Add(new AgentFact.HintHeard(c.CampaignId, c.Version, noted.Version == c.Version ? noted.Free : null, noted.Head));
            }
            else if (draft.State.HintOf(c.CampaignId) is { } told && told.Version == c.Version && told.Told < c.Version)
            {
                draft.Add(new AgentFact.HintHeard(c.CampaignId, c.Version, null, noted.Head));
            }
        }

        return draft.Done();
    }

    private static AgentState Given(AgentState s, AgentFact.HintGiven f, DateTimeOffset at)
    {
        var version = NextHint(s, at);
        return s with { HintVersion = version, Given = new GivenHint(f.CampaignId, version, f.Free, f.Idle, f.OlderThan, at) };
    }

    private static AgentState Heard(AgentState s, AgentFact.HintHeard f, DateTimeOffset at)
    {
        // Nobody who waits there can have waited longer than since now, if nobody waits there now.
        var hint = (s.HintOf(f.CampaignId) ?? new CampaignHint(f.CampaignId, 0, 0)) with { Head = f.Head ?? at };
        if (s.Given is not { } given || given.CampaignId != f.CampaignId || given.Version != f.Version)
        {
            return With(s, hint with { Told = f.Version });
        }

        s = s with { Given = null };
        if (f.Free is not { } free)
        {
            return With(s, hint);
        }

        hint = hint with { Version = f.Version, Told = f.Version, Free = free, Idle = given.Idle };
        return given.Used > 0 ? Told(s, hint with { Free = Math.Max(0, free - given.Used) }, at) : With(s, hint);
    }

    private static AgentState Overdue(AgentState s, DateTimeOffset at) => s.Given is { } given
        ? Told(s with { Given = null }, (s.HintOf(given.CampaignId) ?? new CampaignHint(given.CampaignId, 0, 0)) with { Free = s.FreeFor(given.CampaignId), Idle = given.Idle }, at)
        : s;

    /// <summary>A slot it was given is one less that it may use.</summary>
    private static AgentState Used(AgentState s, string campaignId, DateTimeOffset at) => s.Given is { } given && given.CampaignId == campaignId
        ? s with { Given = given with { Used = given.Used + 1 } }
        : s.HintOf(campaignId) is { } hint ? Told(s, hint with { Free = Math.Max(0, hint.Free - 1) }, at) : s;

    private static AgentState Known(AgentState s, string campaignId, long? version) =>
        s.HintOf(campaignId) is { } hint && hint.Version == version ? With(s, hint with { Told = hint.Version }) : s;

    /// <summary>Whoever believes in more than he has is told. The one he offers it to is told when it has answered.</summary>
    private static AgentState WithLessRoom(AgentState s, DateTimeOffset at)
    {
        foreach (var hint in s.Hints)
        {
            var free = Math.Min(hint.Free, s.FreeFor(hint.CampaignId));
            var idle = hint.Idle && s.LimitOf(hint.CampaignId) is { } limit && s.IsIdleFor(limit);
            if ((free, idle) != (hint.Free, hint.Idle) && s.Given?.CampaignId != hint.CampaignId)
            {
                s = Told(s, hint with { Free = free, Idle = idle }, at);
            }
        }

        return s;
    }

    private static AgentState Told(AgentState s, CampaignHint hint, DateTimeOffset at)
    {
        var version = NextHint(s, at);
        return With(s with { HintVersion = version }, hint with { Version = version });
    }

    private static AgentState With(AgentState s, CampaignHint hint)
    {
        var index = s.Hints.FindIndex(h => h.CampaignId == hint.CampaignId);
        return s with { Hints = index < 0 ? s.Hints.Add(hint) : s.Hints.SetItem(index, hint) };
    }

    /// <summary>An instant where it can be, so that it is newer than whatever was told by earlier rules; one more where it cannot.</summary>
    private static long NextHint(AgentState s, DateTimeOffset at) => Math.Max(s.HintVersion + 1, at.ToUnixTimeMilliseconds());

    private static IEnumerable<Obligation> OwedHints(AgentState state)
    {
        foreach (var hint in state.Hints.Where(h => h.Version > h.Told && h.CampaignId != state.Given?.CampaignId && !IsToldOtherwise(state, h.CampaignId)))
        {
            yield return Hint(hint.CampaignId, new AgentHint(state.Id, hint.Version, hint.Free) { Idle = hint.Idle }, null);
        }

        if (state.Given is { } given)
        {
            // Repeated after a crash it may be less than it was.
            yield return Hint(given.CampaignId, new AgentHint(state.Id, given.Version, Math.Min(given.Free, state.FreeFor(given.CampaignId))) { Idle = given.Idle }, given.OlderThan);
        }
    }

    /// <summary>What became of its offer carries the hint.</summary>
    private static bool IsToldOtherwise(AgentState state, string campaignId) =>
        state.Outcomes.Exists(o => o.Lease.CampaignId == campaignId) || state.Slots.Exists(s => s.Phase is SlotPhase.Taking or SlotPhase.Ringing && s.Lease.CampaignId == campaignId);

    private static Obligation.ToCampaign Hint(string campaignId, AgentHint hint, DateTimeOffset? olderThan) =>
        new($"hint/{campaignId}", campaignId, new CampaignCommand.Hint(hint) { OlderThan = olderThan });
}
