using Messenger.Simulator.Settings;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Login;

/// <summary>GET and POST /v{N}/dialog/oauth: the screens on which a person lets the app in.</summary>
internal static class DialogEndpoints
{
    public static void MapDialog(this IEndpointRouteBuilder app)
    {
        foreach (var route in new[] { "/dialog/oauth", "/v{version:regex(^[0-9.]+$)}/dialog/oauth" })
        {
            app.MapGet(route, Show).WithTags("Login").WithSummary("The login dialog: person, Pages and permissions with tick boxes");
            app.MapPost(route, Answer).WithTags("Login").WithSummary("The form of the login dialog").DisableAntiforgery();
        }
    }

    private static async Task Show(HttpContext http, SimulatorOptions options, SettingStore settings, LoginFlow flow, Grants grants, AddressBook book)
    {
        var request = DialogRequest.Of(name => http.Request.Query[name]);
        var person = People.Find(http.Request.Query["person"]) ?? People.Administrator;
        var html = request.Fault(options, settings.Now) is { } fault
            ? DialogPage.Error(fault)
            : DialogPage.Of(request, http.Request, person, flow.Asked(request, person.Id), book.Pages(), [.. grants.Unticked(person.Id)]);
        await Write(http, request, html);
    }

    private static async Task Answer(HttpContext http, SimulatorOptions options, SettingStore settings, LoginFlow flow)
    {
        // The request itself stays in the address of the form, where the product put it.
        var request = DialogRequest.Of(name => http.Request.Query[name]);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (request.Fault(options, settings.Now) is { } fault)
        {
            await Write(http, request, DialogPage.Error(fault));
            return;
        }

        var person = People.Find(form["person"]) ?? People.Administrator;
        var location = flow.Answer(request, new DialogAnswer(person.Id, form.ContainsKey("cancel"), form["scope"].OfType<string>().ToList(), form["page"].OfType<string>().ToList()));
        http.Response.Headers.ContentSecurityPolicy = Policy(request);
        http.Response.Headers.Location = location;
        http.Response.StatusCode = StatusCodes.Status302Found;
    }

    private static Task Write(HttpContext http, DialogRequest request, string html)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy(request);
        // With "no-referrer" the browser would send the form with "Origin: null", and this simulator refuses that.
        http.Response.Headers["Referrer-Policy"] = "same-origin";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(html);
    }

    // The answer to the form is a redirect to the product, which counts as a form action too.
    private static string Policy(DialogRequest request)
    {
        var back = Uri.TryCreate(request.RedirectUri, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri!.GetLeftPart(UriPartial.Authority) : "";
        return $"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' {back}; base-uri 'none'; frame-ancestors 'none'";
    }
}
