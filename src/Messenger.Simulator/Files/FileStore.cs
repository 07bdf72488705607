using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Files;

/// <summary>A file that somebody sent.</summary>
internal sealed record StoredFile(string Id, string ContentType, string Name, byte[] Bytes)
{
    private StoredFile()
        : this("", "", "", [])
    {
    }
}

/// <summary>An attachment id of a Page.</summary>
internal sealed record AttachmentRow(string Id, string PageId, string Type, string FileId, long ExpiresAt)
{
    private AttachmentRow()
        : this("", "", "", "", 0)
    {
    }
}

/// <summary>Bytes of pictures, sounds and files, and the signed addresses under which they can be fetched for a while.</summary>
internal sealed class FileStore(SimulatorDatabase database, SettingStore settings, SimulatorOptions options, TimeProvider clock)
{
    private static readonly TimeSpan AttachmentLife = TimeSpan.FromDays(90);

    /// <summary>Set once the listener knows its port.</summary>
    public string Origin { get; set; } = options.Url.TrimEnd('/');

    public StoredFile Add(string contentType, string name, byte[] bytes)
    {
        // The same bytes are the same file: samples are sent again and again.
        var id = Base64Url.EncodeToString(SHA256.HashData([.. bytes, .. Encoding.UTF8.GetBytes("\0" + contentType + "\0" + name)]).AsSpan(0, 18));
        var file = new StoredFile(id, contentType, name, bytes);
        database.Write(change => change.Execute("INSERT OR IGNORE INTO file(id, content_type, name, bytes) VALUES (@Id, @ContentType, @Name, @Bytes)", file));
        return file;
    }

    public StoredFile? Find(string id) => database.Read(c =>
        c.QueryFirstOrDefault<StoredFile>("SELECT id Id, content_type ContentType, name Name, bytes Bytes FROM file WHERE id = @id", new { id }));

    /// <summary>An address for this file that works for the configured time from now on.</summary>
    public string Url(string fileId, string name, int? seconds = null)
    {
        var until = clock.GetUtcNow().AddSeconds(seconds ?? settings.Now.FileSeconds).ToUnixTimeSeconds();
        return string.Create(CultureInfo.InvariantCulture, $"{Origin}/cdn/{fileId}/{Uri.EscapeDataString(name)}?oe={until:x8}&oh={Seal(fileId, until)}");
    }

    /// <summary>Whether an address that was handed out still works.</summary>
    public bool Allows(string fileId, string? until, string? seal) =>
        long.TryParse(until, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end) && seal == Seal(fileId, end) && clock.GetUtcNow().ToUnixTimeSeconds() < end;

    public string AddAttachment(string pageId, string type, string fileId)
    {
        var id = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture) + RandomNumberGenerator.GetInt32(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
        database.Write(change => change.Execute(
            "INSERT INTO attachment(id, page_id, type, file_id, expires_at) VALUES (@id, @pageId, @type, @fileId, @until)",
            new { id, pageId, type, fileId, until = (clock.GetUtcNow() + AttachmentLife).ToUnixTimeSeconds() }));
        return id;
    }

    /// <summary>Ids are private to the Page and end after 90 days.</summary>
    public AttachmentRow? Attachment(string pageId, string id) => database.Read(c => c.QueryFirstOrDefault<AttachmentRow>(
        "SELECT id Id, page_id PageId, type Type, file_id FileId, expires_at ExpiresAt FROM attachment WHERE id = @id AND page_id = @pageId AND expires_at > @now",
        new { id, pageId, now = clock.GetUtcNow().ToUnixTimeSeconds() }));

    private string Seal(string fileId, long until) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{fileId}:{until}"))).AsSpan(0, 12));
}
