using System.Text.Json.Serialization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Agents;

/// <summary>What an agent grain can be told.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Reserve), "reserve")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(SlotEnded), "slot-ended")]
[JsonDerivedType(typeof(LimitChanged), "limit-changed")]
public abstract record AgentCommand
{
    /// <summary>Protocol step 5. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Reserve(
        [property: Id(0)] Lease Lease,
        [property: Id(1)] string InteractionId,
        [property: Id(2)] int Epoch,
        [property: Id(3)] string ConversationKey,
        [property: Id(4)] int Limit,
        [property: Id(5)] int SettingsVersion,
        [property: Id(6)] DateTimeOffset ExpiresAt) : AgentCommand
    {
        /// <summary>It rings so long on his desk until he accepts it; 0 = it is his at once.</summary>
        [Id(7)]
        public int RingSeconds { get; init; }

        /// <summary>He asked for it himself.</summary>
        [Id(8)]
        public bool Asked { get; init; }

        /// <summary>The supervisor who gives it to him whatever his limits and breaks say; null = nobody does.</summary>
        [Id(9)]
        public AgentName? ForcedBy { get; init; }
    }

    /// <summary>What was offered under this lease is gone before he took it: it rings no more, and nothing comes of a reservation that is still under way. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Cancel([property: Id(0)] Lease Lease) : AgentCommand;

    /// <summary>Protocol step 11: the interaction of this lease ended or went elsewhere. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SlotEnded([property: Id(0)] Lease Lease, [property: Id(1)] bool Completed) : AgentCommand
    {
        /// <summary>It ended while he had it, so his wrap-up begins.</summary>
        [Id(2)]
        public bool IsOver { get; init; }

        /// <summary>He did not reply in time: he goes on the system break (B3).</summary>
        [Id(3)]
        public bool NoAnswer { get; init; }
    }

    /// <summary>A campaign's limit for him; <paramref name="IsMember"/> false = he left it. The newest settings version wins.</summary>
    [GenerateSerializer, Immutable]
    public sealed record LimitChanged(
        [property: Id(0)] string CampaignId,
        [property: Id(1)] int SettingsVersion,
        [property: Id(2)] int Limit,
        [property: Id(3)] bool IsMember,
        [property: Id(4)] int ConnectionGraceSeconds) : AgentCommand
    {
        /// <summary>Under which circumstances he may be given one of this campaign's.</summary>
        [Id(5)]
        public Eligibility Eligibility { get; init; }

        /// <summary>A roster of the telephone system: it gives him nothing, but he may need to be in one (R33).</summary>
        [Id(6)]
        public bool IsVoice { get; init; }

        /// <summary>He receives nothing of it while he is in no voice campaign (R33).</summary>
        [Id(7)]
        public bool NeedsVoice { get; init; }

        /// <summary>1-10, default 5: which of his campaigns is offered a free slot of his first (R9).</summary>
        [Id(8)]
        public int Priority { get; init; } = CampaignSettings.Default.Priority;

        /// <summary>How long his place stays taken after an end, 0-3,600 s.</summary>
        [Id(9)]
        public int WrapUpSeconds { get; init; }

        /// <summary>He left it, and what he still has of it goes back to its queue; else he keeps that until it ends (R32).</summary>
        [Id(10)]
        public bool Requeue { get; init; }
    }

    /// <summary>The most interactions he holds at once over all campaigns; null = the largest limit among his campaigns (R17).</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetCap([property: Id(0)] int? Cap) : AgentCommand;

    /// <summary>The telephone system says that he is in a call, or not any more.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetCall([property: Id(0)] bool InCall) : AgentCommand;

    /// <summary>Who he is, from the user administration.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Register([property: Id(0)] string UserName, [property: Id(1)] string DisplayName) : AgentCommand;

    /// <summary>His desk has a live connection. A new sign-in session makes him available; a reload keeps what was (R41).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Connected([property: Id(0)] string SessionId) : AgentCommand;

    /// <summary>His last connection is gone; the grace starts.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ConnectionLost : AgentCommand;

    [GenerateSerializer, Immutable]
    public sealed record SetAvailable : AgentCommand;

    /// <summary>Leave the desk; with open interactions refused, or kept back until the last one ends (R41).</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetOffline([property: Id(0)] bool AfterChats) : AgentCommand;

    /// <summary>He may not work at a desk any more: offline at once, and what he has goes back to its queue. Idempotent.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Suspend : AgentCommand;

    [GenerateSerializer, Immutable]
    public sealed record StartBreak([property: Id(0)] BreakKind Kind, [property: Id(1)] bool AfterChats) : AgentCommand;

    [GenerateSerializer, Immutable]
    public sealed record EndBreak : AgentCommand;

    /// <summary>Take what rings. With automatic acceptance it is his already, or was never his.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Accept([property: Id(0)] string InteractionId) : AgentCommand;

    /// <summary>Not this one: what rings, or what he has, goes back to the front of its queue.</summary>
    /// <param name="Reason">In his own words; null = none.</param>
    [GenerateSerializer, Immutable]
    public sealed record Decline([property: Id(0)] string InteractionId, [property: Id(1)] string? Reason = null) : AgentCommand;

    /// <summary>He has noted what was to be noted: the wrap-up of this interaction is over.</summary>
    [GenerateSerializer, Immutable]
    public sealed record EndWrapUp([property: Id(0)] string InteractionId) : AgentCommand;

    /// <summary>Could he be given one of this campaign now? Changes nothing.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AskRoom([property: Id(0)] string CampaignId) : AgentCommand;

    /// <summary>The conversation answered Take (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record TakeAnswered([property: Id(0)] Lease Lease, [property: Id(1)] Answer Reply) : AgentCommand;

    /// <summary>The campaign acknowledged an outcome (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record OutcomeAcknowledged([property: Id(0)] Lease Lease) : AgentCommand
    {
        /// <summary>The hint it carried.</summary>
        [Id(1)]
        public long? HintVersion { get; init; }
    }

    /// <summary>A campaign answered to a hint (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record HintAnswered([property: Id(0)] string CampaignId, [property: Id(1)] long Version, [property: Id(2)] Answer Reply) : AgentCommand;

    /// <summary>The conversation answered Return (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record ReturnAcknowledged([property: Id(0)] Lease Lease) : AgentCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : AgentCommand;
}
