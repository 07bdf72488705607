using Messenger.Domain.Campaigns;
using Orleans;

namespace Messenger.Domain.Explaining;

/// <summary>One thing that a campaign did about an interaction, with its reason as the journal gives it.</summary>
[GenerateSerializer, Immutable]
public abstract record Explained([property: Id(0)] DateTimeOffset At)
{
    /// <summary>It was given a place, or another one.</summary>
    /// <param name="Place">One of <see cref="StandWord"/>.</param>
    /// <param name="Since">When its wait began.</param>
    /// <param name="Returned">It was somebody's before, and is served before the rest.</param>
    [GenerateSerializer, Immutable]
    public sealed record Placed(DateTimeOffset At, [property: Id(0)] string Place, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] bool Returned) : Explained(At);

    /// <summary>It was offered to one of the members.</summary>
    /// <param name="Pulled">He took it for himself.</param>
    /// <param name="RulesVersion">By whose rules; what was known of the members holds by any, what followed from it only by those that are known here.</param>
    [GenerateSerializer, Immutable]
    public sealed record Offered(
        DateTimeOffset At, [property: Id(0)] long Lease, [property: Id(1)] string AgentId, [property: Id(2)] bool Pulled, [property: Id(3)] int RulesVersion,
        [property: Id(4)] InLine Line, [property: Id(5)] Strategy Strategy, [property: Id(6)] IReadOnlyList<MemberVerdict> Members) : Explained(At)
    {
        /// <summary>Past the order, one of <see cref="OfferReason"/>; null = by it.</summary>
        [Id(7)]
        public string? Because { get; init; }

        /// <summary>The supervisor who decided it; null = the rules did.</summary>
        [Id(8)]
        public string? ByName { get; init; }
    }

    /// <summary>What became of an offer.</summary>
    /// <param name="Result">One of <see cref="OfferWord"/>.</param>
    /// <param name="Reason">Of a refusal: one of <see cref="Agents.RefusalReason"/>; null otherwise.</param>
    [GenerateSerializer, Immutable]
    public sealed record OfferEnded(
        DateTimeOffset At, [property: Id(0)] long Lease, [property: Id(1)] string AgentId, [property: Id(2)] string Result, [property: Id(3)] string? Reason) : Explained(At);

    /// <summary>Nothing waits here any more.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Left(DateTimeOffset At) : Explained(At);

    /// <summary>It waits in the queue now and is offered to nobody: others are before it, or nobody can be given it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Waits(
        DateTimeOffset At, [property: Id(0)] InLine Line, [property: Id(1)] Strategy Strategy, [property: Id(2)] IReadOnlyList<MemberVerdict> Members) : Explained(At);
}

/// <summary>Where one stood in the line of those who waited and were not under offer (B2).</summary>
/// <param name="Place">From 1: who is served next.</param>
/// <param name="Waiting">How many stood there, itself included.</param>
/// <param name="CameAt">When it came: decides among those who wait since the same instant, as after an opening.</param>
[GenerateSerializer, Immutable]
public sealed record InLine(
    [property: Id(0)] int Place, [property: Id(1)] int Waiting, [property: Id(2)] bool Returned, [property: Id(3)] DateTimeOffset Since,
    [property: Id(4)] DateTimeOffset CameAt);

/// <summary>What was known of one member when it was decided who gets it.</summary>
/// <param name="Word">One of <see cref="VerdictWord"/>; of the agent's own stream also one of <see cref="Agents.RefusalReason"/>.</param>
[GenerateSerializer, Immutable]
public sealed record MemberVerdict([property: Id(0)] string AgentId, [property: Id(1)] string Word)
{
    /// <summary>What his turn was counted by, where that is a number: assignments of the day, place in the list, weight. With full: what he held.</summary>
    [Id(2)]
    public long? Count { get; init; }

    /// <summary>With full: how many he may hold.</summary>
    [Id(3)]
    public long? Of { get; init; }

    /// <summary>When he had been given one last; null = never, or it does not matter.</summary>
    [Id(4)]
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Why he could not be given any: his own stream may know better than what the campaign had heard of him.</summary>
    public bool HadNoRoom => Word is VerdictWord.NoRoom or VerdictWord.Refused;
}

/// <summary>Why a member got an offer or did not; stable.</summary>
public static class VerdictWord
{
    public const string Chosen = "chosen";

    /// <summary>He could have been given it, and another's turn was before his.</summary>
    public const string NotInTurn = "not-in-turn";

    /// <summary>Somebody without interaction and call went before him (omni).</summary>
    public const string SecondChoice = "second-choice";

    /// <summary>He could take it for himself, where nothing is offered.</summary>
    public const string MayTake = "may-take";

    /// <summary>By what the campaign had heard last he could hold no more.</summary>
    public const string NoRoom = "no-room";

    /// <summary>Offers on their way to him took all the room he had.</summary>
    public const string RoomPromised = "room-promised";

    /// <summary>He had refused, and nothing new was heard of him since.</summary>
    public const string Refused = "refused-before";

    /// <summary>He had not confirmed the newest terms yet: limit, membership.</summary>
    public const string TermsUnknown = "terms-unknown";

    /// <summary>He had never said that he has room.</summary>
    public const string Unheard = "unheard";

    /// <summary>No member any more.</summary>
    public const string NoMember = "no-member";
}

/// <summary>Where an interaction stands; the words of the board, and those for what no board lists.</summary>
public static class StandWord
{
    public const string Queued = Hubs.PlaceWord.Queued;
    public const string Held = Hubs.PlaceWord.Held;
    public const string Backlog = Hubs.PlaceWord.Backlog;
    public const string WindowClosed = Hubs.PlaceWord.WindowClosed;
    public const string OutOfHours = "out-of-hours";
    public const string Disabled = "disabled";

    /// <summary>Null for who is with an agent, or on the way to one.</summary>
    internal static string? Of(EntryStage stage) => stage switch
    {
        EntryStage.Waiting => Queued,
        EntryStage.Held => Held,
        EntryStage.Backlog => Backlog,
        EntryStage.WindowClosed => WindowClosed,
        EntryStage.OutOfHours => OutOfHours,
        EntryStage.Disabled => Disabled,
        _ => null,
    };
}

/// <summary>What became of an offer; stable.</summary>
public static class OfferWord
{
    public const string Assigned = "assigned";
    public const string Refused = "refused";
    public const string Returned = "returned";
    public const string Gone = "gone";
}
