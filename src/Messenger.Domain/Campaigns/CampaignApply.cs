using System.Collections.Immutable;
using Messenger.Domain.Agents;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Campaigns;

public readonly partial struct CampaignRules
{
    /// <summary>How long a repeat of an Enqueue can be on its way at most; obligations give up on a call after seconds.</summary>
    private static readonly TimeSpan LeftKept = TimeSpan.FromMinutes(2);

    private static readonly ImmutableDictionary<string, Entry> NoEntries = ImmutableDictionary<string, Entry>.Empty;
    private static readonly ImmutableSortedDictionary<long, Offer> NoOffers = ImmutableSortedDictionary<long, Offer>.Empty;
    private static readonly ImmutableDictionary<string, KnownAgent> NoAgents = ImmutableDictionary<string, KnownAgent>.Empty;

    public static CampaignState Apply(CampaignState s, CampaignFact fact, DateTimeOffset at) => fact switch
    {
        CampaignFact.SettingsChanged f => SettingsChanged(s, f.Settings),
        CampaignFact.MembersChanged f => MembersChanged(s, f.Members, f.Requeue ?? []) with { MembersVersion = f.Version ?? s.MembersVersion },
        CampaignFact.Deleted f => Deleted(s, f, at),
        CampaignFact.LimitDelivered f => LimitDelivered(s, f),
        CampaignFact.Queued f => Placed(s, f),
        CampaignFact.NotQueued f => Placed(s, f, at),
        CampaignFact.Directed f => Placed(s, f),
        CampaignFact.ScheduleTurned f => Turned(s, f),
        CampaignFact.Admitted f => s.Held.Take(f.Count).Aggregate(s, (now, place) => Moved(now, place.InteractionId, EntryStage.Waiting)),
        CampaignFact.RecordedReleased f => Released(s, f, at),
        CampaignFact.WindowPassed f => Moved(s, f.InteractionId, EntryStage.WindowClosed),
        CampaignFact.WindowExtended f => WithEntry(s, s.Entries[f.InteractionId] with { WindowUntil = f.Until }),
        CampaignFact.GlobalsSet f => GlobalsSet(s, f.Rules),
        CampaignFact.Joined => s with { Joined = true },
        CampaignFact.PlaceTold f => s with { Untold = s.Untold.Remove(f.InteractionId) },
        CampaignFact.Offered f => Offered(s, f),
        CampaignFact.OfferRefused f => Refused(Back(s, f.Lease, e => e, f.Reason, at), f),
        CampaignFact.OfferReturned f => Closed(
            Uncounted(Back(s, f.Lease, e => e with { Class = QueueClass.Returned }, RefusalCode.NotTaken, at), f.Lease), f.Lease, f.Hint),
        CampaignFact.OfferGone f => Closed(Uncounted(Gone(s, f.Lease, at), f.Lease), f.Lease, f.Hint),
        CampaignFact.DayBegan f => DayBegan(s, f.Day),
        CampaignFact.Assigned f => Closed(Assigned(s, f.Lease), f.Lease, f.Hint),
        CampaignFact.Removed f => Left(s, f.InteractionId, f.Epoch, at),
        CampaignFact.HintSeen f => WithAgent(s, f.Hint.AgentId, a => Newer(a, f.Hint)),
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    private static CampaignState SettingsChanged(CampaignState s, CampaignSettings settings)
    {
        var agentsMustKnow = settings.MaxPerAgent != s.Settings.MaxPerAgent || settings.ConnectionGraceSeconds != s.Settings.ConnectionGraceSeconds
            || settings.Strategy.Eligibility != s.Settings.Strategy.Eligibility || settings.Type != s.Settings.Type
            || settings.Priority != s.Settings.Priority || settings.WrapUpSeconds != s.Settings.WrapUpSeconds;
        s = s with { Settings = settings };
        return agentsMustKnow ? WithNewLimits(s) : WithTurns(s);
    }

    /// <summary>Another distribution counts by something else.</summary>
    private static CampaignState WithTurns(CampaignState s) => s with
    {
        Ready = [.. s.Agents.Values.Where(a => a.IsReady(s.LimitVersion)).Select(a => a.TurnIn(s.Settings.Strategy))],
    };

    private static CampaignState MembersChanged(CampaignState s, IReadOnlyList<Member> members, IReadOnlyList<string> requeue)
    {
        var last = s.Round >= 0 && s.Round < s.Members.Count ? s.Members[s.Round].AgentId : null;
        s = WithNewLimits(s with { Members = [.. members] });
        var leave = requeue.ToHashSet(StringComparer.Ordinal);
        var places = members.Select((m, order) => (m.AgentId, order, m.Penalty)).ToDictionary(m => m.AgentId);
        foreach (var agentId in s.Agents.Keys)
        {
            s = WithAgent(s, agentId, a => places.TryGetValue(agentId, out var m)
                ? a with { Order = m.order, Penalty = m.Penalty, Requeue = false }
                : a with { Order = -1, Requeue = a.Requeue || leave.Contains(agentId) });
        }

        foreach (var (agentId, order, penalty) in places.Values.Where(m => !s.Agents.ContainsKey(m.AgentId)))
        {
            s = s with { Agents = s.Agents.Add(agentId, KnownAgent.Unheard(agentId, order, penalty)) };
        }

        // Whoever follows the last one served is next, also when that one has left and another stands in his place.
        return s with { Round = last is not null && places.TryGetValue(last, out var place) ? place.order : Math.Max(-1, s.Round - 1) };
    }

    /// <summary>Who left and knows it is forgotten, unless an offer to him is still open.</summary>
    private static CampaignState LimitDelivered(CampaignState s, CampaignFact.LimitDelivered f)
    {
        s = WithAgent(s, f.AgentId, a => a with { Told = f.SettingsVersion });
        return s.Agents[f.AgentId] is { Order: < 0, OpenOffers: 0 } && f.SettingsVersion == s.LimitVersion
            ? s with { Agents = s.Agents.Remove(f.AgentId) }
            : s;
    }

    /// <summary>Nobody is offered anything until he has confirmed the new version: a reservation can then never be newer than its agent.</summary>
    private static CampaignState WithNewLimits(CampaignState s) => s with { LimitVersion = s.LimitVersion + 1, Ready = [] };

    private static CampaignState Offered(CampaignState s, CampaignFact.Offered f)
    {
        var offer = new Offer(f.Lease, f.InteractionId, f.Epoch, f.AgentId, f.SettingsVersion, f.ExpiresAt, s.Agents[f.AgentId].LastTurn, s.Round, s.CountedDay)
        {
            Asked = f.Pulled || s.Entries[f.InteractionId].Asked,
            ForcedBy = f.Forced == true ? f.By : null,
        };
        s = WithEntry(s, s.Entries[f.InteractionId] with { Stage = EntryStage.Offered, Lease = f.Lease, From = s.Entries[f.InteractionId].Stage });
        s = WithAgent(s, f.AgentId, a => a with { OpenOffers = a.OpenOffers + 1, LastTurn = f.Lease, Today = a.Today + 1 });
        return s with { Offers = s.Offers.Add(f.Lease, offer), LastLease = f.Lease, Round = f.Because is null ? s.Agents[f.AgentId].Order : s.Round };
    }

    /// <summary>The entry goes back to its place, unless it left or waits in a newer epoch meanwhile. One meant for this agent only has none.</summary>
    private static CampaignState Back(CampaignState s, long lease, Func<Entry, Entry> change, string why, DateTimeOffset at) =>
        s.Entries.GetValueOrDefault(s.Offers[lease].InteractionId) is not { Stage: EntryStage.Offered } entry || entry.Lease != lease ? s
        : entry.DirectedTo is null ? WithEntry(s, change(entry) with { Stage = entry.From, Lease = null })
        : Left(s, entry.InteractionId, entry.Epoch, at) is var left ? left with
        {
            Untold = left.Untold.SetItem(entry.InteractionId, new PlaceNotice(entry.Epoch, QueuePlace.Refused, null, entry.Moves + 1, QueuePlace.Directed, why)),
        }
        : s;

    private static CampaignState Assigned(CampaignState s, long lease) =>
        s.Entries.GetValueOrDefault(s.Offers[lease].InteractionId) is { Stage: EntryStage.Offered } entry && entry.Lease == lease
            ? WithEntry(s, entry with { Stage = EntryStage.Assigned })
            : s;

    private static CampaignState Gone(CampaignState s, long lease, DateTimeOffset at) =>
        s.Entries.GetValueOrDefault(s.Offers[lease].InteractionId) is { } entry && entry.Lease == lease
            ? Left(s, entry.InteractionId, entry.Epoch, at)
            : s;

    private static CampaignState Refused(CampaignState s, CampaignFact.OfferRefused f)
    {
        var offer = s.Offers[f.Lease];
        s = Closed(Uncounted(s, f.Lease), f.Lease, f.Hint);
        if (s.LastLease == f.Lease)
        {
            s = s with { Round = offer.RoundBefore };
        }

        if (s.Agents.GetValueOrDefault(offer.AgentId)?.LastTurn > f.Lease
            && s.Offers.Values.FirstOrDefault(o => o.AgentId == offer.AgentId && o.TurnBefore == f.Lease) is { } later)
        {
            // Refused before a later offer to him, which must not give him back a turn he never had.
            s = s with { Offers = s.Offers.SetItem(later.Lease, later with { TurnBefore = offer.TurnBefore }) };
        }

        // Expired, gone, or made from old settings says nothing about his slots: he may be offered to again at once.
        var blocks = f.Reason is not (RefusalReason.Expired or RefusalReason.StaleSettings or RefusalReason.Gone);
        return WithAgent(s, offer.AgentId, a => a with
        {
            LastTurn = a.LastTurn == f.Lease ? offer.TurnBefore : a.LastTurn,
            RefusedAt = blocks ? Math.Max(a.RefusedAt, f.Hint.Version) : a.RefusedAt,
        });
    }

    private static CampaignState Closed(CampaignState s, long lease, AgentHint hint)
    {
        var agentId = s.Offers[lease].AgentId;
        return WithAgent(s with { Offers = s.Offers.Remove(lease) }, agentId, a => Newer(a, hint) with { OpenOffers = a.OpenOffers - 1 });
    }

    /// <summary>It does not count as one of his day; one of an earlier day counts no more in any case.</summary>
    private static CampaignState Uncounted(CampaignState s, long lease) => s.Offers[lease] is var offer && offer.Day == s.CountedDay
        ? WithAgent(s, offer.AgentId, a => a with { Today = Math.Max(0, a.Today - 1) })
        : s;

    private static CampaignState DayBegan(CampaignState s, DateOnly day) =>
        WithTurns(s with { CountedDay = day, Agents = s.Agents.ToImmutableDictionary(a => a.Key, a => a.Value with { Today = 0 }) });

    private static KnownAgent Newer(KnownAgent agent, AgentHint hint) => hint.Version > agent.Hint.Version ? agent with { Hint = hint } : agent;

    private static CampaignState Left(CampaignState s, string interactionId, int epoch, DateTimeOffset at)
    {
        if (s.Entries.TryGetValue(interactionId, out var entry))
        {
            s = Without(s, entry) with { Entries = s.Entries.Remove(interactionId), Untold = s.Untold.Remove(interactionId) };
        }

        var (left, latest) = (s.Left, s.LatestLeft);
        while (!left.IsEmpty && at - left[0].At > LeftKept)
        {
            latest = latest.GetValueOrDefault(left[0].InteractionId) == left[0] ? latest.Remove(left[0].InteractionId) : latest;
            left = left.RemoveAt(0);
        }

        var entered = new LeftEntry(interactionId, Math.Max(epoch, latest.GetValueOrDefault(interactionId)?.Epoch ?? 0), at);
        return s with { Left = left.Add(entered), LatestLeft = latest.SetItem(interactionId, entered) };
    }

    private static CampaignState WithEntry(CampaignState s, Entry entry)
    {
        s = s.Entries.TryGetValue(entry.InteractionId, out var before) ? Without(s, before) : s;
        entry = entry with { WasQueued = IsInQueue(entry.Stage) || (before?.Epoch == entry.Epoch && before.WasQueued) };
        return s with
        {
            Entries = s.Entries.SetItem(entry.InteractionId, entry),
            Line = entry.Stage == EntryStage.Waiting ? s.Line.Add(entry.Place) : s.Line,
            Held = entry.Stage == EntryStage.Held ? s.Held.Add(entry.Place) : s.Held,
            Backlog = entry.Stage == EntryStage.Backlog ? s.Backlog.Add(entry.Place) : s.Backlog,
            Windows = entry is { WindowUntil: { } until, Stage: EntryStage.Waiting or EntryStage.Held or EntryStage.Backlog }
                ? s.Windows.Add(new WindowEnd(until, entry.InteractionId))
                : s.Windows,
        };
    }

    /// <summary>Out of every order it stands in.</summary>
    private static CampaignState Without(CampaignState s, Entry entry) => s with
    {
        Line = entry.Stage == EntryStage.Waiting ? s.Line.Remove(entry.Place) : s.Line,
        Held = entry.Stage == EntryStage.Held ? s.Held.Remove(entry.Place) : s.Held,
        Backlog = entry.Stage == EntryStage.Backlog ? s.Backlog.Remove(entry.Place) : s.Backlog,
        Windows = entry.WindowUntil is { } until ? s.Windows.Remove(new WindowEnd(until, entry.InteractionId)) : s.Windows,
    };

    /// <summary>Keeps the set of ready agents in step with what is believed of each.</summary>
    private static CampaignState WithAgent(CampaignState s, string agentId, Func<KnownAgent, KnownAgent> change)
    {
        if (!s.Agents.TryGetValue(agentId, out var before))
        {
            return s;
        }

        var after = change(before);
        var ready = s.Ready.Remove(before.TurnIn(s.Settings.Strategy));
        return s with
        {
            Agents = s.Agents.SetItem(agentId, after),
            Ready = after.IsReady(s.LimitVersion) ? ready.Add(after.TurnIn(s.Settings.Strategy)) : ready,
        };
    }
}
