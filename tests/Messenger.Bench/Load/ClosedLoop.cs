using System.Diagnostics;
using System.Net.Sockets;
using Messenger.Bench.Running;

namespace Messenger.Bench.Load;

/// <summary>A number of connections, each sending its next webhook when the last one is answered. One thread serves them all.</summary>
internal static class ClosedLoop
{
    public const int Connections = 32;

    private const int PollMicroseconds = 1_000_000;

    /// <summary>Sends until the time or the requests are over and waits for what is under way.</summary>
    /// <param name="repeat">Begin again with the first request when the last was sent.</param>
    public static LoadResult Run(Uri address, byte[][] requests, TimeSpan length, bool repeat = false)
    {
        var connections = Enumerable.Range(0, Connections).Select(_ => new WebhookConnection(address)).ToDictionary(c => c.Socket);
        var acknowledged = new bool[requests.Length];
        var waits = new List<double>(requests.Length);
        var (next, failed) = (0, 0);
        var began = Stopwatch.GetTimestamp();

        void SendNext(WebhookConnection connection)
        {
            if (Stopwatch.GetElapsedTime(began) < length && (repeat || next < requests.Length))
            {
                var number = next++ % requests.Length;
                connection.Send(number, requests[number]);
            }
        }

        foreach (var connection in connections.Values)
        {
            SendNext(connection);
        }

        var busy = new List<Socket>(Connections);
        while (true)
        {
            busy.Clear();
            busy.AddRange(connections.Values.Where(c => c.Request >= 0).Select(c => c.Socket));
            if (busy.Count == 0)
            {
                break;
            }

            Socket.Select(busy, null, null, PollMicroseconds);
            foreach (var connection in busy.Select(socket => connections[socket]))
            {
                var (number, sentAt) = (connection.Request, connection.SentAt);
                if (connection.Receive() is not { } status)
                {
                    continue;
                }

                if (status == 200)
                {
                    acknowledged[number] = true;
                    waits.Add(Stopwatch.GetElapsedTime(sentAt).TotalMilliseconds);
                }
                else
                {
                    failed++;
                }

                SendNext(connection);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        foreach (var connection in connections.Values)
        {
            connection.Dispose();
        }

        return new LoadResult(waits.Count, failed, elapsed, acknowledged, waits.Quantile(0.5), waits.Quantile(0.99));
    }
}

/// <param name="Acknowledged">By request: answered with 200.</param>
internal sealed record LoadResult(int Answered, int Failed, TimeSpan Elapsed, bool[] Acknowledged, double P50Ms, double P99Ms)
{
    public double PerSecond => Answered / Elapsed.TotalSeconds;
}
