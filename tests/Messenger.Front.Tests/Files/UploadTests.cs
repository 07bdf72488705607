using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Files;

/// <summary>POST /api/uploads.</summary>
[Collection(ProductCollection.Name)]
public sealed class UploadTests(SharedProduct shared)
{
    private const int Megabyte = 1024 * 1024;

    private readonly RunningProduct _product = shared.Running;

    public static byte[] Png { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task A_file_becomes_its_uploaders_upload_and_is_what_its_content_is()
    {
        var reply = await Upload(File(Png, "página.html", "text/html"));
        Assert.Equal(("image/png", 11L, "página.html"), (reply.MediaType, reply.Size, reply.Name));
        Assert.Equal(48, reply.UploadId.Length);

        var me = await (await _product.Client("ana")).GetFromJsonAsync<Me>("/api/me");
        var files = _product.Services.GetRequiredService<FileQueries>();
        var stored = await files.Upload(reply.UploadId, me!.Id, DateTimeOffset.UtcNow);
        Assert.NotNull(stored);
        Assert.Null(await files.Upload(reply.UploadId, "somebody else", DateTimeOffset.UtcNow));
        await using var content = _product.Services.GetRequiredService<IFileStore>().Open(stored.Hash);
        var bytes = new byte[Png.Length];
        await content!.ReadExactlyAsync(bytes);
        Assert.Equal(Png, bytes);
        Assert.NotEqual(reply.UploadId, (await Upload(File(Png, "página.html", "text/html"))).UploadId);
    }

    [Fact]
    public async Task Other_fields_round_the_file_are_no_matter()
    {
        var form = File(Png, "a.png");
        form.Add(new StringContent("x"), "note");
        Assert.Equal("image/png", (await Upload(form)).MediaType);
    }

    [Fact]
    public async Task Eight_megabytes_of_picture_and_twenty_five_of_anything_else_are_let_in_and_not_a_byte_more()
    {
        Assert.Equal(8 * Megabyte, (await Upload(File(Padded(Png, 8 * Megabyte), "a.png"))).Size);
        await Refused(File(Padded(Png, (8 * Megabyte) + 1), "a.bin"), HttpStatusCode.RequestEntityTooLarge, "/problems/file-too-large");
        Assert.Equal(25 * Megabyte, (await Upload(File(new byte[25 * Megabyte], "a.png"))).Size);
        await Refused(File(new byte[(25 * Megabyte) + 1], "a.bin"), HttpStatusCode.RequestEntityTooLarge, "/problems/file-too-large");
    }

    [Fact]
    public async Task What_is_not_one_file_with_something_in_it_is_refused()
    {
        await Refused(File([], "a.txt"), HttpStatusCode.BadRequest, "/problems/file-empty");
        await Refused(new MultipartFormDataContent { { new StringContent("x"), "note" } }, HttpStatusCode.BadRequest, "/problems/file-missing");
        var two = File(Png, "a.png");
        two.Add(new ByteArrayContent(Png), "second", "b.png");
        await Refused(two, HttpStatusCode.BadRequest, "/problems/several-files");
        await Refused(new StringContent("{}", Encoding.UTF8, "application/json"), HttpStatusCode.UnsupportedMediaType, "/problems/not-multipart");
        await Refused(new ByteArrayContent(Png), HttpStatusCode.UnsupportedMediaType, "/problems/not-multipart");
    }

    [Theory]
    [InlineData("multipart/form-data", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=\"\"", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=other", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=b", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_not_what_it_claims_to_be_is_refused(string type, HttpStatusCode status)
    {
        // The file never ends: its last border is missing.
        var body = new ByteArrayContent(Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\nhola"));
        body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var ana = await _product.Client("ana");
        using var reply = await ana.PostAsync("/api/uploads", body);
        Assert.Equal(status, reply.StatusCode);
        Assert.StartsWith("/problems/", (await AnsweredProblem.Of(reply)).Type, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_goes_away_in_the_middle_leaves_nothing_behind()
    {
        var token = await _product.Token("ana");
        var temporary = Path.Combine(_product.Directory, "files", "tmp");
        await Upload(File(Png, "a.png"));
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_product.Product.BaseAddress!.Host, _product.Product.BaseAddress.Port);
            var begun = "POST /api/uploads HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n\r\n" + new string('x', 100_000);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(begun));
            await Eventually.Is(() => Task.FromResult(Directory.GetFiles(temporary).Length), n => n > 0, "the file is being written");
            socket.Client.LingerState = new LingerOption(true, 0);
        }

        await Eventually.Is(() => Task.FromResult(Directory.GetFiles(temporary).Length), n => n == 0, "the half file is gone");
    }

    [Fact]
    public async Task Nobody_and_supervisors_bring_nothing()
    {
        using var nobody = await _product.Product.PostAsync("/api/uploads", File(Png, "a.png"));
        Assert.Equal(HttpStatusCode.Unauthorized, nobody.StatusCode);
        using var sofia = await _product.Client("sofia");
        using var refused = await sofia.PostAsync("/api/uploads", File(Png, "a.png"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static MultipartFormDataContent File(byte[] bytes, string name, string type = "application/octet-stream")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return new MultipartFormDataContent { { content, "file", name } };
    }

    private static byte[] Padded(byte[] head, int length) => [.. head, .. new byte[length - head.Length]];

    private async Task<UploadReply> Upload(HttpContent form)
    {
        using var ana = await _product.Client("ana");
        using var reply = await ana.PostAsync("/api/uploads", form);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        return (await reply.Content.ReadFromJsonAsync<UploadReply>())!;
    }

    private async Task Refused(HttpContent content, HttpStatusCode status, string type)
    {
        using var ana = await _product.Client("ana");
        using var reply = await ana.PostAsync("/api/uploads", content);
        Assert.Equal(status, reply.StatusCode);
        Assert.Equal(type, (await AnsweredProblem.Of(reply)).Type);
    }
}
