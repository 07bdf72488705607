using System.Text.Json.Nodes;
using Messenger.Simulator.Events;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Threads;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>Everything a customer can cause besides a message.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder control)
    {
        var customer = control.MapGroup("/customers/{psid}");
        customer.MapPost("/postback", (string psid, NewPostback body, AddressBook book, CustomerEvents events) =>
                With(psid, book, c => new MessageKey(events.Postback(c, body.Title, body.Payload, body.Referral))))
            .WithSummary("Taps a button or Get Started");
        customer.MapPost("/referral", (string psid, JsonObject body, AddressBook book, CustomerEvents events) => Done(psid, book, c => events.Referral(c, body)))
            .WithSummary("Comes by an m.me link or an ad into the existing chat; the body is the referral as on the wire");
        customer.MapPost("/optin", (string psid, JsonObject body, AddressBook book, CustomerEvents events) =>
                Done(psid, book, c => events.Send(c, WebhookFields.Optins, "optin", body)))
            .WithSummary("Opts in; the body is the optin as on the wire");
        customer.MapPost("/reaction", (string psid, NewReaction body, AddressBook book, Reactions reactions) =>
                Maybe(psid, book, c => reactions.CustomerReacts(c, body.Mid, body.Emoji) ? null : Problems.NotFound("message", body.Mid)))
            .WithSummary("Reacts to a message, or takes the reaction back");
        customer.MapPost("/edit", (string psid, NewEdit body, AddressBook book, CustomerEvents events) =>
                Maybe(psid, book, c => events.Edit(c, body.Mid, body.Text) is null ? Problems.Conflict("not-editable", "Only an own message can be edited, and only five times.") : null))
            .WithSummary("Edits an own message");
        customer.MapPost("/unsend", (string psid, MidOnly body, AddressBook book, CustomerEvents events, SettingStore settings) =>
                Maybe(psid, book, c => !settings.Now.Unsend ? Problems.Conflict("unsend-off", "Meta documents no such event for Pages; PATCH /control/settings {\"unsend\":true} allows it.")
                    : events.Unsend(c, body.Mid) ? null : Problems.NotFound("message", body.Mid)))
            .WithSummary("Takes an own message back; off until the settings allow it");
        customer.MapPost("/account-linking", (string psid, NewLinking body, AddressBook book, CustomerEvents events) =>
                Done(psid, book, c => events.Send(c, WebhookFields.AccountLinking, "account_linking", Linking(body))))
            .WithSummary("Links or unlinks an account");
        customer.MapPost("/mark", (string psid, NewMark body, AddressBook book, CustomerEvents events, TimeProvider clock) =>
                Done(psid, book, c => Mark(c, body, events, clock)))
            .WithSummary("A read or delivery mark of any time and for any message, also one nobody knows");
        customer.MapPost("/event", (string psid, AnyEvent body, AddressBook book, CustomerEvents events) => Done(psid, book, c => Any(c, body, events)))
            .WithSummary("Any event under any key, also one nobody knows; or inside standby");
        customer.MapPut("/owner", (string psid, NewOwner body, AddressBook book, ThreadOwners owners) =>
                Done(psid, book, c => owners.Give(c, body.AppId, body.Automated, body.Event, body.Metadata)))
            .WithSummary("Gives the conversation to an app and tells ours");
        customer.MapPost("/owner-request", (string psid, OwnerRequest body, AddressBook book, ThreadOwners owners) => Done(psid, book, c => owners.Request(c, body.AppId, body.Metadata)))
            .WithSummary("An app asks ours for the conversation");
    }

    private static JsonObject Linking(NewLinking body)
    {
        var value = new JsonObject { ["status"] = body.Status };
        if (body.Status == "linked")
        {
            value["authorization_code"] = body.AuthorizationCode ?? "code-1";
        }

        return value;
    }

    private static void Mark(Customer customer, NewMark body, CustomerEvents events, TimeProvider clock)
    {
        var value = new JsonObject();
        if (body is { Kind: "delivery", Mids: { } mids })
        {
            value["mids"] = new JsonArray([.. mids.Select(m => JsonValue.Create(m))]);
        }

        value["watermark"] = body.Watermark ?? clock.GetUtcNow().ToUnixTimeMilliseconds();
        events.Send(customer, body.Kind == "read" ? WebhookFields.Reads : WebhookFields.Deliveries, body.Kind, value, body.Watermark);
    }

    private static void Any(Customer customer, AnyEvent body, CustomerEvents events)
    {
        if (body.Standby)
        {
            events.Standby(customer, body.Key, body.Value);
        }
        else
        {
            events.Send(customer, body.Field, body.Key, body.Value);
        }
    }

    private static Results<Ok<T>, ProblemHttpResult> With<T>(string psid, AddressBook book, Func<Customer, T> act) =>
        book.Customer(psid) is { } customer ? TypedResults.Ok(act(customer)) : Problems.NotFound("customer", psid);

    private static Results<NoContent, ProblemHttpResult> Done(string psid, AddressBook book, Action<Customer> act) => Maybe(psid, book, customer =>
    {
        act(customer);
        return null;
    });

    private static Results<NoContent, ProblemHttpResult> Maybe(string psid, AddressBook book, Func<Customer, ProblemHttpResult?> act) =>
        book.Customer(psid) is not { } customer ? Problems.NotFound("customer", psid) : act(customer) is { } problem ? problem : TypedResults.NoContent();
}
