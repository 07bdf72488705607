using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Threads;

/// <summary>Conversation routing as an app sees it: pass, release, take, request, extend, and whose it is.</summary>
internal sealed class ThreadEndpoint(GraphCaller caller, AddressBook book, ThreadOwners owners, SettingStore settings, SimulatorOptions options)
{
    private const long Week = 7 * 24 * 60 * 60;

    public async Task Change(HttpContext http, string node, string verb)
    {
        if (await Enter(http, node) is not var (customer, request))
        {
            return;
        }

        if (Do(customer, request, verb) is { } error)
        {
            await error.Write(http);
            return;
        }

        await http.Response.WriteAsJsonAsync(new { success = true });
    }

    public async Task Owner(HttpContext http, string node)
    {
        if (await Enter(http, node) is not var (customer, _))
        {
            return;
        }

        var data = new JsonArray();
        if (settings.Now.DefaultApp is not null && owners.Of(customer) is { OwnerApp: { } app } owner)
        {
            data.Add(new JsonObject { ["thread_owner"] = new JsonObject { ["app_id"] = app, ["expiration"] = owner.Until / 1000 } });
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["data"] = data });
    }

    private GraphError? Do(Customer customer, GraphRequest request, string verb)
    {
        var app = settings.Now.DefaultApp;
        var owner = owners.Of(customer)?.OwnerApp;
        var ours = (owner ?? app) == options.AppId;
        var metadata = request.Text("metadata");
        switch (verb)
        {
            case "take":
                // Without a default app nobody owns anything; with one, only the default app may take.
                if (app is null || app != options.AppId)
                {
                    return new GraphError(10, null, "(#10) take_thread_control is for the default app of conversation routing");
                }

                owners.Give(customer, options.AppId, false, null, metadata);
                return null;
            case "request":
                return ours ? GraphError.BadParameter("recipient") : null;
            case "pass" when request.Text("target_app_id") is { Length: > 0 } target:
                if (app is not null && !ours)
                {
                    return GraphError.ThreadOwned(2018300);
                }

                owners.Give(customer, target, false, null, metadata);
                return null;
            case "pass":
                return GraphError.BadParameter("target_app_id");
            case "release":
                if (app is not null && !ours)
                {
                    return GraphError.ThreadOwned(2018300);
                }

                owners.Give(customer, null, false, null, metadata, 0);
                return null;
            default:
                if (!long.TryParse(request.Text("duration"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > Week)
                {
                    return GraphError.BadParameter("duration");
                }

                if (owner != options.AppId)
                {
                    return GraphError.ThreadOwned(2018300);
                }

                owners.Give(customer, owner, false, null, null, seconds);
                return null;
        }
    }

    private async Task<(Customer, GraphRequest)?> Enter(HttpContext http, string node)
    {
        if (await caller.Enter(http, Scopes.Messaging) is not var (page, request))
        {
            return null;
        }

        var psid = request["recipient"] is JsonObject recipient ? GraphRequest.TextOf(recipient["id"]) : request.Text("recipient");
        var customer = psid is null ? null : book.Customer(psid);
        var error = node != "me" && node != page.Id ? GraphError.NoSuchObject(node)
            : psid is null ? GraphError.NoRecipient
            : customer is null || customer.PageId != page.Id ? GraphError.NoSuchUser : null;
        if (error is not null)
        {
            await error.Write(http);
            return null;
        }

        return (customer!, request);
    }
}
