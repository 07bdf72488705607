using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>What a conversation can be told.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Take), "take")]
[JsonDerivedType(typeof(Return), "return")]
public abstract record ConversationCommand
{
    /// <summary>Whether Meta granted the Human Agent feature, as the silo that was told the command has it in its settings; null = it does not say.</summary>
    [Id(0)]
    public bool? HumanAgent { get; init; }

    /// <summary>Protocol step 1. Idempotent by mid.</summary>
    /// <param name="CampaignId">The campaign that owns the Page now.</param>
    [GenerateSerializer, Immutable]
    public sealed record Receive([property: Id(0)] Inbound Event, [property: Id(1)] string CampaignId, [property: Id(2)] string CampaignName) : ConversationCommand;

    /// <summary>The campaign answered Enqueue (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record EnqueueAnswered([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] Answer Reply) : ConversationCommand;

    /// <summary>Protocol step 8. Idempotent by lease.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Take(
        [property: Id(0)] Lease Lease,
        [property: Id(1)] string InteractionId,
        [property: Id(2)] int Epoch,
        [property: Id(3)] AgentName Agent) : ConversationCommand;

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
        [property: Id(3)] string? Note) : ConversationCommand;

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
