using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Feeds;

/// <summary>What a connection's loop works on, one after another.</summary>
internal abstract record FeedItem
{
    /// <summary>A call of the client.</summary>
    public sealed record Request(Func<Task> Run) : FeedItem;

    public sealed record Beat : FeedItem;

    public sealed record Event(FeedStream Stream, RelayedEvent Relayed) : FeedItem;

    /// <summary>It counts as one event without bytes: it stands for all that came before it.</summary>
    public sealed record Snapshot(FeedStream Stream, StreamSnapshot Whole) : FeedItem;

    /// <summary>These topics lost events.</summary>
    public sealed record Overflowed(IReadOnlyList<FeedTopic> Topics) : FeedItem;
}

/// <summary>
/// The bounded inbox of one connection: 256 events or 256 KB of memory, counted until they are written to the client. What does not fit is
/// discarded together with all that waits, and each topic concerned is named once; calls of the client are never discarded.
/// </summary>
internal sealed class FeedInbox(int maxEvents = FeedInbox.MaxEvents, int maxBytes = FeedInbox.MaxBytes) : IDisposable
{
    public const int MaxEvents = 256;
    public const int MaxBytes = 256 * 1024;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private Queue<FeedItem> _items = new();
    private bool _signalled;
    private bool _eventsWait;
    private int _events;
    private long _bytes;

    public void Add(FeedItem item)
    {
        lock (_gate)
        {
            Enqueue(item, wakes: true);
        }
    }

    public void Add(FeedStream stream, RelayedEvent relayed) =>
        AddPushed(stream.Topic, new FeedItem.Event(stream, relayed), Size(relayed));

    public void Add(FeedStream stream, StreamSnapshot whole) => AddPushed(stream.Topic, new FeedItem.Snapshot(stream, whole), 0);

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _items.Count == 0;
            }
        }
    }

    public bool TryTake(out FeedItem? item)
    {
        lock (_gate)
        {
            return _items.TryDequeue(out item);
        }
    }

    /// <summary>The item was written to the client, or turned out to be nothing for it.</summary>
    public void Release(int events, long bytes)
    {
        lock (_gate)
        {
            _events -= events;
            _bytes -= bytes;
        }
    }

    /// <summary>Until something arrives or the time is over. One waiter.</summary>
    /// <param name="eventsWait">What was pushed does not count: it could not be written before the time is over anyway.</param>
    public async Task Wait(TimeSpan atMost, bool eventsWait, CancellationToken ct)
    {
        lock (_gate)
        {
            _eventsWait = eventsWait;
        }

        var arrived = await _arrived.WaitAsync(atMost, ct);
        lock (_gate)
        {
            _eventsWait = false;
            _signalled &= !arrived;
        }
    }

    public void Dispose() => _arrived.Dispose();

    /// <summary>What an item counts until it is released.</summary>
    public static (int Events, long Bytes) Charge(FeedItem item) => item switch
    {
        FeedItem.Event pushed => (1, Size(pushed.Relayed)),
        FeedItem.Snapshot => (1, 0),
        _ => (0, 0),
    };

    private static int Size(RelayedEvent relayed) => relayed.Source.Json.Length * sizeof(char);

    private void AddPushed(FeedTopic topic, FeedItem item, int bytes)
    {
        lock (_gate)
        {
            if (topic.Discarded)
            {
                return;
            }

            // A single item larger than the whole inbox must get through, or it would never arrive.
            if (_events > 0 && (_events + 1 > maxEvents || _bytes + bytes > maxBytes))
            {
                Discard(topic);
                return;
            }

            _events++;
            _bytes += bytes;
            Enqueue(item, wakes: !_eventsWait);
        }
    }

    private void Discard(FeedTopic incoming)
    {
        HashSet<FeedTopic> topics = [incoming];
        Queue<FeedItem> rest = new();
        foreach (var item in _items)
        {
            var topic = (item as FeedItem.Event)?.Stream.Topic ?? (item as FeedItem.Snapshot)?.Stream.Topic;
            if (topic is not null)
            {
                topics.Add(topic);
                var (events, bytes) = Charge(item);
                _events -= events;
                _bytes -= bytes;
            }
            else
            {
                rest.Enqueue(item);
            }
        }

        foreach (var concerned in topics)
        {
            concerned.Discarded = true;
        }

        _items = rest;
        Enqueue(new FeedItem.Overflowed([.. topics]), wakes: true);
    }

    private void Enqueue(FeedItem item, bool wakes)
    {
        _items.Enqueue(item);
        if (wakes && !_signalled)
        {
            _signalled = true;
            _arrived.Release();
        }
    }
}
