using System.Security.Cryptography;
using Messenger.Domain.Files;
using Messenger.Storage.Files;

namespace Messenger.Storage.Tests.Files;

/// <summary>Content by its hash, whole or not at all.</summary>
public sealed class FileDirectoryTests : IDisposable
{
    private static readonly FileLimit Limit = new(1_000, 300_000);
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly string _folder = Directory.CreateTempSubdirectory("messenger-files-").FullName;
    private readonly FileDirectory _store;

    public FileDirectoryTests() => _store = new FileDirectory(new StorageOptions { DataDirectory = _folder });

    private static CancellationToken Ct => TestStore.Ct;

    [Fact]
    public async Task What_was_saved_is_read_back_byte_for_byte_under_its_hash()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_001);
        bytes[0] = 0; // Else it may begin as a sound does.
        var saved = Assert.IsType<FileSaving.Saved>(await _store.Save(new MemoryStream(bytes), Limit, Ct)).Content;

        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(bytes)), 200_001L, MediaTypeRules.Unknown), (saved.Hash, saved.Size, saved.MediaType));
        Assert.Equal(bytes, await Read(saved.Hash));
        Assert.Equal([Path.Combine(saved.Hash[..2], saved.Hash)], Files());
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        var hashes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            ((FileSaving.Saved)await _store.Save(new MemoryStream(Png), Limit, Ct)).Content.Hash)));

        Assert.Single(hashes.Distinct());
        Assert.Single(Files());
    }

    [Fact]
    public async Task The_limit_is_that_of_what_it_turns_out_to_be_and_the_border_is_still_inside()
    {
        Assert.IsType<FileSaving.Saved>(await _store.Save(new MemoryStream(Padded(Png, 1_000)), Limit, Ct));
        Assert.Equal(new FileSaving.TooLarge(1_000), await _store.Save(new MemoryStream(Padded(Png, 1_001)), Limit, Ct));
        Assert.IsType<FileSaving.Saved>(await _store.Save(new MemoryStream(new byte[300_000]), Limit, Ct));
        Assert.Equal(new FileSaving.TooLarge(300_000), await _store.Save(new MemoryStream(new byte[300_001]), Limit, Ct));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task A_source_without_end_is_left_at_the_limit()
    {
        using var endless = new Endless();
        Assert.IsType<FileSaving.TooLarge>(await _store.Save(endless, Limit, Ct));
        Assert.InRange(endless.Given, 300_001, 500_000);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task An_empty_file_is_none()
    {
        Assert.IsType<FileSaving.Empty>(await _store.Save(new MemoryStream(), Limit, Ct));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task What_it_is_does_not_depend_on_how_the_network_cuts_it()
    {
        var saved = Assert.IsType<FileSaving.Saved>(await _store.Save(new Dripping(Png), Limit, Ct));
        Assert.Equal("image/png", saved.Content.MediaType);
    }

    [Fact]
    public async Task A_source_that_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => _store.Save(new Dripping(Png, breaks: true), Limit, Ct));
        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("..00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_hash_or_not_there_is_not_opened(string hash) => Assert.Null(_store.Open(hash));

    [Fact]
    public async Task Only_old_leftovers_are_tidied_away()
    {
        await _store.Save(new MemoryStream(Png), Limit, Ct);
        var temporary = Path.Combine(_folder, "files", "tmp");
        await File.WriteAllTextAsync(Path.Combine(temporary, "old"), "half", Ct);
        await File.WriteAllTextAsync(Path.Combine(temporary, "young"), "half", Ct);
        File.SetLastWriteTimeUtc(Path.Combine(temporary, "old"), DateTime.UtcNow.AddHours(-2));

        _store.Tidy(DateTimeOffset.UtcNow.AddHours(-1));

        Assert.Equal(["young"], Directory.EnumerateFiles(temporary).Select(Path.GetFileName));
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task A_content_is_removed_unless_it_came_again_meanwhile()
    {
        var hash = ((FileSaving.Saved)await _store.Save(new MemoryStream(Png), Limit, Ct)).Content.Hash;
        var path = Path.Combine(_folder, "files", hash[..2], hash);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        await _store.Save(new MemoryStream(Png), Limit, Ct);

        _store.Remove(hash, DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Equal(Png, await Read(hash));

        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        _store.Remove(hash, DateTimeOffset.UtcNow.AddHours(-1));
        Assert.Null(_store.Open(hash));
        Assert.Empty(Files());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Padded(byte[] head, int length) => [.. head, .. new byte[length - head.Length]];

    private string[] Files()
    {
        var root = Path.Combine(_folder, "files");
        return [.. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f))];
    }

    private async Task<byte[]> Read(string hash)
    {
        await using var content = _store.Open(hash);
        var all = new MemoryStream();
        await content!.CopyToAsync(all, Ct);
        return all.ToArray();
    }

    /// <summary>Gives a byte at a time.</summary>
    private sealed class Dripping(byte[] bytes, bool breaks = false) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            breaks && Position == 5 ? throw new IOException("broken off") : base.ReadAsync(buffer[..1], cancellationToken);
    }

    private sealed class Endless : MemoryStream
    {
        public long Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
