using System.Text;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Control;

/// <summary>The wire between Meta and the product: its state, its faults, raw deliveries, and the live events of the page.</summary>
internal static class WireEndpoints
{
    public static void MapWire(this IEndpointRouteBuilder control)
    {
        control.MapGet("/status", Status).WithSummary("Handshake and webhook deliveries");
        control.MapPost("/faults", Plan).WithSummary("Makes the next sends fail: Graph error, HTML, hang, or sent with the response lost");
        control.MapGet("/faults", (FaultPlan plan) => plan.All()).WithSummary("Faults that still wait for a send");
        control.MapDelete("/faults", (FaultPlan plan) =>
        {
            plan.Clear();
            return TypedResults.NoContent();
        }).WithSummary("Forgets planned faults and lets hanging sends go");
        control.MapPost("/raw", Raw).WithSummary("Delivers arbitrary bytes once, with a good, wrong, missing or sha1-only signature");
        control.MapGet("/events", (LiveFeed feed, IHostApplicationLifetime life, HttpContext http) =>
                TypedResults.ServerSentEvents(feed.Listen(http.RequestAborted, life.ApplicationStopping)))
            .WithSummary("Server-sent events: message, customer, typing, status");
    }

    private static SimulatorStatus Status(SimulatorOptions options, Subscription subscription, DeliveryPump pump)
    {
        var handshake = subscription.State;
        var state = handshake.Verified ? "verified" : handshake.Fault is null ? "waiting" : "failed";
        return new SimulatorStatus(
            options.CallbackUrl, new Uri(options.CallbackUrl).GetLeftPart(UriPartial.Authority) + "/", state, handshake.Fault, handshake.At,
            pump.Waiting, pump.Latest?.Status, pump.Latest?.Accepted);
    }

    private static Results<NoContent, ProblemHttpResult> Plan(Fault fault, FaultPlan plan)
    {
        if (fault.Count < 1)
        {
            return TypedResults.Problem("count has to be 1 or more.", statusCode: StatusCodes.Status400BadRequest, type: "bad-count");
        }

        plan.Add(fault);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<RawAnswer>, ProblemHttpResult>> Raw(RawWebhook raw, WebhookSender sender, CancellationToken ct)
    {
        byte[] body;
        try
        {
            body = raw.BodyBase64 is null ? Encoding.UTF8.GetBytes(raw.Body ?? "") : Convert.FromBase64String(raw.BodyBase64);
        }
        catch (FormatException)
        {
            return TypedResults.Problem("bodyBase64 is not base64.", statusCode: StatusCodes.Status400BadRequest, type: "bad-base64");
        }

        return TypedResults.Ok(new RawAnswer((await sender.Post(body, raw.Sign, ct)).Status));
    }
}
