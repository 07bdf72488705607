using Messenger.Domain.Files;
using Messenger.Storage.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Messenger.Front.Files;

/// <summary>Reads the file of a multipart request straight into the store; nothing of it waits in memory or in another file.</summary>
/// <param name="Content">Null when nothing was stored.</param>
/// <param name="Fault">Null when it is taken. Set beside a content: that was stored before the fault was seen.</param>
internal sealed record OneFile(FileContent? Content, string? Name, ProblemHttpResult? Fault)
{
    private const int LongestBoundary = 70;

    /// <exception cref="IOException">The body broke off.</exception>
    /// <exception cref="InvalidDataException">It is not what it claims to be.</exception>
    /// <exception cref="Messenger.Storage.StorageException">The store cannot write.</exception>
    public static async Task<OneFile> Read(HttpRequest request, IFileStore store, FileLimit limit, CancellationToken ct)
    {
        if (BoundaryOf(request) is not { } boundary)
        {
            return new OneFile(null, null, FileFault.NotMultipart());
        }

        var reader = new MultipartReader(boundary, request.Body);
        if (await NextFile(reader, ct) is not { } file)
        {
            return new OneFile(null, null, FileFault.Missing());
        }

        return await store.Save(file.Body, limit, ct) switch
        {
            FileSaving.Saved saved => new OneFile(saved.Content, file.Name, await NextFile(reader, ct) is null ? null : FileFault.Several()),
            FileSaving.TooLarge large => new OneFile(null, null, FileFault.TooLarge(large.Most)),
            _ => new OneFile(null, null, FileFault.Empty()),
        };
    }

    /// <summary>The next part that has a file's name; other fields say nothing here.</summary>
    private static async Task<(string? Name, Stream Body)?> NextFile(MultipartReader reader, CancellationToken ct)
    {
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) && disposition.IsFileDisposition())
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName);
                return (name.Value, section.Body);
            }
        }

        return null;
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary
            ? boundary
            : null;
}
