using System.Globalization;
using System.Net;
using System.Text;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>The page where a person plays customers, and the drawn pictures of people and Pages.</summary>
internal static class PlayPage
{
    private static readonly string[] Colours = ["#b4471f", "#0f766e", "#6d28d9", "#be185d", "#1d4ed8", "#4d7c0f", "#a16207", "#7c2d12"];

    public static void MapPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => File("index.html", "text/html; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/{sheet:regex(^(app|controls|login)$)}.css", (string sheet) => File(sheet + ".css", "text/css; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/{script:regex(^(actions|app|attach|chat|controls|controls-words|people|theme|words)$)}.js", (string script) => File(script + ".js", "text/javascript; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/favicon.svg", () => File("favicon.svg", "image/svg+xml")).ExcludeFromDescription();
        app.MapGet("/avatars/{id}.svg", Avatar).ExcludeFromDescription();
    }

    private static Results<FileStreamHttpResult, NotFound> File(string name, string type) =>
        typeof(PlayPage).Assembly.GetManifestResourceStream("wwwroot/" + name) is { } stream ? TypedResults.File(stream, type) : TypedResults.NotFound();

    private static Results<FileContentHttpResult, NotFound, ContentHttpResult> Avatar(string id, long? ext, AddressBook book, TimeProvider clock, HttpContext http)
    {
        // Addresses that a profile gave out end; those of this page carry no end.
        if (ext <= clock.GetUtcNow().ToUnixTimeSeconds())
        {
            return TypedResults.Text("URL signature expired", statusCode: StatusCodes.Status403Forbidden);
        }

        if ((book.Customer(id)?.Name ?? book.Page(id)?.Name) is not { } name)
        {
            return TypedResults.NotFound();
        }

        http.Response.Headers.CacheControl = "private, max-age=86400";
        var colour = Colours[id.Aggregate(0, (sum, c) => ((sum * 31) + c) & 0xffff) % Colours.Length];
        var svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" fill="{colour}"/><text x="48" y="50" dominant-baseline="central" text-anchor="middle" font-family="system-ui,sans-serif" font-size="38" font-weight="600" fill="#fff">{WebUtility.HtmlEncode(Initials(name))}</text></svg>
            """;
        return TypedResults.File(Encoding.UTF8.GetBytes(svg), "image/svg+xml");
    }

    private static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var letters = words.Length > 1 ? new[] { words[0], words[^1] } : words;
        return string.Concat(letters.Select(w => StringInfo.GetNextTextElement(w))).ToUpperInvariant();
    }
}
