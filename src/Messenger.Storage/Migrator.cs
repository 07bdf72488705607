using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage;

/// <summary>Brings both databases to the newest schema. Called by the host before anything else starts; a second run changes nothing.</summary>
public sealed class Migrator(StorageOptions options, Database database)
{
    /// <exception cref="StorageException">A script failed; what it had begun is rolled back.</exception>
    public void Run()
    {
        Directory.CreateDirectory(options.DataDirectory);
        if (Path.GetDirectoryName(Path.GetFullPath(database.File)) is { } directory)
        {
            Directory.CreateDirectory(directory);
        }

        // The writer's own settings make the file a WAL file before the first table stands in it.
        database.OpenWriter().Dispose();
        Upgrade(new SqliteConnectionStringBuilder { DataSource = database.File, Pooling = false }.ConnectionString, "Messenger");

        using (var source = new SqliteConnection(database.OrleansConnectionString))
        {
            source.Open();
            using var command = source.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL;";
            command.ExecuteNonQuery();
        }

        Upgrade(database.OrleansConnectionString, "Orleans");
    }

    private static void Upgrade(string connectionString, string folder)
    {
        var prefix = $"Messenger.Storage.Migrations.Sqlite.{folder}.";
        var result = DeployChanges.To
            .SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        ThrowIfFailed(result);
    }

    private static void ThrowIfFailed(DatabaseUpgradeResult result)
    {
        if (!result.Successful)
        {
            throw new StorageException($"Migration {result.ErrorScript?.Name} failed.", result.Error);
        }
    }
}
