using System.Diagnostics;
using System.Net.Sockets;

namespace Messenger.Bench.Load;

/// <summary>Webhooks at instants fixed in advance, however long the answers take: a slow server gets no easier load.</summary>
internal static class OpenLoop
{
    private const int PollMicroseconds = 1_000;

    /// <param name="due">Timestamps of the sendings, ascending.</param>
    /// <returns>Per request whether it was answered with 200.</returns>
    public static bool[] Run(Uri address, byte[][] requests, long[] due)
    {
        var all = new List<WebhookConnection>();
        var idle = new Stack<WebhookConnection>();
        var acknowledged = new bool[requests.Length];
        for (var next = 0; next < requests.Length || all.Count > idle.Count;)
        {
            while (next < requests.Length && Stopwatch.GetTimestamp() >= due[next])
            {
                if (!idle.TryPop(out var free))
                {
                    free = new WebhookConnection(address);
                    all.Add(free);
                }

                free.Send(next, requests[next]);
                next++;
            }

            var busy = all.Where(c => c.Request >= 0).Select(c => c.Socket).ToList();
            if (busy.Count == 0)
            {
                Thread.Sleep(1);
                continue;
            }

            Socket.Select(busy, null, null, PollMicroseconds);
            foreach (var connection in all.Where(c => busy.Contains(c.Socket)))
            {
                var number = connection.Request;
                if (connection.Receive() is { } status)
                {
                    acknowledged[number] = status == 200;
                    idle.Push(connection);
                }
            }
        }

        all.ForEach(c => c.Dispose());
        return acknowledged;
    }
}
