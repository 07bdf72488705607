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
    public AgentName Name => new(Id, UserName, DisplayName);

    /// <summary>May be given something new at all, limits apart.</summary>
    public bool IsReady => Status == AgentStatus.Available && Connected && Break is null && PlannedBreak is null && !OfflineAfterChats;

    /// <summary>The largest limit among his campaigns (R17, no cap of his own set).</summary>
    public int TotalLimit => Limits.Where(l => l.IsMember).Select(l => l.Limit).DefaultIfEmpty(0).Max();

    /// <summary>How long a lost connection keeps his chats; null = for ever. The longest among his campaigns.</summary>
    public TimeSpan? ConnectionGrace
    {
        get
        {
            var seconds = Limits.Where(l => l.IsMember).Select(l => l.ConnectionGraceSeconds).DefaultIfEmpty(CampaignSettings.Default.ConnectionGraceSeconds).ToArray();
            return seconds.Contains(0) ? null : TimeSpan.FromSeconds(seconds.Max());
        }
    }

    public int LoadOf(string campaignId) => Slots.Count(s => s.Lease.CampaignId == campaignId);

    public CampaignLimit? LimitOf(string campaignId) => Limits.Find(l => l.CampaignId == campaignId);

    public Slot? SlotOf(Lease lease) => Slots.Find(s => s.Lease == lease);

    /// <summary>How many more interactions of this campaign he can take now.</summary>
    public int FreeFor(string campaignId)
    {
        var limit = LimitOf(campaignId);
        return IsReady && limit is { IsMember: true }
            ? Math.Max(0, Math.Min(limit.Limit - LoadOf(campaignId), TotalLimit - Slots.Count))
            : 0;
    }

    public AgentHint HintFor(string campaignId) =>
        new(Id, Hints.Find(h => h.CampaignId == campaignId)?.Version ?? HintVersion, FreeFor(campaignId));
}

/// <summary>A campaign's limit for this agent, as of a version of its settings.</summary>
public sealed record CampaignLimit(string CampaignId, int Version, int Limit, bool IsMember, int ConnectionGraceSeconds);

/// <summary>One place of the agent's load. It counts from the reservation until it is free again.</summary>
public sealed record Slot(Lease Lease, string InteractionId, int Epoch, string ConversationKey, SlotPhase Phase, string? Reason = null);

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
public sealed record CampaignHint(string CampaignId, long Version, int Free);
