using System.Text.Json.Serialization;
using Messenger.Domain.Auditing;
using Orleans;

namespace Messenger.Domain.Configuration;

/// <summary>What the configuration grain can be told.</summary>
[GenerateSerializer, Immutable]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(CampaignJoined), "campaign-joined")]
public abstract record ConfigurationCommand
{
    /// <summary>Save everything. <paramref name="BasedOn"/> is the version it was edited from; another one is refused.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Save([property: Id(0)] GlobalSettings Settings, [property: Id(1)] int BasedOn) : ConfigurationCommand
    {
        /// <summary>Null = the installation itself.</summary>
        [Id(2)]
        public Editor? By { get; init; }
    }

    /// <summary>A campaign exists; from now on it is told what it has to go by. Idempotent by campaign.</summary>
    [GenerateSerializer, Immutable]
    public sealed record CampaignJoined([property: Id(0)] string CampaignId) : ConfigurationCommand;

    /// <summary>A campaign acknowledged a version (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record GlobalsAcknowledged([property: Id(0)] string CampaignId, [property: Id(1)] int Version) : ConfigurationCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : ConfigurationCommand;
}
