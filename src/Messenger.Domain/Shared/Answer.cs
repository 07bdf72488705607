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
    public sealed record Refused([property: Id(0)] string Code) : Answer;

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
    public const string Unknown = "unknown";
}
