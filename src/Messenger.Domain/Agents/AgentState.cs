using System.Collections.Immutable;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>Everything an agent grain knows about its agent; three facts kept apart: connected, break, load (R41).</summary>
/// <param name="LostOffline">Offline because the connection grace ran out; his next connection makes him available.</param>
/// <param name="OfflineAfterChats">He leaves when the last slot is free.</param>
/// <param name="LostAt">Since when no desk is connected; null while one is, or when he never had one.</param>
/// <param name="Sessions">Sign-in sessions already seen, newest last; a new one makes him available, a reload does not.</param>
/// <param name="Finished">Leases that ended here lately: a repeated Reserve of one is answered, not granted anew.</param>
/// <param name="Refused">Leases he refused lately: a repeated Reserve of one gets the same answer.</param>
public sealed record AgentState(
    string Id,
    string UserName,
    string DisplayName,
    AgentStatus Status,
    bool LostOffline,
    bool OfflineAfterChats,
    bool Connected,
    DateTimeOffset? LostAt,
    ImmutableList<string> Sessions,
    BreakKind? Break,
    DateTimeOffset? BreakSince,
    BreakKind? PlannedBreak,
    DateTimeOffset Since,
    ImmutableList<CampaignLimit> Limits,
    ImmutableList<Slot> Slots,
    ImmutableList<UndeliveredOutcome> Outcomes,
    ImmutableList<CampaignHint> Hints,
    long HintVersion,
    ImmutableList<Lease> Finished,
    ImmutableList<RefusedLease> Refused)
{
    /// <summary>The telephone system says that he is in a call.</summary>
    public bool InCall { get; init; }

    /// <summary>His own cap over all campaigns; null = the largest limit among them (R17).</summary>
    public int? Cap { get; init; }

    /// <summary>The campaign he is offering his room to; one after another, so that two never draw on the same slot. Null = none now.</summary>
    public GivenHint? Given { get; init; }

    /// <summary>Campaigns that offer him nothing for a moment, because he declined one of theirs.</summary>
    public ImmutableList<CampaignPause> Pauses { get; init; } = [];

    public AgentName Name => new(Id, UserName, DisplayName);

    /// <summary>May be given something new at all, limits apart.</summary>
    public bool IsReady => Status == AgentStatus.Available && Connected && Break is null && PlannedBreak is null && !OfflineAfterChats;

    /// <summary>His own cap; unset, the largest limit among his campaigns (R17).</summary>
    public int TotalLimit => Cap ?? Limits.Where(l => l is { IsMember: true, IsVoice: false }).Select(l => l.Limit).DefaultIfEmpty(0).Max();

    /// <summary>Neither an interaction nor a call.</summary>
    public bool IsIdle => Slots.IsEmpty && !InCall;

    /// <summary>An exclusive interaction closes him for every other campaign (R9, incall).</summary>
    public bool HoldsExclusive => Slots.Exists(s => s.Eligibility == Eligibility.InCall);

    /// <summary>In a voice campaign, where membership in one is required (R33).</summary>
    public bool IsInVoice => Limits.Exists(l => l is { IsMember: true, IsVoice: true });

    /// <summary>None of his campaigns gives him anything, because each needs him in a voice campaign and he is in none (R33).</summary>
    public bool LacksVoice => !IsInVoice && Limits.Exists(l => l is { IsMember: true, IsVoice: false })
        && Limits.TrueForAll(l => l is { IsMember: false } or { IsVoice: true } or { NeedsVoice: true });

    /// <summary>How long a lost connection keeps his chats; null = for ever. The longest among his campaigns.</summary>
    public TimeSpan? ConnectionGrace
    {
        get
        {
            var seconds = Limits.Where(l => l is { IsMember: true, IsVoice: false }).Select(l => l.ConnectionGraceSeconds).DefaultIfEmpty(CampaignSettings.Default.ConnectionGraceSeconds).ToArray();
            return seconds.Contains(0) ? null : TimeSpan.FromSeconds(seconds.Max());
        }
    }

    public int LoadOf(string campaignId) => Slots.Count(s => s.Lease.CampaignId == campaignId);

    public CampaignLimit? LimitOf(string campaignId) => Limits.Find(l => l.CampaignId == campaignId);

    public Slot? SlotOf(Lease lease) => Slots.Find(s => s.Lease == lease);

    /// <summary>How many more interactions of this campaign he can take now.</summary>
    public int FreeFor(string campaignId) =>
        IsReady && !IsPaused(campaignId) && LimitOf(campaignId) is { IsMember: true } limit ? AgentEligibility.Room(this, limit) : 0;

    public bool IsPaused(string campaignId) => Pauses.Exists(p => p.CampaignId == campaignId);

    public CampaignHint? HintOf(string campaignId) => Hints.Find(h => h.CampaignId == campaignId);

    /// <summary>What this campaign may use, as he tells it with other news.</summary>
    public AgentHint HintFor(string campaignId) => HintOf(campaignId) is { } known
        ? new(Id, known.Version, known.Free) { Idle = known.Idle }
        : new(Id, HintVersion, 0);

    /// <summary>First choice of campaigns that prefer the idle; told to no other one.</summary>
    public bool IsIdleFor(CampaignLimit limit) => limit.Eligibility == Eligibility.Omni && IsIdle;
}

/// <summary>A campaign's limit for this agent, as of a version of its settings.</summary>
public sealed record CampaignLimit(string CampaignId, int Version, int Limit, bool IsMember, int ConnectionGraceSeconds)
{
    public Eligibility Eligibility { get; init; }

    public bool IsVoice { get; init; }

    public bool NeedsVoice { get; init; }

    /// <summary>1-10; a higher one is offered his free slot first.</summary>
    public int Priority { get; init; } = CampaignSettings.Default.Priority;

    public int WrapUpSeconds { get; init; }

    /// <summary>He left it, and nothing of it stays with him.</summary>
    public bool Requeue { get; init; }
}

public sealed record CampaignPause(string CampaignId, DateTimeOffset Until);

/// <summary>One place of the agent's load. It counts from the reservation until it is free again.</summary>
/// <param name="Eligibility">The rule under which he was given it.</param>
public sealed record Slot(
    Lease Lease, string InteractionId, int Epoch, string ConversationKey, SlotPhase Phase, string? Reason = null, Eligibility Eligibility = Eligibility.NoCall)
{
    /// <summary>When the ringing or the wrap-up ends; null in the other phases.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>That he took it was an act of his, which answers it: accepted by hand or asked for.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>In wrap-up: it counts as completed for him (R42).</summary>
    public bool Completed { get; init; }
}

public enum SlotPhase
{
    /// <summary>Reserved; the conversation has not said yet that the interaction is his.</summary>
    Taking,

    /// <summary>On his desk.</summary>
    Active,

    /// <summary>Given back; the conversation has not confirmed yet.</summary>
    Returning,

    /// <summary>It rings on his desk until he accepts it.</summary>
    Ringing,

    /// <summary>It ended, and he notes what is to be noted.</summary>
    WrapUp,
}

/// <summary>How an offer ended, until the campaign has heard of it.</summary>
public sealed record UndeliveredOutcome(Lease Lease, OfferOutcome Result);

/// <summary>A reservation he did not grant, and what he answered.</summary>
public sealed record RefusedLease(Lease Lease, string Reason, AgentHint Hint);

/// <summary>What a campaign may use of him.</summary>
/// <param name="Free">How many more it may offer him; the rest is for others first.</param>
/// <param name="Idle">Told only where it matters: false for campaigns that do not prefer the idle.</param>
/// <param name="Told">The version it is known to have.</param>
/// <param name="Head">Nobody in its line has waited longer, as of the last word of it.</param>
public sealed record CampaignHint(string CampaignId, long Version, int Free, bool Idle = false, long Told = 0, DateTimeOffset Head = default);

/// <summary>Room on offer to one campaign, which has not answered yet.</summary>
/// <param name="OlderThan">It may take from its line only those who have waited at least as long; null = anybody.</param>
/// <param name="Used">Slots it has got since, which its answer does not know of.</param>
public sealed record GivenHint(string CampaignId, long Version, int Free, bool Idle, DateTimeOffset? OlderThan, DateTimeOffset At, int Used = 0);
