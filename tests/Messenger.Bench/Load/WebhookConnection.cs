using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Messenger.Bench.Load;

/// <summary>One connection that has at most one request under way. Plain sockets: a client library would cost as much as the product.</summary>
internal sealed class WebhookConnection : IDisposable
{
    private readonly byte[] _buffer = new byte[4096];
    private int _filled;

    public WebhookConnection(Uri address)
    {
        Socket.Connect(IPAddress.Parse(address.Host), address.Port);
        Socket.NoDelay = true;
    }

    public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Which request is under way; -1 = none.</summary>
    public int Request { get; private set; } = -1;

    public long SentAt { get; private set; }

    public void Send(int number, byte[] request)
    {
        Request = number;
        SentAt = Stopwatch.GetTimestamp();
        _filled = 0;
        for (var sent = 0; sent < request.Length;)
        {
            sent += Socket.Send(request.AsSpan(sent));
        }
    }

    /// <summary>Reads what is there; the status when the response is complete, else null.</summary>
    public int? Receive()
    {
        var read = Socket.Receive(_buffer.AsSpan(_filled));
        if (read == 0)
        {
            throw new IOException("The server closed the connection.");
        }

        _filled += read;
        var response = _buffer.AsSpan(0, _filled);
        var head = response.IndexOf("\r\n\r\n"u8);
        if (head < 0 || response.Length < head + 4 + ContentLength(response[..head]))
        {
            return null;
        }

        Request = -1;
        return Utf8Parser.TryParse(response[9..12], out int status, out _) ? status : throw new IOException("That is not HTTP.");
    }

    public void Dispose() => Socket.Dispose();

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "Content-Length: "u8;
        var at = head.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(head[(at + name.Length)..], out int length, out _) ? length : 0;
    }
}
