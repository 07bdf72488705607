using Microsoft.Extensions.Logging;

namespace Messenger.Storage.Journal;

/// <summary>What the writer says: once when storage fails, once when it is back, and each append that can never be stored.</summary>
internal sealed partial class WriterLog(ILogger logger)
{
    private bool down;

    public void Failed(int attempt, Exception exception)
    {
        if (!down && attempt >= 1)
        {
            down = true;
            StorageFails(exception);
        }
    }

    public void Stored(int attempt, IReadOnlyList<PendingWrite> group)
    {
        if (down)
        {
            down = false;
            StorageIsBack(attempt);
        }

        foreach (var write in group)
        {
            if (write.Result is AppendResult.Poisoned poisoned)
            {
                CannotBeStored(write.Append?.Stream ?? "", poisoned.Reason);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The database does not take commits; trying on")]
    private partial void StorageFails(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The database takes commits again (attempt {Attempt})")]
    private partial void StorageIsBack(int attempt);

    [LoggerMessage(3, LogLevel.Error, "An append of {Stream} can never be stored: {Reason}")]
    private partial void CannotBeStored(string stream, string reason);
}
