using System.Security.Cryptography;
using Messenger.Domain.Files;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Files;

/// <summary>Files that agents bring before they are sent.</summary>
public sealed class Uploads(IFileStore store, JournalWriter writer, FileQueries files)
{
    /// <summary>An upload that no message uses is dropped after this time.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int IdBytes = 24;

    /// <summary>A new id that nobody can guess.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Makes a content that is saved already the upload of this user.</summary>
    /// <exception cref="StorageException">It could not be noted down; the caller has to bring it again.</exception>
    public async Task<StoredFile> Add(FileContent content, string userId, string? name, DateTimeOffset now, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = new StoredFile(NewId(), content.Hash, content.MediaType, content.Size, FileName.Safe(name), userId, now, now + Kept);
        var result = await writer.Write([FileRows.Added(file)], ct);
        return result is AppendResult.Committed ? file : throw new StorageException("An upload could not be stored: " + result.GetType().Name);
    }

    /// <summary>Drops uploads whose time is over, and their bytes where nothing else names them.</summary>
    internal async Task DropExpired(DateTimeOffset now, CancellationToken ct)
    {
        const int AtOnce = 200;
        foreach (var file in await files.Expired(now, AtOnce, ct))
        {
            // Used at this very moment: the condition is that of the reading.
            var result = await writer.Write(
                [new RowChange("DELETE FROM file WHERE id = @Id AND expires_at <= @Now", new { file.Id, Now = now })], ct);
            if (result is AppendResult.Committed && store is FileDirectory directory && !await files.IsNamed(file.Hash, ct))
            {
                directory.Remove(file.Hash, before: now - Kept);
            }
        }
    }
}
