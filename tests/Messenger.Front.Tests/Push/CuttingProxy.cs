using System.Net;
using System.Net.Sockets;

namespace Messenger.Front.Tests.Push;

/// <summary>A network that breaks: passes bytes on to the product and cuts each connection after a random number of them, in the middle of whatever it is.</summary>
public sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _target;
    private readonly Random _random;
    private readonly (int Least, int Most) _bytes;
    private readonly Task _accepting;
    private volatile bool _steady;
    private int _cuts;

    public CuttingProxy(Uri target, int seed, int leastBytes, int mostBytes)
    {
        _target = target;
        _random = new Random(seed);
        _bytes = (leastBytes, mostBytes);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>From now on nothing is cut any more.</summary>
    public void Mend() => _steady = true;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(Serve(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        await Task.WhenAll(connections);
    }

    private async Task Serve(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_target.Host, _target.Port, _stop.Token);
            var up = Pump(client.GetStream(), server.GetStream(), long.MaxValue);
            var down = Pump(server.GetStream(), client.GetStream(), _random.Next(_bytes.Least, _bytes.Most));
            await await Task.WhenAny(up, down);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
        }

        // Without a farewell, as a cable does it.
        client.LingerState = server.LingerState = new LingerOption(true, 0);
        client.Dispose();
    }

    private async Task Pump(NetworkStream from, NetworkStream to, long budget)
    {
        var buffer = new byte[4096];
        while (true)
        {
            var read = await from.ReadAsync(buffer, _stop.Token);
            if (read == 0)
            {
                return;
            }

            var pass = _steady ? read : (int)Math.Min(read, budget);
            await to.WriteAsync(buffer.AsMemory(0, pass), _stop.Token);
            budget -= pass;
            if (pass < read)
            {
                Interlocked.Increment(ref _cuts);
                return;
            }
        }
    }
}
