using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Bench.Load;

/// <summary>One agent's screen.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly HubConnection _connection;

    private Desk(HubConnection connection) => _connection = connection;

    public static async Task<Desk> Open(Uri hub, string? token, DeskRecord seen)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(hub, o => o.AccessTokenProvider = token is null ? null : () => Task.FromResult<string?>(token))
            .WithAutomaticReconnect()
            .Build();
        connection.On<HubEvent[]>("Events", seen.Arrived);
        connection.On<string>("Resync", async topic =>
        {
            seen.Resynced();
            await connection.InvokeAsync<Subscription>("Subscribe", topic, null);
        });
        connection.Reconnected += _ => connection.InvokeAsync<Subscription>("Subscribe", "desk", null);
        await connection.StartAsync();
        await connection.InvokeAsync<Subscription>("Subscribe", "desk", null);
        return new Desk(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
