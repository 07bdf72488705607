using System.Text;
using Messenger.Simulator.Events;
using Messenger.Simulator.Subscriptions;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>A handshake on request. <paramref name="VerifyToken"/> and <paramref name="Challenge"/> null = the right one, a new one.</summary>
public sealed record NewHandshake(string? VerifyToken = null, string? Challenge = null);

/// <summary>What the callback answered: <paramref name="Echoed"/> = the challenge byte for byte. Status null = nothing within 5 s.</summary>
public sealed record HandshakeResult(int? Status, string? Body, bool Echoed);

/// <summary>A message to the developer account: webhook-failing after 15 minutes, webhooks-disabled after one hour.</summary>
public sealed record AlertItem(long Id, DateTimeOffset At, string PageId, string Kind, string Text);

/// <summary>Troubles that wait, and how many events are held back.</summary>
public sealed record WebhookPlanItem(IReadOnlyList<PlannedTrouble> Planned, int Held);

/// <summary>How webhooks go out: handshake, planned troubles, raw bytes, alerts.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder control)
    {
        control.MapPost("/handshake", Handshake).WithSummary("Makes the handshake, also with a wrong token");
        control.MapPost("/webhooks/plan", (PlannedTrouble trouble, SimulatorDatabase database) =>
        {
            database.Write(change =>
            {
                change.Wire.Plan.Add(trouble);
                return true;
            });
            return TypedResults.NoContent();
        }).WithSummary("The next webhooks come twice, late, never, shuffled, batched, badly signed, with other timestamps or the older escaping");
        control.MapGet("/webhooks/plan", (SimulatorDatabase database) => database.Write(change => new WebhookPlanItem(change.Wire.Plan.All, change.Wire.Plan.Held.Count)))
            .WithSummary("Troubles that still wait for an event");
        control.MapDelete("/webhooks/plan", (SimulatorDatabase database) =>
        {
            database.Write(change =>
            {
                change.Wire.Plan.Clear();
                Dispatch.Release(change, null);
                return true;
            });
            return TypedResults.NoContent();
        }).WithSummary("Forgets them; what was held back goes out as it came");
        control.MapPost("/webhooks/test", (PageEvents events, string field = "messages") =>
        {
            events.Test(field);
            return TypedResults.NoContent();
        }).WithSummary("The dashboard's Test button: changes with entry id 0");
        control.MapPost("/raw", Raw).WithSummary("Delivers arbitrary bytes once, with a good, wrong, missing or sha1-only signature");
        control.MapGet("/alerts", (PageSubscriptions subscriptions) =>
                subscriptions.Alerts().Select(a => new AlertItem(a.Id, Times.Of(a.At)!.Value, a.PageId, a.Kind, a.Text)))
            .WithSummary("What Meta told the developer account");
    }

    private static async Task<Ok<HandshakeResult>> Handshake(NewHandshake body, WebhookSender sender, CancellationToken ct)
    {
        var challenge = body.Challenge ?? Subscription.NewChallenge();
        var answer = await sender.Ask(sender.CallbackUrl, body.VerifyToken ?? sender.VerifyToken, challenge, ct);
        return TypedResults.Ok(new HandshakeResult(
            answer?.Status, answer is null ? null : Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, 500))),
            answer is { Status: 200 } && answer.Body.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(challenge))));
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
            return Problems.Bad("bad-base64", "bodyBase64 is not base64.");
        }

        return TypedResults.Ok(new RawAnswer((await sender.Post(body, raw.Sign, ct)).Status));
    }
}
