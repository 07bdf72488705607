using System.Security.Claims;
using Messenger.Domain.Files;
using Messenger.Storage.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Messenger.Front.Files;

/// <summary>Serves what customers and agents sent, to whoever is signed in.</summary>
/// <remarks>A stranger chose the bytes and they come from our own address, so nothing a browser could run ever leaves here under a type
/// that says so, and what the console does not show itself is a download.</remarks>
internal static class FileEndpoint
{
    /// <summary>Shown in place; a browser runs none of them.</summary>
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4", "video/webm", "video/ogg", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav",
    };

    private const string Pdf = "application/pdf";

    public static void MapFiles(this IEndpointRouteBuilder api) => api.MapGet("/files/{fileId}", Get)
        .RequireAuthorization().WithTags("Files")
        .WithSummary("The content of an attachment; parts of it with Range. An upload that no message uses is its uploader's alone.");

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Get(
        string fileId, HttpContext context, ClaimsPrincipal user, FileQueries files, IFileStore store, TimeProvider clock, CancellationToken ct)
    {
        // Known or not, another's or expired: the answer is the same.
        if (await files.Find(fileId, clock.GetUtcNow(), ct) is not { } file
            || (file.ExpiresAt is not null && file.UserId != user.FindFirstValue(ClaimTypes.NameIdentifier))
            || store.Open(file.Hash) is not { } content)
        {
            return Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such file.");
        }

        Protect(context.Response.Headers, file);
        var type = Shown.Contains(file.MediaType) || file.MediaType == Pdf ? file.MediaType : MediaTypeRules.Unknown;
        return TypedResults.Stream(content, type, lastModified: file.At, entityTag: new EntityTagHeaderValue($"\"{file.Id}\""), enableRangeProcessing: true);
    }

    private static void Protect(IHeaderDictionary headers, StoredFile file)
    {
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Referrer-Policy"] = "no-referrer";

        // A file never changes under its id. Whoever signed out must not see it any more from the browser's own memory.
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.Vary = "Authorization, Cookie";
        var disposition = new ContentDispositionHeaderValue(Shown.Contains(file.MediaType) ? "inline" : "attachment");
        disposition.SetHttpFileName(FileName.Safe(file.Name) ?? "file" + MediaTypeRules.EndingOf(file.MediaType));
        headers.ContentDisposition = disposition.ToString();
    }
}
