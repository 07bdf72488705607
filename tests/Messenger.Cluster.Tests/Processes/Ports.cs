using System.Net;
using System.Net.Sockets;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>Ports of this machine that nobody listens on.</summary>
internal static class Ports
{
    /// <summary>All different: they are held at the same time before any is given away.</summary>
    public static int[] Free(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
