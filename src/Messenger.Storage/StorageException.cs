namespace Messenger.Storage;

/// <summary>Storage could not do what it was asked for, and there is no value to say so with.</summary>
public sealed class StorageException : Exception
{
    public StorageException()
    {
    }

    public StorageException(string message) : base(message)
    {
    }

    public StorageException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
