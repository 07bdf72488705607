using Messenger.Domain.Agents;
using Orleans;

namespace Messenger.Domain.Conversations;

/// <summary>Where a transfer goes.</summary>
/// <param name="Agent">Nobody but he may take it; null = whoever of the campaign is next.</param>
[GenerateSerializer, Immutable]
public sealed record TransferTarget([property: Id(0)] string CampaignId, [property: Id(1)] string CampaignName, [property: Id(2)] AgentName? Agent);

/// <summary>A transfer under way: its owner keeps the interaction until it is taken.</summary>
/// <param name="Epoch">In which round it is offered there.</param>
/// <param name="ForcedBy">The supervisor who lets it pass the agent's limits; null = nobody does.</param>
public sealed record HandingState(TransferTarget Target, int Epoch, DateTimeOffset? ReturnAt, AgentName? ForcedBy);

/// <summary>An agent whom this interaction goes to when he has room, whosever turn it is.</summary>
/// <param name="Since">When he had this customer last; null = he is preferred however long ago that was.</param>
[GenerateSerializer, Immutable]
public sealed record PreferredAgent([property: Id(0)] string AgentId, [property: Id(1)] DateTimeOffset? Since);

/// <summary>How an interaction came to be, where it did not begin by itself; words of the wire, too.</summary>
public static class InteractionKind
{
    /// <summary>The customer wrote on soon after Finish (R37b): part of the volume, not of the service level.</summary>
    public const string Continuation = "continuation";

    /// <summary>An agent wrote to the customer again (R37a): never queued.</summary>
    public const string Reopened = "reopened";
}

/// <summary>Why a transfer came to nothing, besides the <see cref="Shared.RefusalCode"/> of the agent it was meant for.</summary>
public static class HandingEndReason
{
    /// <summary>Nobody took it in time.</summary>
    public const string NotTaken = "not-taken";

    /// <summary>Its owner wants to keep it after all.</summary>
    public const string Cancelled = "cancelled";
}
