using System.Data.Common;
using System.Globalization;
using System.Text;
using Messenger.Storage.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Callbacks;

/// <summary>The public page of a request for deletion: whoever has the code may read it, and it names nobody.</summary>
internal static class DeletionEndpoint
{
    private const string Path = "/deletion";

    public static void MapDeletionPage(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).AllowAnonymous().ExcludeFromDescription();

    /// <summary>
    /// The configured external address; without one the address at which Meta has just reached us, which is one of ours or the
    /// call would not be here. The caller alone reads the answer, so a made-up Host header deceives nobody else.
    /// </summary>
    public static string AddressOf(HttpRequest request, FrontOptions options, string code)
    {
        var root = options.PublicBaseUrl is { Length: > 0 } known ? known : UriHelper.BuildAbsolute(request.Scheme, request.Host, request.PathBase);
        return $"{root.TrimEnd('/')}{Path}?code={code}";
    }

    internal static async Task<ContentHttpResult> Show(HttpContext context, MetaCallbacks callbacks, string? code = null)
    {
        var language = ReaderLanguage.Choose(null, context.Request.Headers.AcceptLanguage.ToString());
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = DeletionPage.Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Language";
        headers.ContentLanguage = language.Name;

        // The code is the key to the page: neither search engines nor other sites learn of it.
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        try
        {
            return code is { Length: CallbackIntake.CodeLength } && code.All(char.IsAsciiHexDigitLower)
                && await callbacks.DeletionOf(code, context.RequestAborted) is { } request
                ? Page(DeletionPage.Of(request, code, language), StatusCodes.Status200OK)
                : Page(DeletionPage.Unknown(language), StatusCodes.Status404NotFound);
        }
        catch (DbException)
        {
            headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
            return Page(DeletionPage.Unavailable(language), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static ContentHttpResult Page(string html, int status) => TypedResults.Content(html, "text/html", Encoding.UTF8, status);
}
