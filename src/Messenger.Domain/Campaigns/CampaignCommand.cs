using System.Collections.ObjectModel;
using System.Text.Json.Serialization;
using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Conversations;
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
[JsonDerivedType(typeof(Connect), "connect")]
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

        /// <summary>Who had this customer before; null = nobody who counts.</summary>
        [Id(5)]
        public PreferredAgent? Preferred { get; init; }

        /// <summary>The only agent who may have it; null = whose turn it is.</summary>
        [Id(6)]
        public string? Directed { get; init; }

        /// <summary>Handed over by its owner, who keeps it until it is taken.</summary>
        [Id(7)]
        public bool IsTransfer { get; init; }

        /// <summary>With <see cref="Directed"/>: the supervisor who lets it pass that agent's limits; null = within them.</summary>
        [Id(8)]
        public AgentName? ForcedBy { get; init; }
    }

    /// <summary>A supervisor gives one that waits to an agent, whosever turn it is.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Assign([property: Id(0)] string InteractionId, [property: Id(1)] string AgentId, [property: Id(2)] AgentName By) : CampaignCommand
    {
        /// <summary>It may pass his limits and breaks.</summary>
        [Id(3)]
        public bool Force { get; init; }
    }

    /// <summary>The customer of one that waits wrote again: his window closes later.</summary>
    [GenerateSerializer, Immutable]
    public sealed record WindowMoved([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] DateTimeOffset Until) : CampaignCommand;

    /// <summary>It has this Page from now on, by an activation that ended well. The same again changes nothing.</summary>
    /// <param name="PageToken">Protected.</param>
    [GenerateSerializer, Immutable]
    public sealed record Connect([property: Id(0)] string PageId, [property: Id(1)] string PageName, [property: Id(2)] string PageToken) : CampaignCommand
    {
        /// <summary>Who logged in at Facebook, as this app knows him; null = Meta did not say.</summary>
        [Id(3)]
        public string? FacebookUserId { get; init; }

        /// <summary>Null = the installation itself.</summary>
        [Id(4)]
        public Editor? By { get; init; }
    }

    /// <summary>What the whole installation sets; an older version changes nothing.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetGlobals([property: Id(0)] GlobalRules Rules) : CampaignCommand;

    /// <summary>The configuration knows this campaign (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record JoinAcknowledged : CampaignCommand;

    /// <summary>A conversation acknowledged where its interaction stands (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record PlaceAcknowledged(
        [property: Id(0)] string InteractionId, [property: Id(1)] int Epoch, [property: Id(2)] QueuePlace Place, [property: Id(3)] int Number) : CampaignCommand;

    /// <summary>Protocol step 11: the interaction ended while this campaign knew it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Remove([property: Id(0)] string InteractionId, [property: Id(1)] int Epoch) : CampaignCommand;

    /// <summary>Protocol step 10: how an offer ended at the agent.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Outcome([property: Id(0)] Lease Lease, [property: Id(1)] OfferOutcome Result, [property: Id(2)] AgentHint Latest) : CampaignCommand;

    /// <summary>An agent's own view of his free slots; latest version wins, never authoritative.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Hint([property: Id(0)] AgentHint Value) : CampaignCommand
    {
        /// <summary>Another campaign's head has waited since then: only who waits at least as long may be offered to him now. Null = anybody.</summary>
        [Id(1)]
        public DateTimeOffset? OlderThan { get; init; }
    }

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

        /// <summary>Null = the installation itself.</summary>
        [Id(3)]
        public Editor? By { get; init; }

        /// <summary>With its creation: who serves it from the beginning; null = nobody yet.</summary>
        [Id(4)]
        public SetMembers? Members { get; init; }
    }

    /// <summary>It is no more. Refused while interactions of it are open, with their number; repeated it answers that it is done.</summary>
    /// <param name="BasedOn">The version that was looked at; another one is refused.</param>
    [GenerateSerializer, Immutable]
    public sealed record Delete([property: Id(0)] int BasedOn) : CampaignCommand
    {
        /// <summary>Null = the installation itself.</summary>
        [Id(1)]
        public Editor? By { get; init; }
    }

    /// <summary>Set the whole member list, in order.</summary>
    [GenerateSerializer, Immutable]
    public sealed record SetMembers([property: Id(0)] IReadOnlyList<Member> Members) : CampaignCommand
    {
        /// <summary>The version of the list it was edited from, another one is refused; null = whatever it is.</summary>
        [Id(1)]
        public int? BasedOn { get; init; }

        /// <summary>Null = the installation itself.</summary>
        [Id(2)]
        public Editor? By { get; init; }

        /// <summary>User names of those who are or were members, by agent id, for the record of the change.</summary>
        [Id(3)]
        public IReadOnlyDictionary<string, string> UserNames { get; init; } = ReadOnlyDictionary<string, string>.Empty;

        /// <summary>What becomes of what those have who are members no more.</summary>
        [Id(4)]
        public Removal OnRemoval { get; init; }
    }

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

/// <summary>What becomes of the interactions of an agent who is removed from a campaign (R32).</summary>
public enum Removal
{
    /// <summary>He keeps them until they end, and gets no new ones.</summary>
    Finish,

    /// <summary>They go back to the front of the queue.</summary>
    Requeue,
}

/// <summary>How an offer ended.</summary>
public enum OfferOutcome
{
    Taken,
    Lapsed,
    Gone,
}
