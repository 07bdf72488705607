using System.Globalization;
using System.Text.Json;
using Messenger.Bench.Running;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Bench.Floors;

/// <summary>A hub that tells a message to one screen and knows nothing else.</summary>
internal sealed class EchoHub : Hub
{
    public override Task OnConnectedAsync() =>
        Groups.AddToGroupAsync(Context.ConnectionId, Context.GetHttpContext()!.Request.Query["number"].ToString());

    /// <summary>The desk clients are the product's: they subscribe.</summary>
    public Subscription Subscribe(string topic, IReadOnlyDictionary<string, long>? since)
    {
        _ = topic;
        _ = since;
        return new Subscription(new Dictionary<string, long>(), null, []);
    }

    public static Task Tell(IHubContext<EchoHub> hub, FloorMessage message)
    {
        var desk = long.Parse(message.Psid, CultureInfo.InvariantCulture) % CallCentre.Agents;
        var data = JsonSerializer.SerializeToElement(new { text = message.Text, mid = message.Mid });
        var told = new HubEvent("desk", message.Psid, 1, "message.added", DateTimeOffset.FromUnixTimeMilliseconds(message.At), data);
        return hub.Clients.Group(desk.ToString(CultureInfo.InvariantCulture)).SendAsync("Events", new[] { told });
    }
}
