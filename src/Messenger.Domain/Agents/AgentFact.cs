using System.Text.Json.Serialization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Agents;

/// <summary>What happened to an agent. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Registered), "registered/1")]
[JsonDerivedType(typeof(SignedIn), "signed-in/1")]
[JsonDerivedType(typeof(StatusChanged), "status-changed/1")]
[JsonDerivedType(typeof(OfflinePlanned), "offline-planned/1")]
[JsonDerivedType(typeof(ConnectionLost), "connection-lost/1")]
[JsonDerivedType(typeof(ConnectionBack), "connection-back/1")]
[JsonDerivedType(typeof(BreakStarted), "break-started/1")]
[JsonDerivedType(typeof(BreakPlanned), "break-planned/1")]
[JsonDerivedType(typeof(BreakEnded), "break-ended/1")]
[JsonDerivedType(typeof(LimitSet), "limit-set/1")]
[JsonDerivedType(typeof(CapSet), "cap-set/1")]
[JsonDerivedType(typeof(CallChanged), "call-changed/1")]
[JsonDerivedType(typeof(Reserved), "reserved/1")]
[JsonDerivedType(typeof(ReservationRefused), "reservation-refused/1")]
[JsonDerivedType(typeof(Activated), "activated/1")]
[JsonDerivedType(typeof(Released), "released/1")]
[JsonDerivedType(typeof(OutcomeDelivered), "outcome-delivered/1")]
[JsonDerivedType(typeof(Returning), "returning/1")]
[JsonDerivedType(typeof(Freed), "freed/1")]
[JsonDerivedType(typeof(Accepted), "accepted/1")]
[JsonDerivedType(typeof(Lapsed), "lapsed/1")]
[JsonDerivedType(typeof(Paused), "paused/1")]
[JsonDerivedType(typeof(PauseEnded), "pause-ended/1")]
[JsonDerivedType(typeof(WrapUpStarted), "wrap-up-started/1")]
[JsonDerivedType(typeof(HintGiven), "hint-given/1")]
[JsonDerivedType(typeof(HintHeard), "hint-heard/1")]
[JsonDerivedType(typeof(HintOverdue), "hint-overdue/1")]
public abstract record AgentFact
{
    public sealed record Registered(string UserName, string DisplayName) : AgentFact;

    /// <summary>A desk of a sign-in session that was not seen before connected.</summary>
    public sealed record SignedIn(string SessionId) : AgentFact;

    /// <param name="BecauseLost">Offline because the connection grace ran out: he is available again when he comes back.</param>
    public sealed record StatusChanged(AgentStatus Status, bool BecauseLost = false) : AgentFact;

    /// <summary>He leaves when his last chat ends.</summary>
    public sealed record OfflinePlanned : AgentFact;

    public sealed record ConnectionLost : AgentFact;

    public sealed record ConnectionBack : AgentFact;

    /// <param name="At">When it began, where that was before anybody noticed; null = with this commit.</param>
    public sealed record BreakStarted(BreakKind Kind, DateTimeOffset? At = null) : AgentFact;

    /// <summary>A break that begins when the last chat ends.</summary>
    public sealed record BreakPlanned(BreakKind Kind) : AgentFact;

    public sealed record BreakEnded : AgentFact;

    /// <param name="Requeue">He left the campaign and gives back what he has of it; null = he does not.</param>
    public sealed record LimitSet(
        string CampaignId, int SettingsVersion, int Limit, bool IsMember, int ConnectionGraceSeconds,
        Eligibility Eligibility = Eligibility.NoCall, bool IsVoice = false, bool NeedsVoice = false, int? Priority = null,
        int? WrapUpSeconds = null, bool? Requeue = null) : AgentFact;

    public sealed record CapSet(int? Cap) : AgentFact;

    public sealed record CallChanged(bool InCall) : AgentFact;

    /// <summary>A slot is held for this lease; what was in force then stands here for the proof (R17).</summary>
    /// <param name="RingsUntil">It rings until then; null = it is taken at once.</param>
    /// <param name="Asked">He asked for it himself: that is its answer.</param>
    /// <param name="ForcedBy">The supervisor who gave it to him over his limits; null = within them.</param>
    public sealed record Reserved(
        Lease Lease, string InteractionId, int Epoch, string ConversationKey,
        int CampaignLoad, int CampaignLimit, int TotalLoad, int TotalLimit, Eligibility Eligibility = Eligibility.NoCall,
        DateTimeOffset? RingsUntil = null, bool? Asked = null, AgentName? ForcedBy = null) : AgentFact;

    /// <summary>He accepted what rang.</summary>
    public sealed record Accepted(Lease Lease) : AgentFact;

    /// <summary>What rang does so no more, and is not his.</summary>
    /// <param name="Reason">One of <see cref="LapseReason"/>.</param>
    /// <param name="At">The end of the ringing, where it was before anybody noticed; null = with this commit.</param>
    /// <param name="Words">His own, when he declined with some.</param>
    public sealed record Lapsed(Lease Lease, string Reason, DateTimeOffset? At = null, [property: Personal] string? Words = null) : AgentFact;

    /// <summary>He declined one of this campaign: for a moment it offers him none, so that others get a chance to take it.</summary>
    public sealed record Paused(string CampaignId, DateTimeOffset Until) : AgentFact;

    public sealed record PauseEnded(string CampaignId) : AgentFact;

    /// <summary>It ended; his place stays taken while he notes what is to be noted.</summary>
    /// <param name="Completed">As of <see cref="Freed"/>.</param>
    public sealed record WrapUpStarted(Lease Lease, bool Completed, DateTimeOffset Until) : AgentFact;

    /// <summary>No slot for this lease, now or ever: the campaign makes another offer.</summary>
    /// <param name="Reason">One of <see cref="RefusalReason"/>.</param>
    public sealed record ReservationRefused(Lease Lease, string Reason, AgentHint Hint) : AgentFact;

    public sealed record Activated(Lease Lease, InteractionCard Card) : AgentFact;

    /// <summary>The interaction was gone when he took it.</summary>
    public sealed record Released(Lease Lease) : AgentFact;

    /// <param name="HintVersion">The hint that went with it.</param>
    public sealed record OutcomeDelivered(Lease Lease, long? HintVersion = null) : AgentFact;

    /// <summary>He gives it back; a reconnect cannot withdraw it.</summary>
    public sealed record Returning(Lease Lease, string Reason) : AgentFact;

    /// <summary>The slot is free again.</summary>
    /// <param name="Completed">He had answered and it ended while he held it (R42).</param>
    /// <param name="At">When, where that was before anybody noticed; null = with this commit.</param>
    public sealed record Freed(Lease Lease, bool Completed, DateTimeOffset? At = null) : AgentFact;

    /// <summary>He offers room to one of his campaigns: that of the highest priority, then that whose head may wait longest.</summary>
    /// <param name="OlderThan">How long another campaign's head may have waited: what is younger in this one must not go first. Null = no other one wants him.</param>
    public sealed record HintGiven(string CampaignId, int Free, bool Idle, DateTimeOffset? OlderThan) : AgentFact;

    /// <summary>A campaign answered.</summary>
    /// <param name="Free">How many it may use from now on; null = none was for it, or it knows something newer.</param>
    /// <param name="Head">Since when the first in its line waits; null = nobody waits.</param>
    public sealed record HintHeard(string CampaignId, long Version, int? Free, DateTimeOffset? Head) : AgentFact;

    /// <summary>It did not answer in time: the others are offered his room meanwhile.</summary>
    public sealed record HintOverdue : AgentFact;
}

/// <summary>Signed in to the desk or not (R41); break, load and calls are facts of their own.</summary>
public enum AgentStatus
{
    Offline,
    Available,
}
