using Dapper;
using Messenger.Domain.Configuration;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Configuration;

/// <summary>The global settings as last saved.</summary>
public sealed class ConfigurationQueries(Database database)
{
    /// <summary><see cref="GlobalSettings.Empty"/> before the first save.</summary>
    public Task<GlobalSettings> Read(CancellationToken ct = default) => database.Read(
        async connection => await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT settings FROM configuration WHERE id = 1", cancellationToken: ct)) is { } settings
                ? StoredJson.Read<GlobalSettings>(settings)
                : GlobalSettings.Empty,
        ct);
}
