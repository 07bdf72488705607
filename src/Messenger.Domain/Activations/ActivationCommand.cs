using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Activations;

/// <summary>What an activation can be told.</summary>
[GenerateSerializer, Immutable]
public abstract record ActivationCommand
{
    [GenerateSerializer, Immutable]
    public sealed record Start(
        [property: Id(0)] string CampaignId, [property: Id(1)] string CampaignName, [property: Id(2)] string? PageName, [property: Id(3)] Editor By,
        [property: Id(4)] string StateHash) : ActivationCommand;

    /// <summary>The browser came back. Accepted once, in time, from whom it was given to.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Return([property: Id(0)] string StateHash, [property: Id(1)] Editor By) : ActivationCommand;

    /// <summary>What Facebook told about the person who logged in.</summary>
    /// <param name="MissingPermissions">Of those the product needs.</param>
    [GenerateSerializer, Immutable]
    public sealed record Grant(
        [property: Id(0)] string FacebookUserId, [property: Id(1)] IReadOnlyList<OfferedPage> Pages,
        [property: Id(2)] IReadOnlyList<string> MissingPermissions) : ActivationCommand;

    /// <summary>It ends here, unless it ended before.</summary>
    /// <param name="Exit">One of <see cref="ActivationExit"/>.</param>
    /// <param name="By">Null = nobody in person.</param>
    [GenerateSerializer, Immutable]
    public sealed record Stop([property: Id(0)] string Exit, [property: Id(1)] Editor? By = null) : ActivationCommand;

    /// <summary>The person takes this Page.</summary>
    /// <param name="AcceptsName">Whatever it is called: the campaign takes Facebook's name (R8).</param>
    [GenerateSerializer, Immutable]
    public sealed record Choose([property: Id(0)] string PageId, [property: Id(1)] bool AcceptsName, [property: Id(2)] Editor By) : ActivationCommand;

    /// <summary>Whether Meta delivers the Page's events to us now (inside the machinery only).</summary>
    /// <param name="Exit">Null = it does; else why not.</param>
    [GenerateSerializer, Immutable]
    public sealed record SubscribeAnswered([property: Id(0)] string PageId, [property: Id(1)] string? Exit, [property: Id(2)] string? TakenBy) : ActivationCommand;

    /// <summary>Whether the campaign took the Page (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record CampaignAnswered([property: Id(0)] string PageId, [property: Id(1)] Answer Reply) : ActivationCommand;

    /// <summary>What else this login did (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Finish([property: Id(0)] IReadOnlyList<LostPage> Lost) : ActivationCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : ActivationCommand;
}
