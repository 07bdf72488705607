namespace Messenger.Grains.Conversations;

/// <summary>Nobody can upload anything yet, so nothing is there.</summary>
internal sealed class NoUploadedFiles : IUploadedFiles
{
    public ValueTask<ReadOnlyMemory<byte>?> Read(string uploadId, CancellationToken ct) => new((ReadOnlyMemory<byte>?)null);
}
