using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Files;
using Messenger.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Files;

/// <summary>GET /api/files/{fileId}.</summary>
[Collection(ProductCollection.Name)]
public sealed class FileTests(SharedProduct shared)
{
    private static int _streams;

    private readonly RunningProduct _product = shared.Running;

    [Theory]
    [InlineData("89504E470D0A1A0A00", "image/png", "inline")]
    [InlineData("FFD8FFE000", "image/jpeg", "inline")]
    [InlineData("47494638396101", "image/gif", "inline")]
    [InlineData("524946460000000057454250", "image/webp", "inline")]
    [InlineData("52494646000000005741564500", "audio/wav", "inline")]
    [InlineData("49443303", "audio/mpeg", "inline")]
    [InlineData("4F6767530002", "audio/ogg", "inline")]
    [InlineData("00000018667479704D344120", "audio/mp4", "inline")]
    [InlineData("000000186674797069736F6D", "video/mp4", "inline")]
    [InlineData("1A45DFA3428284776562 6D", "video/webm", "inline")]
    [InlineData("255044462D312E37", "application/pdf", "attachment")]
    [InlineData("504B0304", "application/octet-stream", "attachment")]
    [InlineData("0000001866747970686569 63", "application/octet-stream", "attachment")]
    public async Task Only_what_a_browser_does_not_run_has_a_type_and_only_what_is_shown_or_heard_opens_in_place(string head, string type, string disposition)
    {
        var id = await Kept(Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal)), "a.html");
        using var reply = await Get(id);
        Assert.Equal((HttpStatusCode.OK, type, disposition), (reply.StatusCode, reply.Content.Headers.ContentType!.ToString(), reply.Content.Headers.ContentDisposition!.DispositionType));
        Guarded(reply);
    }

    /// <summary>Whatever its name and claimed type said: it comes as a download that nobody runs.</summary>
    [Theory]
    [InlineData("<!DOCTYPE html><script>alert(document.domain)</script>", "foto.png")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "foto.svg")]
    [InlineData("<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>", "a.xhtml")]
    [InlineData("alert(1)", "a.js")]
    [InlineData("{}", "manifest.json")]
    public async Task A_page_or_a_script_under_another_name_is_a_download_without_a_type(string content, string name)
    {
        var id = await Kept(Encoding.UTF8.GetBytes(content), name);
        using var reply = await Get(id);
        Assert.Equal(("application/octet-stream", "attachment"), (reply.Content.Headers.ContentType!.ToString(), reply.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal(content, await reply.Content.ReadAsStringAsync());
        Guarded(reply);
    }

    /// <summary>A picture to one reader and a script to another keeps the picture's type, which no browser runs.</summary>
    [Fact]
    public async Task A_file_of_two_kinds_is_what_its_beginning_says()
    {
        var id = await Kept("GIF89a/*<html>*/=1;alert(1)//"u8.ToArray(), "a.js");
        using var reply = await Get(id);
        Assert.Equal("image/gif", reply.Content.Headers.ContentType!.ToString());
        Guarded(reply);
    }

    [Fact]
    public async Task A_name_cannot_break_out_of_its_header()
    {
        var id = await Kept("hola"u8.ToArray(), "a\"; filename=x.html\r\nX-Evil: 1\u202Egpj.ñ");
        using var reply = await Get(id);
        Assert.False(reply.Headers.Contains("X-Evil"));
        var given = reply.Content.Headers.ContentDisposition!;
        Assert.Equal("a_; filename=x.htmlX-Evil_ 1gpj.ñ", given.FileNameStar);
        Assert.Equal("attachment", given.DispositionType);
    }

    [Fact]
    public async Task Parts_are_served_for_films_and_wrong_parts_are_refused()
    {
        var id = await Kept([.. Convert.FromHexString("000000186674797069736F6D"), .. new byte[988]], "film.mp4");
        using var part = await Get(id, r => r.Headers.Range = new RangeHeaderValue(4, 11));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("ftypisom", await part.Content.ReadAsStringAsync());
        Assert.Equal("bytes 4-11/1000", part.Content.Headers.ContentRange!.ToString());
        Guarded(part);
        using var end = await Get(id, r => r.Headers.Range = new RangeHeaderValue(null, 10));
        Assert.Equal("bytes 990-999/1000", end.Content.Headers.ContentRange!.ToString());
        using var beyond = await Get(id, r => r.Headers.Range = new RangeHeaderValue(1000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        var id = await Kept(UploadTests.Png, "a.png");
        using var first = await Get(id);
        using var second = await Get(id, r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Everybody_signed_in_sees_what_was_sent_and_nobody_else()
    {
        var id = await Kept(UploadTests.Png, "a.png");
        foreach (var person in new[] { "ana", "bruno", "sofia", "admin" })
        {
            using var reply = await Get(id, person: person);
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        }

        using var nobody = await _product.Product.GetAsync($"/api/files/{id}");
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        Assert.Equal("application/problem+json", nobody.Content.Headers.ContentType!.MediaType);
        using var inAddress = await _product.Product.GetAsync($"/api/files/{id}?access_token={await _product.Token("ana")}");
        Assert.Equal(HttpStatusCode.Unauthorized, inAddress.StatusCode);
    }

    [Fact]
    public async Task What_is_unknown_another_s_unused_upload_or_without_bytes_is_all_the_same_to_whoever_asks()
    {
        var upload = await Upload("a.png");
        using var own = await Get(upload);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(UploadTests.Png));
        var lost = await Known(new FileContent(new string('0', 64), 1, "image/png"), "a.png");
        var answers = new List<string>();
        foreach (var (id, person) in new[] { (upload, "bruno"), (upload, "admin"), ("unknown", "ana"), (hash, "ana"), (lost, "ana"), ("..%2F..%2Fmessenger.db", "ana") })
        {
            using var reply = await Get(id, person: person);
            Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
            answers.Add((await AnsweredProblem.Of(reply)).ToString());
        }

        Assert.Single(answers.Distinct());
    }

    private static void Guarded(HttpResponseMessage reply)
    {
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("sandbox; default-src 'none'", Assert.Single(reply.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("same-origin", Assert.Single(reply.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.Equal("max-age=31536000, private, immutable", reply.Headers.CacheControl!.ToString());
        Assert.Equal("Authorization, Cookie", string.Join(", ", reply.Headers.Vary));
    }

    private async Task<HttpResponseMessage> Get(string id, Action<HttpRequestMessage>? more = null, string person = "ana")
    {
        using var client = await _product.Client(person);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/api/files/{id}");
        more?.Invoke(request);
        return await client.SendAsync(request);
    }

    private async Task<string> Upload(string name)
    {
        using var ana = await _product.Client("ana");
        using var reply = await ana.PostAsync("/api/uploads", new MultipartFormDataContent { { new ByteArrayContent(UploadTests.Png), "file", name } });
        return (await reply.Content.ReadFromJsonAsync<UploadReply>())!.UploadId;
    }

    /// <summary>As a customer's: part of a conversation.</summary>
    private async Task<string> Kept(byte[] bytes, string name)
    {
        var saved = Assert.IsType<FileSaving.Saved>(await _product.Services.GetRequiredService<IFileStore>().Save(
            new MemoryStream(bytes), Messenger.Domain.Files.FileLimit.Incoming, default));
        return await Known(saved.Content, name);
    }

    private async Task<string> Known(FileContent content, string name)
    {
        var file = new StoredFile(Uploads.NewId(), content.Hash, content.MediaType, content.Size, name, null, DateTimeOffset.UtcNow, null);
        var append = new Append(
            $"test/files-{Interlocked.Increment(ref _streams)}", 0, new NewRow(DateTimeOffset.UtcNow, "[]", null, null, 0, null), [FileRows.Added(file)], [], null);
        Assert.IsType<AppendResult.Committed>(await _product.Services.GetRequiredService<JournalWriter>().Append(append));
        return file.Id;
    }
}
