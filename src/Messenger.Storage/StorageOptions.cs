namespace Messenger.Storage;

/// <summary>Where the data stands.</summary>
public sealed class StorageOptions
{
    /// <summary>The business database: an SQLite connection string, or just the file's path. Default data/messenger.db.</summary>
    public string ConnectionString { get; set; } = "data/messenger.db";

    /// <summary>The directory of orleans.db; created when missing. Default data.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>How long a write is tried while the database does not answer before it is <c>Unavailable</c>. Default 10 s.</summary>
    public TimeSpan UnavailableAfter { get; set; } = TimeSpan.FromSeconds(10);
}
