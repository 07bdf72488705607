using Messenger.Domain.Files;
using Messenger.Storage.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Messenger.Storage.Tests.Files;

public sealed class UploadsOnSqlite : UploadTests<SqliteDatabase>;

public sealed class UploadsOnPostgres : UploadTests<PostgresDatabase>;

public abstract class UploadTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private readonly string _folder = Directory.CreateTempSubdirectory("messenger-files-").FullName;

    private Uploads Uploads => Store.Get<Uploads>();

    private FileQueries Files => Store.Get<FileQueries>();

    [Fact]
    public async Task An_upload_is_its_users_alone_and_found_with_all_that_is_known_of_it()
    {
        var content = await Save("hola");
        var upload = await Uploads.Add(content, "ana", "../carta.txt", TestStore.Noon, Ct);

        Assert.Equal(upload, await Files.Upload(upload.Id, "ana", TestStore.Noon, Ct));
        Assert.Equal(("carta.txt", content, "ana", TestStore.Noon.AddHours(24)), (upload.Name, upload.Content, upload.UserId, upload.ExpiresAt));
        Assert.Null(await Files.Upload(upload.Id, "bruno", TestStore.Noon, Ct));
        Assert.Null(await Files.Upload("other", "ana", TestStore.Noon, Ct));
        Assert.Equal(48, upload.Id.Length);
        Assert.NotEqual(upload.Id, (await Uploads.Add(content, "ana", "carta.txt", TestStore.Noon, Ct)).Id);
    }

    [Fact]
    public async Task An_upload_that_is_not_used_is_over_after_a_day_and_its_bytes_go()
    {
        var upload = await Uploads.Add(await Save("hola"), "ana", null, TestStore.Noon, Ct);
        Assert.NotNull(await Files.Upload(upload.Id, "ana", TestStore.Noon.AddHours(24).AddMilliseconds(-1), Ct));
        Assert.Null(await Files.Upload(upload.Id, "ana", TestStore.Noon.AddHours(24), Ct));
        Assert.Null(await Files.Find(upload.Id, TestStore.Noon.AddHours(24), Ct));

        await Uploads.DropExpired(TestStore.Noon.AddHours(23), Ct);
        Assert.NotNull(await Files.Find(upload.Id, TestStore.Noon, Ct));

        // By the clock of the disk the content was saved only now, so that it is dropped a day from now.
        await Uploads.DropExpired(DateTimeOffset.UtcNow.AddHours(25), Ct);
        Assert.Null(await Files.Find(upload.Id, TestStore.Noon, Ct));
        Assert.Null(Store.Get<IFileStore>().Open(upload.Hash));
    }

    [Fact]
    public async Task What_a_message_uses_is_kept_and_what_another_names_keeps_its_bytes()
    {
        var content = await Save("hola");
        var used = await Uploads.Add(content, "ana", "a.txt", TestStore.Noon, Ct);
        var unused = await Uploads.Add(content, "ana", "b.txt", TestStore.Noon, Ct);
        await Store.Commit("conversation/1", [FileRows.Kept(used.Id)]);

        await Uploads.DropExpired(DateTimeOffset.UtcNow.AddHours(25), Ct);

        var kept = await Files.Upload(used.Id, "ana", TestStore.Noon.AddYears(1), Ct);
        Assert.Equal(("a.txt", (DateTimeOffset?)null), (kept!.Name, kept.ExpiresAt));
        Assert.Null(await Files.Find(unused.Id, TestStore.Noon, Ct));
        await using var bytes = Store.Get<IFileStore>().Open(content.Hash);
        Assert.Equal(4, bytes!.Length);
    }

    [Fact]
    public async Task A_customers_file_becomes_known_once_and_is_nobodys_upload()
    {
        var content = await Save("hola");
        var file = new StoredFile("f1", content.Hash, content.MediaType, content.Size, null, null, TestStore.Noon, null);
        await Store.Commit("conversation/1", [FileRows.Added(file)]);
        await Store.Commit("conversation/1", [FileRows.Added(file with { Size = 7 })]);

        Assert.Equal(file, await Files.Find("f1", TestStore.Noon, Ct));
        Assert.Null(await Files.Upload("f1", "ana", TestStore.Noon, Ct));
    }

    [Fact]
    public async Task A_start_drops_what_is_over_and_what_was_left_behind_and_keeps_the_rest()
    {
        var (before, now) = (DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow);
        var over = await Uploads.Add(await Save("hola"), "ana", null, before, Ct);
        var fresh = await Uploads.Add(await Save("chau"), "ana", null, now, Ct);
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "files", over.Hash[..2], over.Hash), before.UtcDateTime);
        var left = Path.Combine(_folder, "files", "tmp", "left");
        await File.WriteAllTextAsync(left, "half", Ct);
        File.SetLastWriteTimeUtc(left, before.UtcDateTime);

        using var sweep = new FileSweep(Store.Get<FileDirectory>(), Uploads, TimeProvider.System, NullLogger<FileSweep>.Instance);
        await sweep.StartAsync(Ct);
        while (Store.Get<IFileStore>().Open(over.Hash) is { } content)
        {
            await content.DisposeAsync();
            await Task.Delay(10, Ct);
        }

        await sweep.StopAsync(Ct);
        Assert.False(File.Exists(left));
        Assert.Null(await Files.Find(over.Id, before, Ct));
        await using var kept = Store.Get<IFileStore>().Open(fresh.Hash);
        Assert.NotNull(kept);
        Assert.NotNull(await Files.Upload(fresh.Id, "ana", now, Ct));
    }

    private protected override StorageOptions Options()
    {
        var options = base.Options();
        return new StorageOptions { Kind = options.Kind, ConnectionString = options.ConnectionString, DataDirectory = _folder };
    }

    private async Task<FileContent> Save(string text) => Assert.IsType<FileSaving.Saved>(
        await Store.Get<IFileStore>().Save(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), FileLimit.Outgoing, Ct)).Content;
}
