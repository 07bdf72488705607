namespace Messenger.Grains.Conversations;

/// <summary>The files that agents uploaded to send them.</summary>
public interface IUploadedFiles
{
    /// <summary>The file's bytes; null = it is not there any more.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Read(string uploadId, CancellationToken ct);
}
