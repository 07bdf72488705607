using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front;

/// <summary>The console's files; any address that is no file and not the server's own opens the console, which routes by itself.</summary>
internal static class ConsoleFiles
{
    private static readonly string[] OwnPaths = ["/api/{**rest}", "/hubs/{**rest}", "/webhooks/{**rest}", "/health/{**rest}"];

    public static void MapConsole(this WebApplication app)
    {
        foreach (var path in OwnPaths)
        {
            app.MapFallback(path, () => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is nothing at this address.")).AllowAnonymous();
        }

        // The list of files is written by the build of the executable that carries the console; other hosts have none.
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, $"{app.Environment.ApplicationName}.staticwebassets.endpoints.json")))
        {
            app.MapStaticAssets().AllowAnonymous();
            app.MapFallbackToFile("index.html").AllowAnonymous();
        }
    }
}
