using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Messenger.Simulator.Events;
using Messenger.Simulator.Login;
using Messenger.Simulator.Subscriptions;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>New Pages. With a <paramref name="Count"/> above 1 the second and later ones get a number behind the name, 1-200.</summary>
/// <param name="Portfolio">Owned by a business portfolio: seen only with business_management.</param>
/// <param name="Subscribed">Sends every field to the app from the start, without a login.</param>
public sealed record NewPage(
    [property: Required, StringLength(75, MinimumLength = 1)] string Name, [property: Range(1, 200)] int Count = 1, bool MayMessage = true, bool Portfolio = false,
    bool Subscribed = false, [property: StringLength(60, MinimumLength = 1)] string Category = "Shopping & retail");

/// <summary><paramref name="MayMessage"/>: the connecting person holds the MESSAGING task.</summary>
public sealed record PageChange(bool MayMessage);

/// <summary>Fields null = all.</summary>
public sealed record PageFields(IReadOnlyList<string>? Fields = null);

/// <summary>Pages: make them, change tasks and subscriptions, let Meta say something about them.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this IEndpointRouteBuilder control)
    {
        control.MapGet("/pages", All).WithSummary("All Pages with tokens and subscriptions");
        control.MapPost("/pages", Add).WithSummary("Makes Pages that the simulated administrator has");
        var page = control.MapGroup("/pages/{pageId}");
        page.MapPatch("", (string pageId, PageChange body, AddressBook book) => book.SetTask(pageId, body.MayMessage) ? (IResult)TypedResults.NoContent() : Problems.NotFound("page", pageId))
            .Produces(StatusCodes.Status204NoContent).WithSummary("Gives or takes the MESSAGING task");
        page.MapPut("/subscription", (string pageId, PageFields body, AddressBook book, PageSubscriptions subscriptions) =>
                Done(pageId, book, () => subscriptions.Set(pageId, body.Fields ?? WebhookFields.All)))
            .WithSummary("Subscribes the Page without a login");
        page.MapDelete("/subscription", (string pageId, AddressBook book, PageSubscriptions subscriptions) => Done(pageId, book, () => subscriptions.Remove(pageId)))
            .WithSummary("Unsubscribes the Page");
        page.MapPost("/policy", (string pageId, NewPolicy body, AddressBook book, PageEvents events) => Done(pageId, book, () => events.Policy(pageId, body.Action, body.Reason)))
            .WithSummary("Meta warns, blocks or unblocks the Page");
        page.MapPost("/app-roles", (string pageId, JsonObject body, AddressBook book, PageEvents events) => Done(pageId, book, () => events.Roles(pageId, body)))
            .WithSummary("Tells the roles of the apps; the body is app_roles as on the wire");
        page.MapPost("/changes", (string pageId, NewChange body, AddressBook book, PageEvents events) => Done(pageId, book, () => events.Changed(pageId, body.Field, body.Value)))
            .WithSummary("A change of another field, for example feed");
    }

    private static IEnumerable<PageItem> All(AddressBook book, Tokens tokens, PageSubscriptions subscriptions, TimeProvider clock)
    {
        var subscribed = subscriptions.All().ToDictionary(s => s.PageId);
        var all = tokens.All;
        return book.Pages().Select(p =>
        {
            var subscription = subscribed.GetValueOrDefault(p.Id);
            var fault = tokens.Find(p.Token)?.Fault(clock.GetUtcNow());
            // A Page whose first token is dead has a new one after the next login.
            var newest = fault is null ? null : all.LastOrDefault(t => t.PageId == p.Id && t.Fault(clock.GetUtcNow()) is null);
            return new PageItem(
                p.Id, p.Name, newest?.Value ?? p.Token, p.MayMessage, p.Category, p.Portfolio, newest is null ? fault : null,
                subscription is { DisabledAt: null } ? subscription.FieldList : [], Times.Of(subscription?.DisabledAt));
        });
    }

    private static IEnumerable<PageKey> Add(NewPage body, AddressBook book, Tokens tokens, PageSubscriptions subscriptions)
    {
        var made = book.AddPages(body.Name.Trim(), body.Count, body.MayMessage, body.Portfolio, body.Category);
        foreach (var page in made)
        {
            tokens.AddPageToken(page);
            if (body.Subscribed)
            {
                subscriptions.Set(page.Id, WebhookFields.All);
            }
        }

        return made.Select(p => new PageKey(p.Id, p.Name, p.Token));
    }

    private static Results<NoContent, ProblemHttpResult> Done(string pageId, AddressBook book, Action act)
    {
        if (book.Page(pageId) is null)
        {
            return Problems.NotFound("page", pageId);
        }

        act();
        return TypedResults.NoContent();
    }
}

public sealed record PageKey(string Id, string Name, string Token);
