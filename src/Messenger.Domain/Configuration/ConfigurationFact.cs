using System.Text.Json.Serialization;
using Messenger.Domain.Auditing;

namespace Messenger.Domain.Configuration;

/// <summary>What happened to the configuration. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed/1")]
[JsonDerivedType(typeof(CampaignKnown), "campaign-known/1")]
[JsonDerivedType(typeof(CampaignTold), "campaign-told/1")]
public abstract record ConfigurationFact
{
    /// <param name="By">Null = the installation itself.</param>
    /// <param name="Changes">What is another now, for the audit; null in rows from before there was one.</param>
    public sealed record SettingsChanged(GlobalSettings Settings, Editor? By = null, IReadOnlyList<FieldChange>? Changes = null) : ConfigurationFact;

    /// <summary>A campaign joined; it is owed the newest settings.</summary>
    public sealed record CampaignKnown(string CampaignId) : ConfigurationFact;

    /// <summary>The campaign goes by this version; the obligation is met.</summary>
    public sealed record CampaignTold(string CampaignId, int Version) : ConfigurationFact;
}
