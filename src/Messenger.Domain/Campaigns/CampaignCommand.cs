using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>What a campaign can be told.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Enqueue), "enqueue")]
[JsonDerivedType(typeof(Remove), "remove")]
[JsonDerivedType(typeof(Outcome), "outcome")]
[JsonDerivedType(typeof(Hint), "hint")]
[JsonDerivedType(typeof(WindowMoved), "window-moved")]
[JsonDerivedType(typeof(SetGlobals), "set-globals")]
public abstract record CampaignCommand
{
    /// <summary>Protocol step 2. Idempotent by (interaction, epoch).</summary>
    [GenerateSerializer, Immutable]
    public sealed record Enqueue(
        [property: Id(0)] string InteractionId,
        [property: Id(1)] int Epoch,
        [property: Id(2)] QueueClass Class,
        [property: Id(3)] DateTimeOffset Since) : CampaignCommand
    {
        /// <summary>When nobody may answer this customer any more; null = not known.</summary>
        [Id(4)]
        public DateTimeOffset? WindowUntil { get; init; }
    }

    /// <summary>The customer of one that waits wrote again: his window closes later.</summary>
    [GenerateSerializer, Immutable]
    public sealed record WindowMoved([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] DateTimeOffset Until) : CampaignCommand;

    /// <summary>What the whole installation sets; an older version changes nothing.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetGlobals([property: Id(0)] GlobalRules Rules) : CampaignCommand;

    /// <summary>A conversation acknowledged where its interaction stands (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record PlaceAcknowledged([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] QueuePlace Place) : CampaignCommand;

    /// <summary>Protocol step 11: the interaction ended while this campaign knew it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Remove([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch) : CampaignCommand;

    /// <summary>Protocol step 10: how an offer ended at the agent.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Outcome([property: Id(0)] Lease Lease, [property: Id(1)] OfferOutcome Result, [property: Id(2)] AgentHint Latest) : CampaignCommand;

    /// <summary>An agent's own view of his free slots; latest version wins, never authoritative.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Hint([property: Id(0)] AgentHint Value) : CampaignCommand;

    /// <summary>The agent's answer to Reserve came back (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record ReserveAnswered([property: Id(0)] long LeaseNumber, [property: Id(1)] Answer Reply) : CampaignCommand;

    /// <summary>An agent acknowledged his limits (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record LimitAcknowledged([property: Id(0)] string AgentId, [property: Id(1)] int SettingsVersion) : CampaignCommand;

    /// <summary>Save the whole settings. <paramref name="BasedOn"/> is the version they were edited from; another one is refused.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Save([property: Id(0)] CampaignSettings Settings, [property: Id(1)] int BasedOn) : CampaignCommand
    {
        /// <summary>When it enables the campaign: those who wrote meanwhile are queued now, else they stay recorded (R19).</summary>
        [Id(2)]
        public bool QueueRecorded { get; init; } = true;
    }

    /// <summary>Set the whole member list, in order.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetMembers([property: Id(0)] IReadOnlyList<Member> Members) : CampaignCommand;

    /// <summary>An agent takes one that waits for himself, where the strategy lets him.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Pull([property: Id(0)] string AgentId, [property: Id(1)] string InteractionId) : CampaignCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : CampaignCommand;
}

/// <summary>Who is served first: returned offers and transfers before the rest.</summary>
public enum QueueClass
{
    Returned = 0,
    Normal = 1,
}

/// <summary>How an offer ended.</summary>
public enum OfferOutcome
{
    Taken,
    Lapsed,
    Gone,
}
