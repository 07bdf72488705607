using System.Security.Cryptography;
using Messenger.Domain.Files;

namespace Messenger.Storage.Files;

/// <summary>Files in a directory that all silos share: <c>files/ab/abcd…</c> by hash, and <c>files/tmp</c> for what is being written.</summary>
public sealed class FileDirectory : IFileStore
{
    private const int ChunkLength = 64 * 1024;
    private const int HashLength = 64;

    private readonly string root;
    private readonly string temporary;

    public FileDirectory(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        root = Path.Combine(Path.GetFullPath(options.DataDirectory), "files");
        temporary = Path.Combine(root, "tmp");
    }

    public async Task<FileSaving> Save(Stream content, FileLimit limit, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        await using var file = OfStore(() => Create(path));
        try
        {
            var saving = await Fill(file, content, limit, ct);
            return saving is FileSaving.Saved saved ? OfStore(() => Name(file, path, saved)) : saving;
        }
        finally
        {
            File.Delete(path);
        }
    }

    public Stream? Open(string hash)
    {
        if (!IsHash(hash))
        {
            return null;
        }

        try
        {
            return new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, ChunkLength, FileOptions.Asynchronous);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes what writers left behind who are no more. A younger one may belong to another silo that writes it now.</summary>
    /// <param name="before">Last written before this.</param>
    public void Tidy(DateTimeOffset before)
    {
        if (!Directory.Exists(temporary))
        {
            return;
        }

        foreach (var left in Directory.EnumerateFiles(temporary).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime))
        {
            File.Delete(left);
        }
    }

    /// <summary>Removes a content that no row names any more, unless it was taken in again after <paramref name="before"/>.</summary>
    /// <remarks>Whoever saves the same content meanwhile either touched it before it was set aside, which is seen then, or does not find it and writes it anew.</remarks>
    internal void Remove(string hash, DateTimeOffset before)
    {
        var (path, aside) = (PathOf(hash), Path.Combine(temporary, hash));
        if (!File.Exists(path) || File.GetLastWriteTimeUtc(path) >= before.UtcDateTime)
        {
            return;
        }

        Directory.CreateDirectory(temporary);
        File.Move(path, aside, overwrite: true);
        if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime)
        {
            File.Move(aside, path, overwrite: true);
            return;
        }

        File.Delete(aside);
    }

    /// <summary>Others may rename it while it is open: that is how it gets its name.</summary>
    private FileStream Create(string path)
    {
        Directory.CreateDirectory(temporary);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
    }

    private FileSaving.Saved Name(FileStream file, string path, FileSaving.Saved saved)
    {
        file.Flush(flushToDisk: true);
        var known = PathOf(saved.Content.Hash);
        if (!Touch(known))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(known)!);
            File.Move(path, known, overwrite: true);

            // Now the name is on the disk too: a journaling file system writes the renaming out with the file it belongs to.
            file.Flush(flushToDisk: true);
        }

        return saved;
    }

    /// <summary>Tells the store's own faults from those of whoever gives the content.</summary>
    private static T OfStore<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("A file could not be written.", fault);
        }
    }

    private static async Task Write(FileStream file, ReadOnlyMemory<byte> chunk, CancellationToken ct)
    {
        try
        {
            await file.WriteAsync(chunk, ct);
        }
        catch (IOException fault)
        {
            throw new StorageException("A file could not be written.", fault);
        }
    }

    private static async Task<FileSaving> Fill(FileStream file, Stream content, FileLimit limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[ChunkLength];
        var (head, size) = (Array.Empty<byte>(), 0L);
        var most = limit.Largest;
        for (var read = await Some(content, chunk, ct); read > 0; read = await Some(content, chunk, ct))
        {
            if (size == 0)
            {
                head = chunk[..Math.Min(read, MediaTypeRules.HeadLength)];
                most = limit.For(MediaTypeRules.Of(head));
            }

            size += read;
            if (size > most)
            {
                return new FileSaving.TooLarge(most);
            }

            hash.AppendData(chunk, 0, read);
            await Write(file, chunk.AsMemory(0, read), ct);
        }

        return size == 0
            ? new FileSaving.Empty()
            : new FileSaving.Saved(new FileContent(Convert.ToHexStringLower(hash.GetHashAndReset()), size, MediaTypeRules.Of(head)));
    }

    /// <summary>A full chunk unless the content ends: what the file is must not depend on how the network cut it.</summary>
    private static async Task<int> Some(Stream content, byte[] chunk, CancellationToken ct) =>
        await content.ReadAtLeastAsync(chunk, chunk.Length, throwOnEndOfStream: false, ct);

    /// <summary>False = it is not there.</summary>
    private static bool Touch(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static bool IsHash(string hash) => hash.Length == HashLength && hash.All(char.IsAsciiHexDigitLower);

    private string PathOf(string hash) => Path.Combine(root, hash[..2], hash);
}
