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
    public int FreeFor(string campaignId) => IsReady && LimitOf(campaignId) is { IsMember: true } limit ? AgentEligibility.Room(this, limit) : 0;

    public AgentHint HintFor(string campaignId) => Hints.Find(h => h.CampaignId == campaignId) is { } known
        ? new(Id, known.Version, FreeFor(campaignId)) { Idle = known.Idle }
        : new(Id, HintVersion, FreeFor(campaignId));
}

/// <summary>A campaign's limit for this agent, as of a version of its settings.</summary>
public sealed record CampaignLimit(string CampaignId, int Version, int Limit, bool IsMember, int ConnectionGraceSeconds)
{
    public Eligibility Eligibility { get; init; }

    public bool IsVoice { get; init; }

    public bool NeedsVoice { get; init; }
}

/// <summary>One place of the agent's load. It counts from the reservation until it is free again.</summary>
/// <param name="Eligibility">The rule under which he was given it.</param>
public sealed record Slot(
    Lease Lease, string InteractionId, int Epoch, string ConversationKey, SlotPhase Phase, string? Reason = null, Eligibility Eligibility = Eligibility.NoCall);

public enum SlotPhase
{
    /// <summary>Reserved; the conversation has not said yet that the interaction is his.</summary>
    Taking,

    /// <summary>On his desk.</summary>
    Active,

    /// <summary>Given back; the conversation has not confirmed yet.</summary>
    Returning,
}

/// <summary>How an offer ended, until the campaign has heard of it.</summary>
public sealed record UndeliveredOutcome(Lease Lease, OfferOutcome Result);

/// <summary>A reservation he did not grant, and what he answered.</summary>
public sealed record RefusedLease(Lease Lease, string Reason, AgentHint Hint);

/// <summary>The free slots a campaign should know of, and since which hint version.</summary>
/// <param name="Idle">Told only where it matters: false for campaigns that do not prefer the idle.</param>
public sealed record CampaignHint(string CampaignId, long Version, int Free, bool Idle = false);
