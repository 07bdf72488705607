using System.Net;
using System.Net.Sockets;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>A reverse proxy without memory: each connection goes to the next front that takes it, whoever asks.</summary>
internal sealed class RoundRobin : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private volatile Uri[] _fronts = [];
    private int _next;

    public RoundRobin()
    {
        _listener.Start(512);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _running = Run();
    }

    public Uri Address { get; }

    public void To(params IEnumerable<Uri> fronts) => _fronts = [.. fronts];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The end of the test.
        }
    }

    private async Task Serve(TcpClient from)
    {
        using (from)
        using (var to = await Connect())
        {
            if (to is null)
            {
                return;
            }

            // One side closing is the end of both, as a front that is killed ends its clients' connections.
            await Task.WhenAny(Copy(from, to), Copy(to, from));
        }
    }

    private async Task<TcpClient?> Connect()
    {
        var fronts = _fronts;
        for (var attempt = 0; attempt < fronts.Length; attempt++)
        {
            var front = fronts[(uint)Interlocked.Increment(ref _next) % fronts.Length];
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(front.Host, front.Port, _stop.Token);
                return client;
            }
            catch (Exception fault) when (fault is SocketException or OperationCanceledException)
            {
                client.Dispose();
            }
        }

        return null;
    }

    private async Task Copy(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _stop.Token);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Broken off; the caller closes the other side.
        }
    }
}
