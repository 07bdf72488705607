using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Messenger.Tests.Shared;

/// <summary>
/// Ports of this machine that nobody listens on and that a process may keep over its restarts. Below the range from which the system takes the ports of outgoing connections, or
/// one of these would now and then sit on the port of a process that is just away; and none is given out twice. Suites that run at the same time
/// have ranges of their own (MESSENGER_TEST_PORTS, as 12000-20000).
/// </summary>
public static class Ports
{
    private static readonly int[] Range = [.. (Environment.GetEnvironmentVariable("MESSENGER_TEST_PORTS") ?? "12000-32000").Split('-')
        .Select(port => int.Parse(port, CultureInfo.InvariantCulture))];

    private static readonly HashSet<int> Given = [];

    public static int[] Free(int count)
    {
        lock (Given)
        {
            var ports = new List<int>();
            while (ports.Count < count)
            {
                var port = Random.Shared.Next(Range[0], Range[1]);
                if (IsFree(port) && Given.Add(port))
                {
                    ports.Add(port);
                }
            }

            return [.. ports];
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
