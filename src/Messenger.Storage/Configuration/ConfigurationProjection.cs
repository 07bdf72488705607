using Messenger.Domain.Configuration;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Configuration;

/// <summary>The one row of global settings.</summary>
public static class ConfigurationProjection
{
    public static RowChange Upsert(GlobalSettings s) => new(
        """
        INSERT INTO configuration (id, version, settings) VALUES (1, @Version, @Settings)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, settings = excluded.settings
        """,
        new { s.Version, Settings = StoredJson.Write(s) });
}
