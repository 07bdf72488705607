using System.Globalization;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Files;

/// <summary>Changes of the file table, for the transaction of whatever makes a file known or uses it.</summary>
public static class FileRows
{
    /// <summary>A file becomes known; the same id again changes nothing.</summary>
    /// <param name="message">Whose attachment it is, as <see cref="MessageName"/> says it; null for an upload.</param>
    public static RowChange Added(StoredFile file, string? message = null) => new(
        """
        INSERT INTO file (id, hash, media_type, size, name, user_id, at, expires_at, message)
        VALUES (@Id, @Hash, @MediaType, @Size, @Name, @UserId, @At, @ExpiresAt, @Message) ON CONFLICT (id) DO NOTHING
        """,
        new { file.Id, file.Hash, file.MediaType, file.Size, file.Name, file.UserId, file.At, file.ExpiresAt, Message = message });

    /// <summary>The files of a message that its sender withdrew are served no more; their bytes go when nothing else names them.</summary>
    public static RowChange Withdrawn(string conversationKey, string mid, DateTimeOffset at) => new(
        """
        UPDATE file SET expires_at = @At WHERE message IN (
            SELECT conversation_key || '/' || CAST(seq AS TEXT) FROM message
            WHERE conversation_key = @Key AND direction <> 'system' AND mid = @Mid)
        """,
        new { Key = conversationKey, Mid = mid, At = at });

    public static string MessageName(string conversationKey, long seq) => string.Create(CultureInfo.InvariantCulture, $"{conversationKey}/{seq}");

    /// <summary>An upload is used by a message: from here on it is kept.</summary>
    /// <param name="message">Whose attachment it is now, as <see cref="MessageName"/> says it.</param>
    public static RowChange Kept(string fileId, string? message = null) =>
        new("UPDATE file SET expires_at = NULL, message = @Message WHERE id = @Id", new { Id = fileId, Message = message });
}
