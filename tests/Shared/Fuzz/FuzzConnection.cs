using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>Sends requests one after the other over one connection, and over a new one when the server closed it.</summary>
public sealed class FuzzConnection(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;

    /// <summary>The status of the answer; null = the server closed the connection without one.</summary>
    public int? Ask(byte[] request)
    {
        var socket = _socket ??= Connect();
        try
        {
            for (var sent = 0; sent < request.Length;)
            {
                sent += socket.Send(request.AsSpan(sent));
            }
        }
        catch (SocketException)
        {
            // It answered before the end, as with a body too large, and closed: the answer may be there all the same.
        }

        try
        {
            return Answer(socket);
        }
        catch (Exception fault) when (fault is SocketException or IOException)
        {
            Forget();
            return null;
        }
    }

    public void Dispose() => Forget();

    private int Answer(Socket socket)
    {
        var filled = 0;
        while (true)
        {
            var head = _buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                filled += Read(socket, _buffer.AsSpan(filled));
                continue;
            }

            var lines = Encoding.Latin1.GetString(_buffer, 0, head).Split("\r\n");
            var status = int.Parse(lines[0].AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
            var rest = filled - head - 4;
            if (status == 100)
            {
                _buffer.AsSpan(head + 4, rest).CopyTo(_buffer);
                filled = rest;
                continue;
            }

            Skip(socket, lines, head + 4, rest);
            return status;
        }
    }

    private void Skip(Socket socket, string[] lines, int bodyAt, int rest)
    {
        if (Header(lines, "Transfer-Encoding") is not null)
        {
            var all = _buffer.AsSpan(bodyAt, rest).ToArray().ToList();
            while (all.Count < 5 || Encoding.Latin1.GetString([.. all[^5..]]) != "0\r\n\r\n")
            {
                var more = Read(socket, _buffer);
                all.AddRange(_buffer.AsSpan(0, more));
            }
        }
        else
        {
            for (var left = int.Parse(Header(lines, "Content-Length") ?? "0", System.Globalization.CultureInfo.InvariantCulture) - rest; left > 0;)
            {
                left -= Read(socket, _buffer.AsSpan(0, Math.Min(left, _buffer.Length)));
            }
        }

        if (Header(lines, "Connection") == "close")
        {
            Forget();
        }
    }

    private static string? Header(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static int Read(Socket socket, Span<byte> into) => socket.Receive(into) is > 0 and var read ? read : throw new IOException("The server closed the connection.");

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.ReceiveTimeout = socket.SendTimeout = (int)Patience.TotalMilliseconds;
        socket.Connect(IPAddress.Parse(address.Host), address.Port);
        return socket;
    }

    private void Forget()
    {
        _socket?.Dispose();
        _socket = null;
    }
}
