using Messenger.Simulator.Graph;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Control;

/// <summary>The wire between Meta and the product: its state, faults of the Graph API, and the live events of the page.</summary>
internal static class WireEndpoints
{
    public static void MapWire(this IEndpointRouteBuilder control)
    {
        control.MapGet("/status", Status).WithSummary("Handshake and webhook deliveries");
        control.MapPost("/faults", Plan).WithSummary("Makes the next calls fail: Graph error, HTML, hang, slow, sent with the response lost, or the echo before the response");
        control.MapGet("/faults", (FaultPlan plan) => plan.All()).WithSummary("Faults that still wait for a call");
        control.MapDelete("/faults", (FaultPlan plan) =>
        {
            plan.Clear();
            return TypedResults.NoContent();
        }).WithSummary("Forgets planned faults and lets hanging calls go");
        control.MapGet("/events", (LiveFeed feed, IHostApplicationLifetime life, HttpContext http) =>
                TypedResults.ServerSentEvents(feed.Listen(http.RequestAborted, life.ApplicationStopping)))
            .WithSummary("Server-sent events: message, customer, typing, status");
    }

    private static SimulatorStatus Status(WebhookSender sender, SimulatorOptions options, Subscription subscription, DeliveryPump pump, PageHealth health, SimulatorDatabase database)
    {
        var handshake = subscription.State;
        var state = handshake.Verified ? "verified" : handshake.Fault is null ? "waiting" : "failed";
        return new SimulatorStatus(
            sender.CallbackUrl, new Uri(options.CallbackUrl).GetLeftPart(UriPartial.Authority) + "/", state, handshake.Fault, handshake.At,
            pump.Waiting, pump.Latest?.Status, pump.Latest?.Accepted, database.Write(change => change.Wire.Plan.Held.Count), health.Failures);
    }

    private static Results<NoContent, ProblemHttpResult> Plan(Fault fault, FaultPlan plan)
    {
        if (fault.Count < 1)
        {
            return Problems.Bad("bad-count", "count has to be 1 or more.");
        }

        if (fault.Seconds is < 0 or > 600)
        {
            return Problems.Bad("bad-seconds", "seconds has to be 0-600.");
        }

        if (fault.On != FaultTarget.Messages && fault.Kind is FaultKind.LoseResponse or FaultKind.EchoFirst)
        {
            return Problems.Bad("bad-target", "Only a message can be sent without its answer, or after its echo.");
        }

        plan.Add(fault);
        return TypedResults.NoContent();
    }
}
