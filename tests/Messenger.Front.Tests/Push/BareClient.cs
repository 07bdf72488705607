using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Messenger.Front.Tests.Push;

/// <summary>A hub client that reads from its socket only when it is told to; what it does not read, the product cannot send.</summary>
internal sealed class BareClient : IDisposable
{
    private const byte EndOfMessage = 0x1e;

    private readonly Socket _socket;
    private readonly WebSocket _web;
    private readonly byte[] _part = new byte[1024];
    private readonly List<byte> _read = [];
    private int _calls;

    private BareClient(Socket socket, WebSocket web) => (_socket, _web) = (socket, web);

    public static async Task<BareClient> Connect(Uri product, string hub, string token, CancellationToken ct)
    {
        // Before it connects: afterwards the system has promised the sender more.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024, NoDelay = true };
        await socket.ConnectAsync(product.Host, product.Port, ct);
        var stream = new NetworkStream(socket, ownsSocket: true);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /hubs/{hub} HTTP/1.1\r\nHost: {product.Authority}\r\nAuthorization: Bearer {token}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
                $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {Convert.ToBase64String(Guid.NewGuid().ToByteArray())}\r\n\r\n"),
            ct);
        var answer = new List<byte>();
        while (!answer.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray()))
        {
            var one = new byte[1];
            await stream.ReadExactlyAsync(one, ct);
            answer.Add(one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101", Encoding.ASCII.GetString([.. answer]), StringComparison.Ordinal);
        var client = new BareClient(socket, WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { KeepAliveInterval = TimeSpan.Zero }));
        await client.Send(new { protocol = "json", version = 1 }, ct);
        Assert.Equal("{}", (await client.Next(ct)).ToString());
        return client;
    }

    /// <summary>Asks and reads until the answer, which is the call's result. Events before it are of no interest here.</summary>
    public async Task<JsonElement> Subscribe(string topic, IReadOnlyDictionary<string, long>? since, CancellationToken ct)
    {
        var id = $"{++_calls}";
        await Send(new { type = 1, invocationId = id, target = "Subscribe", arguments = new object?[] { topic, since } }, ct);
        while (true)
        {
            var next = await Next(ct);
            if (next.TryGetProperty("invocationId", out var of) && of.GetString() == id)
            {
                return next.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(next.ToString());
            }
        }
    }

    /// <summary>The next thing the product sent.</summary>
    /// <exception cref="WebSocketException">The connection is closed.</exception>
    public async Task<JsonElement> Next(CancellationToken ct)
    {
        int end;
        while ((end = _read.IndexOf(EndOfMessage)) < 0)
        {
            var part = await _web.ReceiveAsync(_part, ct);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
            }

            _read.AddRange(_part.AsSpan(0, part.Count));
        }

        var message = JsonSerializer.Deserialize<JsonElement>(_read.GetRange(0, end).ToArray());
        _read.RemoveRange(0, end + 1);
        return message;
    }

    public void Dispose()
    {
        _web.Dispose();
        _socket.Dispose();
    }

    private Task Send(object message, CancellationToken ct) =>
        _web.SendAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), EndOfMessage], WebSocketMessageType.Text, endOfMessage: true, ct);
}
