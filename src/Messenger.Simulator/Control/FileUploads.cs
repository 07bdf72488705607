using Messenger.Simulator.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>A file of a customer's phone. <paramref name="Url"/>: an address that ends as the settings say.</summary>
public sealed record FileKey(string Id, string Url, string ContentType, int Bytes);

/// <summary>Files that customers choose on the page.</summary>
internal static class FileUploads
{
    public static void MapUploads(this IEndpointRouteBuilder control)
    {
        control.MapPost("/files", Keep).Accepts<byte[]>("*/*").WithSummary("Keeps the body as a file; its Content-Type is the file's, name stands in the query");
        control.MapGet("/files/{id}", (string id, FileStore files, HttpContext http) =>
        {
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            return files.Find(id) is { } file ? Results.File(file.Bytes, file.ContentType, enableRangeProcessing: true) : Problems.NotFound("file", id);
        }).WithSummary("The bytes of a file, without an end");
        control.MapPost("/files/{id}/address", (string id, FileStore files, int seconds = 3600) =>
                files.Find(id) is { } file ? (IResult)TypedResults.Ok(new FileKey(id, files.Url(id, file.Name, seconds), file.ContentType, file.Bytes.Length)) : Problems.NotFound("file", id))
            .Produces<FileKey>().WithSummary("An address of the file that works for some seconds");
    }

    private static async Task<Results<Ok<FileKey>, ProblemHttpResult>> Keep(HttpRequest http, FileStore files, CancellationToken ct, string name = "archivo")
    {
        if (await Fetcher.Read(http.Body, Fetcher.OtherLimit, ct) is not { Length: > 0 } bytes)
        {
            return Problems.Bad("bad-file", "A file has 1 byte to 25 MB.");
        }

        var contentType = http.ContentType is { Length: > 0 } given ? given : "application/octet-stream";
        var file = files.Add(contentType, name, bytes);
        return TypedResults.Ok(new FileKey(file.Id, files.Url(file.Id, file.Name), contentType, bytes.Length));
    }
}
