using Messenger.Storage.Journal;

namespace Messenger.Storage.Files;

/// <summary>Changes of the file table, for the transaction of whatever makes a file known or uses it.</summary>
public static class FileRows
{
    /// <summary>A file becomes known; the same id again changes nothing.</summary>
    public static RowChange Added(StoredFile file) => new(
        """
        INSERT INTO file (id, hash, media_type, size, name, user_id, at, expires_at)
        VALUES (@Id, @Hash, @MediaType, @Size, @Name, @UserId, @At, @ExpiresAt) ON CONFLICT (id) DO NOTHING
        """,
        new { file.Id, file.Hash, file.MediaType, file.Size, file.Name, file.UserId, file.At, file.ExpiresAt });

    /// <summary>An upload is used by a message: from here on it is kept.</summary>
    public static RowChange Kept(string fileId) => new("UPDATE file SET expires_at = NULL WHERE id = @Id", new { Id = fileId });
}
