using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Orleans;

namespace Messenger.Domain.Shared;

/// <summary>What a command got back. Expected refusals are values; exceptions are faults.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Ok), "ok")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Granted), "granted")]
[JsonDerivedType(typeof(NotGranted), "not-granted")]
[JsonDerivedType(typeof(Taken), "taken")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(Noted), "noted")]
public abstract record Answer
{
    /// <summary>Done, or already so: repeating a command changes nothing.</summary>
    public static readonly Answer Done = new Ok();

    /// <summary>The command is done, or its target state already held.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Ok : Answer;

    /// <summary>The command was refused; nothing changed.</summary>
    /// <param name="Code">One of <see cref="RefusalCode"/>.</param>
    [GenerateSerializer, Immutable]
    public sealed record Refused([property: Id(0)] string Code) : Answer
    {
        /// <summary>How many stand in its way; null = that is not what it is about.</summary>
        [Id(1)]
        public int? Count { get; init; }
    }

    /// <summary>Campaign -> Conversation: where the interaction stands now (protocol step 2).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Placed([property: Id(0)] QueuePlace Place) : Answer
    {
        /// <summary>What the campaign says by itself to who stands there; null = nothing.</summary>
        [Id(1)]
        public LocalizedText? Text { get; init; }

        /// <summary>The occasion of that text: each customer hears it once on each.</summary>
        [Id(2)]
        public string? Occasion { get; init; }

        /// <summary>The campaign's own language.</summary>
        [Id(3)]
        public string DefaultLanguage { get; init; } = "es";

        /// <summary>Seconds of waiting after which it counts as abandoned; 0 = never (R14).</summary>
        [Id(4)]
        public int AbandonAfterSeconds { get; init; }

        /// <summary>After that time it is not only counted: it ends (R14).</summary>
        [Id(7)]
        public bool EndsAbandoned { get; init; }

        /// <summary>q of the formulas, of who stands in the queue or is held: only the campaign knows when it opened; null = not in the queue.</summary>
        [Id(5)]
        public DateTimeOffset? Since { get; init; }

        /// <summary>How often it changed its place in this round; what is older than what was heard is no news.</summary>
        [Id(6)]
        public int Number { get; init; }

        /// <summary>By what times this interaction goes from now on; null = those of an answer from before there were any.</summary>
        [Id(8)]
        public InteractionTerms? Terms { get; init; }

        /// <summary>Why one that was meant for a certain agent is refused, one of <see cref="RefusalCode"/>; null otherwise.</summary>
        [Id(9)]
        public string? Why { get; init; }
    }

    /// <summary>Agent -> Campaign: the lease holds a slot (protocol step 5).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Granted([property: Id(0)] AgentHint Hint) : Answer;

    /// <summary>Agent -> Campaign: no slot; the hint says what the agent knows that the campaign did not.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NotGranted([property: Id(0)] string Reason, [property: Id(1)] AgentHint Hint) : Answer;

    /// <summary>Conversation -> Agent: the interaction is his (protocol step 8).</summary>
    /// <param name="Card">What his desk shows at once.</param>
    [GenerateSerializer, Immutable]
    public sealed record Taken([property: Id(0)] InteractionCard Card) : Answer;

    /// <summary>Conversation -> Agent: this (interaction, epoch) can no longer be taken.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Gone([property: Id(0)] string Reason) : Answer;

    /// <summary>Campaign -> Agent: what it makes of a hint.</summary>
    /// <param name="Version">The newest hint it goes by: another one than was sent when it knows a newer one, or took nothing.</param>
    /// <param name="Free">How many it may use by that one.</param>
    /// <param name="Head">Since when the first in its line waits now; null = nobody does.</param>
    /// <param name="Offers">What it offers him at once; each comes as a message of its own too.</param>
    [GenerateSerializer, Immutable]
    public sealed record Noted(
        [property: Id(0)] long Version,
        [property: Id(1)] int Free,
        [property: Id(2)] DateTimeOffset? Head,
        [property: Id(3)] IReadOnlyList<AgentCommand.Reserve> Offers) : Answer;
}

/// <summary>The stable refusal codes of the hubs.</summary>
public static class RefusalCode
{
    public const string LimitReached = "limit-reached";
    public const string NotYours = "not-yours";
    public const string AlreadyTaken = "already-taken";
    public const string WindowClosed = "window-closed";
    public const string TokenInvalid = "token-invalid";
    public const string OnBreak = "on-break";
    public const string OpenInteractions = "open-interactions";
    public const string TooLong = "too-long";
    public const string NotAMember = "not-a-member";
    public const string NotInVoiceCampaign = "not-in-voice-campaign";

    /// <summary>It was edited from a version that is no longer the newest.</summary>
    public const string Stale = "stale";

    /// <summary>The agent is not there.</summary>
    public const string Offline = "offline";

    /// <summary>Finish needs a disposition here.</summary>
    public const string DispositionRequired = "disposition-required";

    /// <summary>Who it was meant for did not take it.</summary>
    public const string NotTaken = "not-taken";

    /// <summary>It is being transferred already.</summary>
    public const string Transferring = "transferring";

    /// <summary>The customer is not served (B8).</summary>
    public const string Blocked = "blocked";
    public const string Unknown = "unknown";
}
