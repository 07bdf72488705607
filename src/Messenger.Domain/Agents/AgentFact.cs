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

    public sealed record BreakStarted(BreakKind Kind) : AgentFact;

    /// <summary>A break that begins when the last chat ends.</summary>
    public sealed record BreakPlanned(BreakKind Kind) : AgentFact;

    public sealed record BreakEnded : AgentFact;

    public sealed record LimitSet(
        string CampaignId, int SettingsVersion, int Limit, bool IsMember, int ConnectionGraceSeconds,
        Eligibility Eligibility = Eligibility.NoCall, bool IsVoice = false, bool NeedsVoice = false) : AgentFact;

    public sealed record CapSet(int? Cap) : AgentFact;

    public sealed record CallChanged(bool InCall) : AgentFact;

    /// <summary>A slot is held for this lease; what was in force then stands here for the proof (R17).</summary>
    public sealed record Reserved(
        Lease Lease, string InteractionId, int Epoch, string ConversationKey,
        int CampaignLoad, int CampaignLimit, int TotalLoad, int TotalLimit, Eligibility Eligibility = Eligibility.NoCall) : AgentFact;

    /// <summary>No slot for this lease, now or ever: the campaign makes another offer.</summary>
    /// <param name="Reason">One of <see cref="RefusalReason"/>.</param>
    public sealed record ReservationRefused(Lease Lease, string Reason, AgentHint Hint) : AgentFact;

    public sealed record Activated(Lease Lease, InteractionCard Card) : AgentFact;

    /// <summary>The interaction was gone when he took it.</summary>
    public sealed record Released(Lease Lease) : AgentFact;

    public sealed record OutcomeDelivered(Lease Lease) : AgentFact;

    /// <summary>He gives it back; a reconnect cannot withdraw it.</summary>
    public sealed record Returning(Lease Lease, string Reason) : AgentFact;

    /// <summary>The slot is free again.</summary>
    /// <param name="Completed">He had answered and it ended while he held it (R42).</param>
    public sealed record Freed(Lease Lease, bool Completed) : AgentFact;
}

/// <summary>Signed in to the desk or not (R41); break, load and calls are facts of their own.</summary>
public enum AgentStatus
{
    Offline,
    Available,
}
