using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Messenger.Simulator.Live;

/// <summary>Spreads live events to the open pages. A page that cannot keep up is cut off: it connects again and reads everything anew.</summary>
internal sealed class LiveFeed
{
    private readonly Lock gate = new();
    private readonly HashSet<Channel<LiveEvent>> listeners = [];

    public void Publish(LiveEvent live)
    {
        lock (gate)
        {
            listeners.RemoveWhere(l => !l.Writer.TryWrite(live) && l.Writer.TryComplete());
        }
    }

    public async IAsyncEnumerable<SseItem<object>> Listen(CancellationToken gone, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, stopping, ct);
        var channel = Channel.CreateBounded<LiveEvent>(5000);
        lock (gate)
        {
            listeners.Add(channel);
        }

        try
        {
            // The first event opens the stream on the wire: without it the page would not know that it is connected until something happens.
            yield return new SseItem<object>(new { }, "ready");
            await foreach (var live in Until(channel.Reader, end.Token))
            {
                yield return new SseItem<object>(live.Data, live.Type);
            }
        }
        finally
        {
            lock (gate)
            {
                listeners.Remove(channel);
            }
        }
    }

    private static async IAsyncEnumerable<LiveEvent> Until(ChannelReader<LiveEvent> reader, [EnumeratorCancellation] CancellationToken ct)
    {
        while (await reader.WaitToReadAsync(ct).AsTask().ContinueWith(static t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default))
        {
            while (reader.TryRead(out var live))
            {
                yield return live;
            }
        }
    }
}
