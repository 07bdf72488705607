using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Webhooks;

/// <summary>Turns an event and its troubles into stored deliveries.</summary>
internal static class Dispatch
{
    /// <summary>Gives the id of the stored delivery; 0 while it is held back to be batched.</summary>
    public static long Store(Change change, List<PlannedTrouble> troubles, JsonObject body, string pageId, string lane, string? mid)
    {
        Retime(body, troubles);
        var bytes = EscapedJson.Write(body, troubles.Any(t => t.Kind == WebhookTrouble.OlderEscaping));
        var signing = troubles.Select(t => t.Kind switch
        {
            WebhookTrouble.WrongSignature => nameof(Signing.Wrong),
            WebhookTrouble.NoSignature => nameof(Signing.Missing),
            WebhookTrouble.Sha1Only => nameof(Signing.Sha1Only),
            _ => null,
        }).FirstOrDefault(s => s is not null);
        var late = troubles.Find(t => t.Kind == WebhookTrouble.Late);
        var notBefore = late is null ? 0 : change.Now + (long)((late.Seconds ?? 5) * 1000);
        // A late event gets a lane of its own, so that the customer's next ones overtake it.
        var ownLane = late is null ? lane : lane + ":late:" + change.Single<long>("SELECT IFNULL(MAX(id), 0) + 1 FROM delivery");
        var stored = change.Insert(new PendingDelivery(0, ownLane, bytes, mid, pageId, notBefore, signing));

        if (troubles.Find(t => t.Collects) is { } collecting)
        {
            var held = change.Wire.Plan.Held;
            held.Add(stored);
            if (held.Count >= collecting.Count)
            {
                change.Wire.Plan.Done(collecting);
                Release(change, collecting.Kind);
            }

            return stored.Id;
        }

        change.Deliveries.Add(stored);
        if (troubles.Any(t => t.Kind == WebhookTrouble.Twice))
        {
            change.Deliveries.Add(change.Insert(stored with { Mid = null, Signing = null }));
        }

        return stored.Id;
    }

    /// <summary>Lets go what was collected: batched into one call, in reverse order, or (null) as it came.</summary>
    public static void Release(Change change, WebhookTrouble? how)
    {
        var held = change.Wire.Plan.Held.ToArray();
        change.Wire.Plan.Held.Clear();
        switch (how)
        {
            case WebhookTrouble.Batch when held.Length > 1:
                change.Deliveries.Add(Joined(change, held));
                break;
            case WebhookTrouble.Shuffle:
                var lane = string.Create(CultureInfo.InvariantCulture, $"shuffle:{held.Max(h => h.Id)}");
                change.Execute("UPDATE delivery SET lane = @lane WHERE id = @Id", held.Select(h => new { lane, h.Id }));
                change.Deliveries.AddRange(held.Reverse().Select(h => h with { Lane = lane }));
                break;
            default:
                change.Deliveries.AddRange(held);
                break;
        }
    }

    private static PendingDelivery Joined(Change change, PendingDelivery[] held)
    {
        var entries = held.SelectMany(h => JsonNode.Parse(h.Body)!["entry"]!.AsArray().Select(e => e!.DeepClone())).ToArray();
        change.Execute("DELETE FROM delivery WHERE id = @Id", held.Select(h => new { h.Id }));
        var mids = string.Join(' ', held.Select(h => h.Mid).OfType<string>());
        return change.Insert(new PendingDelivery(
            0, string.Create(CultureInfo.InvariantCulture, $"batch:{held.Max(h => h.Id)}"),
            EscapedJson.Write(new JsonObject { ["object"] = "page", ["entry"] = new JsonArray(entries) }),
            mids.Length == 0 ? null : mids, string.Join(' ', held.SelectMany(h => h.Pages.Split(' ')).Distinct())));
    }

    private static void Retime(JsonObject body, List<PlannedTrouble> troubles)
    {
        var seconds = troubles.Any(t => t.Kind == WebhookTrouble.Seconds);
        var text = troubles.Any(t => t.Kind == WebhookTrouble.Text);
        if (!seconds && !text)
        {
            return;
        }

        foreach (var item in body["entry"]!.AsArray().SelectMany(e => (e!["messaging"] ?? e["standby"]) as JsonArray ?? []).OfType<JsonObject>())
        {
            if (item["timestamp"]?.GetValue<long>() is { } at)
            {
                var value = seconds ? at / 1000 : at;
                item["timestamp"] = text ? value.ToString(CultureInfo.InvariantCulture) : value;
            }
        }
    }
}
