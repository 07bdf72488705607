using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Messenger.Front.Security;

/// <summary>
/// A request that a browser sends with our cookie must come from our own pages. SameSite keeps other sites away; this also keeps
/// out other applications of the same site (another port or subdomain), and everything a browser marks as foreign.
/// </summary>
internal static class SameOrigin
{
    public static void UseSameOrigin(this IApplicationBuilder app, FrontOptions options) => app.Use((context, next) =>
        IsGuarded(context.Request) && !IsOurs(context.Request, options.PublicBaseUrl)
            ? Problems.Of(Problems.CrossOrigin, StatusCodes.Status403Forbidden, "Requests with a cookie are taken from our own pages only.").ExecuteAsync(context)
            : next(context));

    /// <summary>Whatever changes something, and every hub connection; a bearer token is not sent by a browser on its own.</summary>
    private static bool IsGuarded(HttpRequest request)
    {
        var isHub = request.Path.StartsWithSegments("/hubs");
        var changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);
        return (isHub || (changes && request.Path.StartsWithSegments("/api")))
            && !CarriedToken.IsOn(request);
    }

    internal static bool IsOurs(HttpRequest request, string? publicBaseUrl)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            return Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && (string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                    || (Uri.TryCreate(publicBaseUrl, UriKind.Absolute, out var known) && from.Authority == known.Authority));
        }

        // Browsers always send one of the two with such a request; a client that sends neither is no browser.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is "" or "same-origin" or "none";
    }
}
