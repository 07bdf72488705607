using System.Net.WebSockets;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace Messenger.Bench.Load;

/// <summary>One agent's screen. When its connection breaks it goes to the next front, as behind a balancer, and subscribes again.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<Uri> _hubs;
    private readonly string? _token;
    private readonly DeskRecord _seen;
    private int _at;
    private HubConnection _connection = null!;
    private volatile bool _leaving;

    private Desk(IReadOnlyList<Uri> hubs, int first, string? token, DeskRecord seen) => (_hubs, _at, _token, _seen) = (hubs, first, token, seen);

    public static async Task<Desk> Open(IReadOnlyList<Uri> hubs, int first, string? token, DeskRecord seen)
    {
        var desk = new Desk(hubs, first, token, seen);
        await desk.Connect(CancellationToken.None);
        return desk;
    }

    public ValueTask DisposeAsync()
    {
        _leaving = true;
        return _connection.DisposeAsync();
    }

    private async Task Connect(CancellationToken ct)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(_hubs[_at % _hubs.Count], o => o.AccessTokenProvider = _token is null ? null : () => Task.FromResult<string?>(_token))
            .Build();
        connection.On<SeenEvents>("Events", _seen.Arrived);
        connection.On<string>("Resync", async topic =>
        {
            _seen.Resynced();
            await connection.InvokeAsync<Subscription>("Subscribe", topic, null);
        });
        try
        {
            await connection.StartAsync(ct);
            await connection.InvokeAsync<Subscription>("Subscribe", "desk", null, ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _connection = connection;
        connection.Closed += _ => Return();
    }

    private async Task Return()
    {
        await _connection.DisposeAsync();
        while (!_leaving)
        {
            _at++;
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await Connect(patience.Token);
                _seen.CameBack();
                return;
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or HubException or IOException or WebSocketException or InvalidOperationException)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
