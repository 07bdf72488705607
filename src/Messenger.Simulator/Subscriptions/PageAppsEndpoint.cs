using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Login;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Subscriptions;

/// <summary>/v{N}/{page}/subscribed_apps: which fields of the Page the app gets.</summary>
internal sealed class PageAppsEndpoint(GraphCaller caller, PageSubscriptions subscriptions, Subscription handshake, FaultyCalls faults, SimulatorOptions options)
{
    public async Task List(HttpContext http, string node)
    {
        if (await Enter(http, node) is not var (page, _))
        {
            return;
        }

        var data = new JsonArray();
        if (subscriptions.Of(page.Id) is { DisabledAt: null } subscription)
        {
            data.Add(new JsonObject
            {
                ["category"] = "Business",
                ["link"] = "https://www.facebook.com/games/?app_id=" + options.AppId,
                ["name"] = "Centro de contacto",
                ["id"] = options.AppId,
                ["subscribed_fields"] = new JsonArray([.. subscription.FieldList.Select(f => JsonValue.Create(f))]),
            });
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["data"] = data });
    }

    public async Task Subscribe(HttpContext http, string node)
    {
        if (await Enter(http, node) is not var (page, request))
        {
            return;
        }

        var fields = FieldsOf(request["subscribed_fields"]);
        var error = fields.Count == 0 ? GraphError.BadParameter("subscribed_fields")
            : fields.FirstOrDefault(f => !WebhookFields.All.Contains(f)) is { } unknown ? GraphError.BadParameter($"subscribed_fields: {unknown}")
            : !page.Tasks.Any(t => t is "MODERATE" or "CREATE_CONTENT" or "MANAGE") ? GraphError.NoTask : null;
        // After Meta gave up on the webhook it wants to see that it works again.
        if (error is null && subscriptions.Of(page.Id) is { DisabledAt: not null } && await handshake.Verify(http.RequestAborted) is { } fault)
        {
            error = AppEndpoint.Refused(fault);
        }

        if (error is not null)
        {
            await error.Write(http);
            return;
        }

        subscriptions.Set(page.Id, fields);
        await http.Response.WriteAsJsonAsync(new { success = true });
    }

    public async Task Unsubscribe(HttpContext http, string node)
    {
        if (await Enter(http, node) is var (page, _))
        {
            subscriptions.Remove(page.Id);
            await http.Response.WriteAsJsonAsync(new { success = true });
        }
    }

    /// <summary>A comma list with or without spaces, or an array.</summary>
    public static List<string> FieldsOf(JsonNode? node) => node switch
    {
        JsonArray array => [.. array.Select(GraphRequest.TextOf).OfType<string>()],
        null => [],
        _ => [.. (GraphRequest.TextOf(node) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
    };

    private async Task<(SimulatedPage, GraphRequest)?> Enter(HttpContext http, string node)
    {
        if (await caller.Enter(http, Scopes.Metadata) is not var (page, request))
        {
            return null;
        }

        if (node != "me" && node != page.Id)
        {
            await GraphError.NoSuchObject(node).Write(http);
            return null;
        }

        return (await faults.Meet(http, page.Id, FaultTarget.Subscriptions)).Ended ? null : (page, request);
    }
}
