using Messenger.Storage.Files;

namespace Messenger.Grains.Conversations;

/// <summary>The uploads of the installation's own file store.</summary>
public sealed class StoredUploads(FileQueries files, IFileStore store, TimeProvider clock) : IUploadedFiles
{
    /// <remarks>The whole file in memory, 25 MB at most: the call that carries it needs its length, and is made a few times a second for a Page.</remarks>
    public async ValueTask<ReadOnlyMemory<byte>?> Read(string uploadId, CancellationToken ct)
    {
        if (await files.Find(uploadId, clock.GetUtcNow(), ct) is not { } file || store.Open(file.Hash) is not { } content)
        {
            return null;
        }

        await using (content)
        {
            var bytes = new byte[content.Length];
            await content.ReadExactlyAsync(bytes, ct);
            return bytes;
        }
    }
}
