using Messenger.Domain.Files;

namespace Messenger.Storage.Files;

/// <summary>Bytes by their content. Whoever wants to keep them elsewhere (an object store) replaces this; names and owners stand in the database.</summary>
public interface IFileStore
{
    /// <summary>Takes in a stream to its end without ever holding all of it, and judges what it is. The same content is kept once.</summary>
    /// <remarks>When it returns <see cref="FileSaving.Saved"/> the content is durable. Whatever ends it earlier leaves nothing under a name.</remarks>
    /// <exception cref="IOException">The source broke off.</exception>
    /// <exception cref="StorageException">The store cannot write.</exception>
    Task<FileSaving> Save(Stream content, FileLimit limit, CancellationToken ct);

    /// <summary>The content, seekable; null when there is none of this hash.</summary>
    Stream? Open(string hash);
}

/// <summary>How the taking in of a file ended.</summary>
public abstract record FileSaving
{
    public sealed record Saved(FileContent Content) : FileSaving;

    /// <param name="Most">What would have been allowed, in bytes.</param>
    public sealed record TooLarge(long Most) : FileSaving;

    public sealed record Empty : FileSaving;
}

/// <summary>What a file holds.</summary>
/// <param name="Hash">SHA-256, 64 lower-case hex digits: where the bytes are found.</param>
/// <param name="Size">Bytes.</param>
/// <param name="MediaType">By its content (<see cref="MediaTypeRules"/>).</param>
public sealed record FileContent(string Hash, long Size, string MediaType);
