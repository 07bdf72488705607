using System.Text.Json.Serialization;
using Messenger.Domain.Agents;

namespace Messenger.Domain.Campaigns;

/// <summary>What happened in a campaign. The discriminator ends in the fact's schema version; old ones are upcast, never skipped.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed/1")]
[JsonDerivedType(typeof(MembersChanged), "members-changed/1")]
[JsonDerivedType(typeof(LimitDelivered), "limit-delivered/1")]
[JsonDerivedType(typeof(Queued), "queued/1")]
[JsonDerivedType(typeof(NotQueued), "not-queued/1")]
[JsonDerivedType(typeof(Offered), "offered/1")]
[JsonDerivedType(typeof(OfferRefused), "offer-refused/1")]
[JsonDerivedType(typeof(OfferReturned), "offer-returned/1")]
[JsonDerivedType(typeof(OfferGone), "offer-gone/1")]
[JsonDerivedType(typeof(Assigned), "assigned/1")]
[JsonDerivedType(typeof(Removed), "removed/1")]
[JsonDerivedType(typeof(HintSeen), "hint-seen/1")]
[JsonDerivedType(typeof(DayBegan), "day-began/1")]
public abstract record CampaignFact
{
    public sealed record SettingsChanged(CampaignSettings Settings) : CampaignFact;

    public sealed record MembersChanged(IReadOnlyList<Member> Members) : CampaignFact;

    /// <summary>The agent knows his limit; the obligation is met.</summary>
    public sealed record LimitDelivered(string AgentId, int SettingsVersion) : CampaignFact;

    public sealed record Queued(string InteractionId, int Epoch, QueueClass Class, DateTimeOffset Since) : CampaignFact;

    /// <summary>Recorded, not queued: the campaign is switched off (R19).</summary>
    public sealed record NotQueued(string InteractionId, int Epoch, QueuePlace Place) : CampaignFact;

    /// <param name="Pulled">The agent asked for it himself.</param>
    public sealed record Offered(long Lease, string InteractionId, int Epoch, string AgentId, int SettingsVersion, int RulesVersion, DateTimeOffset ExpiresAt,
        bool Pulled = false) : CampaignFact;

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
