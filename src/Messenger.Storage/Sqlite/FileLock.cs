namespace Messenger.Storage.Sqlite;

/// <summary>Keeps other processes of this machine out while it is held.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="StorageException">Somebody else held it for a minute.</exception>
    public static IDisposable Take(string path)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && DateTime.UtcNow < until)
            {
                Thread.Sleep(50);
            }
            catch (IOException exception)
            {
                throw new StorageException($"{path} is held by another process.", exception);
            }
        }
    }
}
