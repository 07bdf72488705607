using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Manual;

/// <summary>The users' manual, which whoever cannot sign in yet may read too.</summary>
internal static class ManualEndpoints
{
    private const string First = "start";

    public static void MapManual(this IEndpointRouteBuilder app)
    {
        app.MapGet("/manual", (HttpRequest request) => Results.Redirect($"/manual/{LanguageOf(request)}/{First}")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/manual/{language}/{chapter}", Chapter).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/manual/images/{file}", Picture).AllowAnonymous().ExcludeFromDescription();
    }

    internal static IResult Chapter(string language, string chapter, ManualBook book) =>
        book.Page(language, chapter) is { } page
            ? Results.Text(page, "text/html", Encoding.UTF8)
            : Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such chapter.");

    internal static IResult Picture(string file) =>
        ManualBook.Picture(file) is { } picture
            ? Results.Stream(picture, "image/png")
            : Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such picture.");

    /// <summary>The first of the browser's languages that the manual speaks; else Spanish, the language of the product.</summary>
    private static string LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0]).FirstOrDefault(ManualBook.Speaks) ?? "es";
}
