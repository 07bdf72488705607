using Messenger.Simulator.Conversations;
using Messenger.Simulator.Login;
using Messenger.Simulator.Subscriptions;
using Messenger.Simulator.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Graph;

/// <summary>Everything under /v{N}, and what Graph also answers without a version.</summary>
internal static class GraphRoutes
{
    private static readonly string[] GetAndPost = ["GET", "POST"];
    private static readonly string[] Verbs = ["pass", "release", "take", "request", "extend"];

    public static void MapGraph(this IEndpointRouteBuilder app)
    {
        var graph = app.MapGroup("/v{version:regex(^[0-9.]+$)}").WithTags("Graph");
        foreach (var root in new[] { graph, app.MapGroup("").WithTags("Graph") })
        {
            root.MapMethods("/oauth/access_token", GetAndPost, (HttpContext http, TokenEndpoint tokens) => tokens.Handle(http))
                .WithSummary("A code, a short user token or the app's secret against a token");
            root.MapGet("/debug_token", (HttpContext http, DebugTokenEndpoint debug) => debug.Handle(http)).WithSummary("What a token is and whether it works");
        }

        graph.MapGet("/me/accounts", (HttpContext http, AccountEndpoint account) => account.Accounts(http)).WithSummary("Pages that the person ticked, 25 at a time, with their tokens");
        graph.MapGet("/me/permissions", (HttpContext http, AccountEndpoint account) => account.Permissions(http)).WithSummary("Permissions granted and declined");
        graph.MapDelete("/me/permissions", (HttpContext http, AccountEndpoint account) => account.Remove(http)).WithSummary("Removes the app");
        MapSending(graph);
        MapSubscriptions(graph);
        graph.MapGet("/{node}/conversations", (HttpContext http, string node, ConversationEndpoint conversations) => conversations.List(http, node))
            .WithSummary("Conversations of a Page, newest first");
        graph.MapGet("/{node}/messages", (HttpContext http, string node, ConversationEndpoint conversations) => conversations.Messages(http, node))
            .WithSummary("Messages of a conversation, newest first");
        graph.MapGet("/{node}", (HttpContext http, string node, ObjectEndpoint objects) => objects.Handle(http, node))
            .WithSummary("A Page, me, the profile of a customer, a conversation or a message, with fields");
    }

    private static void MapSending(RouteGroupBuilder graph)
    {
        graph.MapPost("/{node}/messages", (HttpContext http, string node, SendEndpoint send) => send.Handle(http, node))
            .WithSummary("Send API of a Page or of me: text, attachment, template, or a sender action");
        graph.MapPost("/{node}/message_attachments", (HttpContext http, string node, UploadEndpoint upload) => upload.Handle(http, node))
            .WithSummary("Keeps an attachment to be sent by its id");
        foreach (var verb in Verbs)
        {
            graph.MapPost($"/{{node}}/{verb}_thread_control", (HttpContext http, string node, ThreadEndpoint threads) => threads.Change(http, node, verb))
                .WithSummary("Conversation routing: " + verb);
        }

        graph.MapGet("/{node}/thread_owner", (HttpContext http, string node, ThreadEndpoint threads) => threads.Owner(http, node))
            .WithSummary("Which app has a conversation");
    }

    private static void MapSubscriptions(RouteGroupBuilder graph)
    {
        graph.MapGet("/{node}/subscribed_apps", (HttpContext http, string node, PageAppsEndpoint apps) => apps.List(http, node)).WithSummary("Whether the Page sends webhooks, and which fields");
        graph.MapPost("/{node}/subscribed_apps", (HttpContext http, string node, PageAppsEndpoint apps) => apps.Subscribe(http, node)).WithSummary("Subscribes the Page to a list of fields");
        graph.MapDelete("/{node}/subscribed_apps", (HttpContext http, string node, PageAppsEndpoint apps) => apps.Unsubscribe(http, node)).WithSummary("Unsubscribes the Page");
        graph.MapGet("/{node}/subscriptions", (HttpContext http, string node, AppEndpoint apps) => apps.List(http, node)).WithSummary("The app's callback and fields");
        graph.MapPost("/{node}/subscriptions", (HttpContext http, string node, AppEndpoint apps) => apps.Subscribe(http, node)).WithSummary("Sets the app's callback and fields, after a handshake");
        graph.MapDelete("/{node}/subscriptions", (HttpContext http, string node, AppEndpoint apps) => apps.Unsubscribe(http, node)).WithSummary("Ends the app's subscription");
    }
}
