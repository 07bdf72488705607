using System.Net;
using System.Net.Sockets;

namespace Messenger.Meta;

/// <summary>Connects only to public addresses of a name: what is checked is what is connected to.</summary>
internal sealed class CheckedConnection(FileHostRules hosts, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <exception cref="PrivateAddressException">The name has none that is public.</exception>
    public async ValueTask<Stream> Open(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var known = await resolve(host, ct);
        var allowed = hosts.IsSimulator(host, port) ? known : Array.FindAll(known, PublicAddress.Is);
        if (allowed.Length == 0)
        {
            throw known.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name of the internet that leads into a private network.</summary>
internal sealed class PrivateAddressException() : IOException("The name leads to no public address.");
