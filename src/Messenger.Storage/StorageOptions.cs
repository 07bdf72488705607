namespace Messenger.Storage;

/// <summary>Where the data stands.</summary>
public sealed class StorageOptions
{
    /// <summary>Which database. Default SQLite: one silo, files. A cluster needs PostgreSQL.</summary>
    public StorageKind Kind { get; set; }

    /// <summary>The business database: a connection string; for SQLite also just the file's path. Default data/messenger.db.</summary>
    public string ConnectionString { get; set; } = "data/messenger.db";

    /// <summary>The directory of orleans.db (SQLite); created when missing. Default data.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>How long a write is tried while the database does not answer before it is <c>Unavailable</c>. Default 10 s.</summary>
    public TimeSpan UnavailableAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The same, for what comes when the database has already been away for that long. Default 1 s.</summary>
    public TimeSpan UnavailableAfterWhileDown { get; set; } = TimeSpan.FromSeconds(1);
}

/// <summary>The databases there are.</summary>
public enum StorageKind
{
    Sqlite,
    Postgres,
}
