using Microsoft.Data.Sqlite;

namespace Messenger.Storage.Tests;

/// <summary>An empty database for one test. The suites run over every kind there is.</summary>
public abstract class TestDatabase : IDisposable
{
    public abstract StorageOptions Options { get; }

    /// <summary>From here on, until the result is disposed, the database takes no commit.</summary>
    public abstract IDisposable Block();

    /// <summary>What is on the disk at this moment, as after a crash, under another name.</summary>
    public abstract StorageOptions AfterCrash();

    public abstract void Dispose();
}

public sealed class SqliteDatabase : TestDatabase
{
    private readonly string directory = Directory.CreateTempSubdirectory("messenger-storage-").FullName;

    public override StorageOptions Options => In(directory);

    public override IDisposable Block()
    {
        var other = new SqliteConnection($"Data Source={Options.ConnectionString};Pooling=False");
        other.Open();
        using var command = other.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return other;
    }

    public override StorageOptions AfterCrash()
    {
        var copy = Directory.CreateDirectory(Path.Combine(directory, "crash")).FullName;
        foreach (var file in Directory.EnumerateFiles(directory, "messenger.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return In(copy);
    }

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
    }

    private static StorageOptions In(string directory) => new()
    {
        ConnectionString = Path.Combine(directory, "messenger.db"),
        DataDirectory = directory,
    };
}
