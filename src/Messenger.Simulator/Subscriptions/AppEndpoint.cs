using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Subscriptions;

/// <summary>/v{N}/{app}/subscriptions: callback address and fields of the whole app.</summary>
internal sealed class AppEndpoint(GraphCaller caller, SettingStore settings, WebhookSender sender, Subscription handshake, FaultyCalls faults, SimulatorOptions options)
{
    /// <summary>The callback did not give the challenge back.</summary>
    public static GraphError Refused(string fault) => new(2200, null, $"(#2200) Callback verification failed with the following errors: {fault}");

    public async Task List(HttpContext http, string node)
    {
        if (await Enter(http, node) is null)
        {
            return;
        }

        var app = settings.App;
        var data = new JsonArray();
        if (app.Fields.Count > 0)
        {
            data.Add(new JsonObject
            {
                ["object"] = "page",
                ["callback_url"] = sender.CallbackUrl,
                ["active"] = app.Active,
                ["fields"] = new JsonArray([.. app.Fields.Select(f => new JsonObject { ["name"] = f, ["version"] = "v23.0" })]),
            });
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["data"] = data });
    }

    public async Task Subscribe(HttpContext http, string node)
    {
        if (await Enter(http, node) is not { } request)
        {
            return;
        }

        var url = request.Text("callback_url") ?? sender.CallbackUrl;
        var token = request.Text("verify_token") ?? "";
        var fields = PageAppsEndpoint.FieldsOf(request["fields"]);
        var error = request.Text("object") != "page" ? GraphError.BadParameter("object")
            : !Uri.TryCreate(url, UriKind.Absolute, out var uri) || !uri.IsLoopback ? GraphError.BadParameter("callback_url")
            : fields.Count == 0 || fields.Any(f => !WebhookFields.All.Contains(f)) ? GraphError.BadParameter("fields")
            : await sender.Handshake(url, token, Subscription.NewChallenge(), http.RequestAborted) is { } fault ? Refused(fault) : null;
        if (error is not null)
        {
            await error.Write(http);
            return;
        }

        settings.Set(new AppSubscription(url, token, fields, true));
        handshake.Verified();
        await http.Response.WriteAsJsonAsync(new { success = true });
    }

    public async Task Unsubscribe(HttpContext http, string node)
    {
        if (await Enter(http, node) is not null)
        {
            settings.Set(settings.App with { Fields = [], Active = false });
            await http.Response.WriteAsJsonAsync(new { success = true });
        }
    }

    private async Task<GraphRequest?> Enter(HttpContext http, string node)
    {
        if (await caller.EnterAny(http) is not var (token, request))
        {
            return null;
        }

        var error = token.Kind != TokenKind.App ? new GraphError(15, null, "(#15) This method must be called with an app access_token.")
            : node != options.AppId ? GraphError.NoSuchObject(node) : null;
        if (error is not null)
        {
            await error.Write(http);
            return null;
        }

        return (await faults.Meet(http, null, FaultTarget.Subscriptions)).Ended ? null : request;
    }
}
