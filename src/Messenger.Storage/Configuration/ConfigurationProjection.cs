using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Storage.Auditing;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Configuration;

/// <summary>What the configuration's facts change: the one row of global settings.</summary>
public static class ConfigurationProjection
{
    /// <exception cref="StorageException">A kind of fact this version does not know.</exception>
    public static IEnumerable<RowChange> Changes(ConfigurationFact fact, DateTimeOffset at) => fact switch
    {
        ConfigurationFact.SettingsChanged { Settings: { } settings } changed => [Upsert(settings), .. AuditRows.Of(
            AuditWord.Configuration, AuditRows.KindOf(settings.Version), settings.Version, changed.By, changed.Changes, at)],
        ConfigurationFact.CampaignKnown or ConfigurationFact.CampaignTold => [],
        _ => throw new StorageException($"No projection for the configuration's fact {fact?.GetType().Name}."),
    };

    private static RowChange Upsert(GlobalSettings s) => new(
        """
        INSERT INTO configuration (id, version, settings) VALUES (1, @Version, @Settings)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, settings = excluded.settings
        """,
        new { s.Version, Settings = StoredJson.Write(s) });
}
