using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;

namespace Messenger.Domain.Campaigns;

/// <summary>What happened in a campaign. The discriminator ends in the fact's schema version; old ones are upcast, never skipped.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed/1")]
[JsonDerivedType(typeof(MembersChanged), "members-changed/1")]
[JsonDerivedType(typeof(Deleted), "deleted/1")]
[JsonDerivedType(typeof(LimitDelivered), "limit-delivered/1")]
[JsonDerivedType(typeof(Queued), "queued/1")]
[JsonDerivedType(typeof(Directed), "directed/1")]
[JsonDerivedType(typeof(NotQueued), "not-queued/1")]
[JsonDerivedType(typeof(Offered), "offered/1")]
[JsonDerivedType(typeof(OfferRefused), "offer-refused/1")]
[JsonDerivedType(typeof(OfferReturned), "offer-returned/1")]
[JsonDerivedType(typeof(OfferGone), "offer-gone/1")]
[JsonDerivedType(typeof(Assigned), "assigned/1")]
[JsonDerivedType(typeof(Removed), "removed/1")]
[JsonDerivedType(typeof(HintSeen), "hint-seen/1")]
[JsonDerivedType(typeof(DayBegan), "day-began/1")]
[JsonDerivedType(typeof(ScheduleTurned), "schedule-turned/1")]
[JsonDerivedType(typeof(Admitted), "admitted/1")]
[JsonDerivedType(typeof(RecordedReleased), "recorded-released/1")]
[JsonDerivedType(typeof(WindowPassed), "window-passed/1")]
[JsonDerivedType(typeof(WindowExtended), "window-extended/1")]
[JsonDerivedType(typeof(GlobalsSet), "globals-set/1")]
[JsonDerivedType(typeof(Joined), "joined/1")]
[JsonDerivedType(typeof(PlaceTold), "place-told/1")]
public abstract record CampaignFact
{
    /// <param name="By">Null = the installation itself.</param>
    /// <param name="Changes">What is another now, for the audit; null in rows from before there was one.</param>
    public sealed record SettingsChanged(CampaignSettings Settings, Editor? By = null, IReadOnlyList<FieldChange>? Changes = null) : CampaignFact;

    /// <param name="Version">Of the list, rises by one with each change; null in rows from before it was counted.</param>
    /// <param name="By">Null = the installation itself.</param>
    /// <param name="Changes">What is another now, for the audit; null in rows from before there was one.</param>
    /// <param name="Requeue">Those who left and give back what they have; null = nobody does.</param>
    public sealed record MembersChanged(
        IReadOnlyList<Member> Members, int? Version = null, Editor? By = null, IReadOnlyList<FieldChange>? Changes = null,
        IReadOnlyList<string>? Requeue = null) : CampaignFact;

    /// <summary>
    /// It is no more: its members are told that they are none, who was only recorded waits for nothing, and whoever still comes is recorded
    /// and has no place.
    /// </summary>
    /// <param name="Settings">As they were, without the Page's token.</param>
    /// <param name="By">Null = the installation itself.</param>
    public sealed record Deleted(CampaignSettings Settings, Editor? By = null) : CampaignFact;

    /// <summary>The agent knows his limit; the obligation is met.</summary>
    public sealed record LimitDelivered(string AgentId, int SettingsVersion) : CampaignFact;

    /// <param name="Preferred">The agent who has it when he has room, whosever turn it is; null = nobody.</param>
    public sealed record Queued(
        string InteractionId, int Epoch, QueueClass Class, DateTimeOffset Since, DateTimeOffset? WindowUntil = null, string? Preferred = null) : CampaignFact;

    /// <summary>Handed over or reopened for one agent: it stands in no line, and is his or nobody's.</summary>
    /// <param name="Asked">He asked for it himself.</param>
    /// <param name="ForcedBy">The supervisor who lets it pass his limits; null = within them.</param>
    public sealed record Directed(
        string InteractionId, int Epoch, DateTimeOffset Since, string AgentId, DateTimeOffset? WindowUntil = null, bool? Asked = null,
        AgentName? ForcedBy = null) : CampaignFact;

    /// <summary>Recorded, and not in the queue now: switched off (R19), beyond the limit (R16), closed, or nobody may answer (R18).</summary>
    /// <param name="Class">Null in rows from before it was kept, and of who comes for the first time: normal.</param>
    public sealed record NotQueued(
        string InteractionId, int Epoch, QueuePlace Place, DateTimeOffset? Since = null, DateTimeOffset? WindowUntil = null, QueueClass? Class = null,
        string? Preferred = null) : CampaignFact;

    /// <summary>It opened or closed. At an opening the backlog begins to wait, behind whoever is held already; who was only answered is dropped.</summary>
    /// <param name="At">The instant of the schedule, not that of its detection.</param>
    /// <param name="Next">When it turns again; null = not within a year.</param>
    public sealed record ScheduleTurned(bool Open, DateTimeOffset At, DateTimeOffset? Next) : CampaignFact;

    /// <summary>There is room in the queue again: so many of those held enter it, in their order.</summary>
    public sealed record Admitted(int Count) : CampaignFact;

    /// <summary>Switched on again: those who wrote meanwhile begin to wait now, or are left as they are (R19).</summary>
    public sealed record RecordedReleased(bool IntoQueue, DateTimeOffset At) : CampaignFact;

    /// <summary>Nobody may answer this one any more.</summary>
    public sealed record WindowPassed(string InteractionId) : CampaignFact;

    public sealed record WindowExtended(string InteractionId, DateTimeOffset Until) : CampaignFact;

    public sealed record GlobalsSet(GlobalRules Rules) : CampaignFact;

    /// <summary>The configuration knows that this campaign exists, and tells it what it has to go by.</summary>
    public sealed record Joined : CampaignFact;

    public sealed record PlaceTold(string InteractionId, int Epoch, QueuePlace Place) : CampaignFact;

    /// <param name="Pulled">The agent asked for it himself.</param>
    /// <param name="Because">Why it is offered to this one, where that is neither his turn nor his wish: one of <see cref="OfferReason"/>.</param>
    /// <param name="By">The supervisor who decided it; null = the rules did.</param>
    /// <param name="Forced">It may pass his limits.</param>
    public sealed record Offered(long Lease, string InteractionId, int Epoch, string AgentId, int SettingsVersion, int RulesVersion, DateTimeOffset ExpiresAt,
        bool Pulled = false, string? Because = null, AgentName? By = null, bool? Forced = null) : CampaignFact;

    public sealed record OfferRefused(long Lease, string Reason, AgentHint Hint) : CampaignFact;

    /// <summary>The agent did not take it: back to the front.</summary>
    public sealed record OfferReturned(long Lease, AgentHint Hint) : CampaignFact;

    /// <summary>The interaction could no longer be taken in this epoch: nothing waits for this offer any more.</summary>
    public sealed record OfferGone(long Lease, AgentHint Hint) : CampaignFact;

    public sealed record Assigned(long Lease, AgentHint Hint) : CampaignFact;

    /// <summary>It ended, or was gone when the agent took it; nothing waits any more.</summary>
    public sealed record Removed(string InteractionId, int Epoch) : CampaignFact;

    /// <summary>An agent's free slots changed as this campaign sees them.</summary>
    public sealed record HintSeen(AgentHint Hint) : CampaignFact;

    /// <summary>A new local day: what is counted by the day begins anew.</summary>
    public sealed record DayBegan(DateOnly Day) : CampaignFact;
}

/// <summary>Why something is offered to an agent although it is not his turn (B2).</summary>
public static class OfferReason
{
    /// <summary>He had this customer before.</summary>
    public const string Sticky = "sticky";

    /// <summary>It was handed over to him, or he reopened it.</summary>
    public const string Directed = "directed";

    /// <summary>A supervisor gave it to him.</summary>
    public const string Assigned = "assigned";
}
