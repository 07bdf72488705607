using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>What a conversation can be told.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Take), "take")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(PlaceChanged), "place-changed")]
public abstract record ConversationCommand
{
    /// <summary>Whether Meta granted the Human Agent feature, as the silo that was told the command has it in its settings; null = it does not say.</summary>
    [Id(0)]
    public bool? HumanAgent { get; init; }

    /// <summary>Meta refuses the Page's token, as the silo that was told the command knows: nothing can be sent (R29).</summary>
    [Id(1)]
    public bool IsPageInvalid { get; init; }

    /// <summary>The Page is well again: what was kept can be sent. Idempotent.</summary>
    [GenerateSerializer, Immutable]
    public sealed record PageRestored : ConversationCommand;

    /// <summary>Protocol step 1. Idempotent by mid.</summary>
    /// <param name="CampaignId">The campaign that owns the Page now.</param>
    [GenerateSerializer, Immutable]
    public sealed record Receive([property: Id(0)] Inbound Event, [property: Id(1)] string CampaignId, [property: Id(2)] string CampaignName) : ConversationCommand;

    /// <summary>The campaign answered Enqueue (inside the machinery only).</summary>
    /// <param name="WindowTold">What the campaign was told of the reply window.</param>
    [GenerateSerializer, Immutable]
    public sealed record EnqueueAnswered(
        [property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] Answer Reply,
        [property: Id(3)] DateTimeOffset? WindowTold = null) : ConversationCommand;

    /// <summary>The campaign moved one that waits to another place. Idempotent by (epoch, place).</summary>
    /// <param name="Since">When its wait in the queue began; null = it is not in it, or it goes on.</param>
    [GenerateSerializer, Immutable]
    public sealed record PlaceChanged(
        [property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] Campaigns.QueuePlace Place,
        [property: Id(3)] DateTimeOffset? Since) : ConversationCommand
    {
        /// <summary>Why one meant for a certain agent is not taken; null otherwise.</summary>
        [Id(6)]
        public string? Why { get; init; }

        /// <summary>How often it changed its place in this round; one that arrives late is no news.</summary>
        [Id(4)]
        public int Number { get; init; }

        /// <summary>Where one stood that is dropped: its conversation may never have heard of it. Null otherwise.</summary>
        [Id(5)]
        public Campaigns.QueuePlace? From { get; init; }
    }

    /// <summary>Protocol step 8. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Take(
        [property: Id(0)] Lease Lease,
        [property: Id(1)] string InteractionId,
        [property: Id(2)] int Epoch,
        [property: Id(3)] AgentName Agent) : ConversationCommand
    {
        /// <summary>He accepted it by hand or asked for it: that answers it.</summary>
        [Id(4)]
        public bool IsAnswer { get; init; }
    }

    /// <summary>Hand it over; the owner keeps it until it is taken. Idempotent by target.</summary>
    /// <param name="OwnerId">The agent who has to own it; null = a supervisor asks.</param>
    /// <param name="Note">For whoever takes it, at most 2,000 UTF-16 units.</param>
    [GenerateSerializer, Immutable]
    public sealed record Transfer(
        [property: Id(0)] string InteractionId, [property: Id(1)] string? OwnerId, [property: Id(2)] AgentName By,
        [property: Id(3)] TransferTarget Target, [property: Id(4)] string? Note) : ConversationCommand
    {
        /// <summary>A supervisor's: it may pass the agent's limits, and that is recorded.</summary>
        [Id(5)]
        public bool Force { get; init; }
    }

    /// <summary>Keep it after all.</summary>
    [GenerateSerializer, Immutable]
    public sealed record CancelTransfer([property: Id(0)] string InteractionId, [property: Id(1)] string? OwnerId) : ConversationCommand;

    /// <summary>A supervisor returns it to the front of its queue.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Requeue([property: Id(0)] string InteractionId, [property: Id(1)] AgentName By) : ConversationCommand;

    /// <summary>An agent writes to this customer again: a new interaction, linked to that one and his at once (R37a).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Reopen([property: Id(0)] string InteractionId, [property: Id(1)] AgentName Agent) : ConversationCommand;

    /// <summary>This customer is served no more: what runs ends, and what he writes from now on is only recorded (B8). Idempotent by its reason.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Block([property: Id(0)] string Reason, [property: Id(1)] Editor By) : ConversationCommand;

    /// <summary>He is served again. Idempotent.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Unblock([property: Id(0)] Editor By) : ConversationCommand;

    /// <summary>The owner was seen typing.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Typed([property: Id(0)] string InteractionId, [property: Id(1)] string AgentId) : ConversationCommand;

    /// <summary>Protocol step 13. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Return([property: Id(0)] Lease Lease, [property: Id(1)] string Reason) : ConversationCommand;

    /// <summary>The agent opened it on his desk: it is answered and nothing is unread.</summary>
    [GenerateSerializer, Immutable]
    public sealed record MarkSeen([property: Id(0)] string InteractionId, [property: Id(1)] string AgentId) : ConversationCommand;

    /// <summary>The agent writes to the customer. Idempotent by client message id.</summary>
    /// <param name="Text">1-1,900 UTF-16 units for one message; longer is split at a space, never inside a grapheme.</param>
    [GenerateSerializer, Immutable]
    public sealed record SendText(
        [property: Id(0)] string InteractionId,
        [property: Id(1)] string AgentId,
        [property: Id(2)] string ClientMessageId,
        [property: Id(3)] string Text) : ConversationCommand;

    /// <summary>The agent sends a file. Idempotent by client message id.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SendFile(
        [property: Id(0)] string InteractionId,
        [property: Id(1)] string AgentId,
        [property: Id(2)] string ClientMessageId,
        [property: Id(3)] OutgoingFile File) : ConversationCommand;

    /// <summary>Finish (R36).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Close(
        [property: Id(0)] string InteractionId,
        [property: Id(1)] string AgentId,
        [property: Id(2)] string? DispositionId,
        [property: Id(3)] string? Note) : ConversationCommand
    {
        /// <summary>The supervisor who ends it, whoever has it; null = its owner does.</summary>
        [Id(4)]
        public AgentName? By { get; init; }
    }

    /// <summary>The result of one attempt (inside the machinery only).</summary>
    /// <param name="Mid">Set when Meta accepted it.</param>
    /// <param name="Failure">Set when Meta refused it for good; null with null mid = outcome unknown.</param>
    /// <param name="RetryAfter">Set when it surely was not sent and may be tried again after this time.</param>
    /// <param name="OwnPace">With <paramref name="RetryAfter"/>: it was the product's own limit, so the attempt does not count.</param>
    [GenerateSerializer, Immutable]
    public sealed record SendResult(
        [property: Id(0)] string ClientMessageId,
        [property: Id(1)] int Attempt,
        [property: Id(2)] string? Mid,
        [property: Id(3)] string? Failure,
        [property: Id(4)] TimeSpan? RetryAfter = null,
        [property: Id(5)] bool OwnPace = false) : ConversationCommand;

    /// <summary>What one look into the thread brought (inside the machinery only).</summary>
    /// <param name="Mid">The message found; null = not found.</param>
    /// <param name="Certain">The thread was read as far back as the attempt: what was not found was not there.</param>
    /// <param name="RetryAfter">Shortest sensible wait before the next look.</param>
    [GenerateSerializer, Immutable]
    public sealed record ReadBackResult(
        [property: Id(0)] string ClientMessageId,
        [property: Id(1)] int Attempt,
        [property: Id(2)] int Look,
        [property: Id(3)] string? Mid,
        [property: Id(4)] bool Certain,
        [property: Id(5)] TimeSpan RetryAfter) : ConversationCommand;

    /// <summary>What became of taking the thread (inside the machinery only).</summary>
    /// <param name="Refused">Meta does not let us; false = done, or perhaps done.</param>
    [GenerateSerializer, Immutable]
    public sealed record ThreadTakeResult(
        [property: Id(0)] string ClientMessageId,
        [property: Id(1)] int Attempt,
        [property: Id(2)] bool Refused) : ConversationCommand;

    /// <summary>Meta's answer about the customer's profile; nulls = none to be had now.</summary>
    [GenerateSerializer, Immutable]
    public sealed record ProfileFetched([property: Id(0)] string? Name, [property: Id(1)] string? Locale) : ConversationCommand;

    /// <summary>The agent or campaign acknowledged the end (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoticeAcknowledged([property: Id(0)] string Key) : ConversationCommand;

    /// <summary>How an attempt to copy an attachment ended (inside the machinery only).</summary>
    /// <param name="File">Set when it was copied.</param>
    /// <param name="Lost">Set when no attempt can succeed; null with null file = the next attempt may.</param>
    [GenerateSerializer, Immutable]
    public sealed record CopyEnded(
        [property: Id(0)] long Seq,
        [property: Id(1)] int Index,
        [property: Id(2)] int Attempt,
        [property: Id(3)] CopiedFile? File,
        [property: Id(4)] string? Lost) : ConversationCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : ConversationCommand;
}
