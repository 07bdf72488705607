using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Files;

/// <summary>The content network: bytes under signed addresses that end.</summary>
internal static class FileEndpoints
{
    public static void MapFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/cdn/{id}/{name}", (string id, string? oe, string? oh, FileStore files, HttpContext http) =>
        {
            if (!files.Allows(id, oe, oh))
            {
                return Results.Text("URL signature expired", statusCode: StatusCodes.Status403Forbidden);
            }

            if (files.Find(id) is not { } file)
            {
                return Results.NotFound();
            }

            // What customers upload here may be a page; it must not run on this origin.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
            http.Response.Headers.CacheControl = "private, max-age=600";
            return Results.File(file.Bytes, file.ContentType, enableRangeProcessing: true);
        }).ExcludeFromDescription();
}
