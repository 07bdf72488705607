using System.Reflection;
using DbUp.Builder;

namespace Messenger.Storage;

/// <summary>
/// Brings the database to the newest schema. Called by the host before anything else starts; a second run changes nothing,
/// and processes that start at the same time wait for one another.
/// </summary>
public sealed class Migrator(Database database)
{
    /// <exception cref="StorageException">A script failed; what it had begun is rolled back.</exception>
    public void Run() => database.Migrate();

    internal static void Upgrade(UpgradeEngineBuilder target, string folder)
    {
        var prefix = $"Messenger.Storage.Migrations.{folder}.";
        var result = target
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransaction()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new StorageException($"Migration {result.ErrorScript?.Name} failed.", result.Error);
        }
    }
}
