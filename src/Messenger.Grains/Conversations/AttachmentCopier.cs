using Messenger.Domain.Conversations;
using Messenger.Domain.Files;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Meta;
using Messenger.Storage;
using Messenger.Storage.Files;

namespace Messenger.Grains.Conversations;

/// <summary>Carries what customers attach from Meta into the store, a few at a time per silo: a burst of films must not take all of its line and disk.</summary>
public sealed class AttachmentCopier(CustomerFiles files, IFileStore store) : IDisposable
{
    private const int AtOnce = 8;

    private readonly SemaphoreSlim _room = new(AtOnce);

    /// <summary>One attempt; how it ended, also in a word for log and meter. Does not throw for what Meta, the network or the disk does.</summary>
    public async Task<(ConversationCommand.CopyEnded Ended, string Word)> Copy(Obligation.ToFile o)
    {
        await _room.WaitAsync();
        try
        {
            // Off the grain's scheduler: hashing and flushing would hold up its messages.
            var (file, lost, word) = await Task.Run(() => Fetch(o.Url));
            GrainMeter.Copied(word);
            return (new ConversationCommand.CopyEnded(o.Seq, o.Index, o.Attempt, file, lost), word);
        }
        finally
        {
            _room.Release();
        }
    }

    public void Dispose() => _room.Dispose();

    private async Task<(CopiedFile? File, string? Lost, string Word)> Fetch(string url)
    {
        try
        {
            return await files.Fetch(url, FileLimit.Incoming.Largest, (content, ct) => store.Save(content, FileLimit.Incoming, ct), CancellationToken.None) switch
            {
                FileOutcome<FileSaving>.Taken { Value: FileSaving.Saved saved } taken => (Copied(saved.Content, taken.Name), null, "copied"),
                FileOutcome<FileSaving>.Taken { Value: FileSaving.TooLarge } or FileOutcome<FileSaving>.TooLarge => (null, LostReason.TooLarge, LostReason.TooLarge),
                FileOutcome<FileSaving>.Taken => (null, null, "empty"),
                FileOutcome<FileSaving>.ForeignHost => (null, LostReason.ForeignHost, LostReason.ForeignHost),
                FileOutcome<FileSaving>.Gone => (null, LostReason.Gone, LostReason.Gone),
                FileOutcome<FileSaving>.Failed failed => (null, null, failed.Reason),
                var other => throw new NotSupportedException($"No result for {other.GetType().Name}."),
            };
        }
        catch (StorageException)
        {
            return (null, null, "not-stored");
        }
    }

    private static CopiedFile Copied(FileContent content, string? name) =>
        new(Uploads.NewId(), content.Hash, content.MediaType, content.Size, FileName.Safe(name));
}
