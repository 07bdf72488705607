using Messenger.Domain.Hubs;
using Messenger.Front.Relay;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Feeds;

/// <summary>
/// Everything one connection is told, by one sequential loop: an answer to Subscribe and the events after it can therefore not
/// overtake one another. A slow client blocks only its own loop; its inbox overflows and it is told to subscribe anew.
/// </summary>
internal sealed class ClientFeed(
    IFeedClient client, Action abort, FrontRelay relay, TimeProvider clock, FrontMeters meters, ILogger<ClientFeed> logger) : IFeed, IAsyncDisposable
{
    private const int MaxTopics = 100;

    /// <summary>Of what waits, so much becomes one batch: a batch is copied several times on its way out.</summary>
    private const int MaxBatchBytes = FeedInbox.MaxBytes / 4;

    private readonly FeedInbox _inbox = new();
    private readonly BatchSlots _slots = new(clock);
    private readonly OverflowBudget _overflows = new(clock);
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, FeedTopic> _topics = new(StringComparer.Ordinal);
    private readonly HubBatch _batch = new(clock, meters);
    private (int Events, long Bytes) _held;
    private bool _beatDue;
    private Task _loop = Task.CompletedTask;

    FrontRelay IFeed.Relay => relay;

    FeedInbox IFeed.Inbox => _inbox;

    TimeProvider IFeed.Clock => clock;

    public void Start()
    {
        // The loop outlives the call that opened it by hours, and must not go on in its trace.
        using var apart = ExecutionContext.SuppressFlow();
        _loop = Task.Run(Run);
    }

    public void Abort() => abort();

    public void Beat() => _inbox.Add(new FeedItem.Beat());

    /// <exception cref="HubException">Its message is a code: unknown, forbidden or try-again.</exception>
    public Task<Subscription> Subscribe(Func<IFeed, FeedTopic> create, IReadOnlyDictionary<string, long>? since) =>
        Requested(() => Open(create(this), since));

    public Task Unsubscribe(string topic) => Requested(() =>
    {
        Drop(topic);
        return Task.FromResult(true);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        foreach (var topic in _topics.Values)
        {
            topic.Close();
        }

        _stop.Dispose();
        _inbox.Dispose();
    }

    void IFeed.Send(HubEvent next, string? trace) => _batch.Add(next, trace);

    public Task Resync(FeedTopic topic)
    {
        if (topic.Discarded && !_topics.ContainsValue(topic))
        {
            return Task.CompletedTask;
        }

        Drop(topic.Name);
        meters.Resynced();
        return client.Resync(topic.Name);
    }

    private async Task Run()
    {
        try
        {
            while (true)
            {
                while (_held.Events < FeedInbox.MaxEvents && _held.Bytes < MaxBatchBytes && _inbox.TryTake(out var item))
                {
                    await Handle(item!);
                }

                await WriteWhatMay();
                if (_batch.Count == 0 && !_inbox.IsEmpty)
                {
                    continue;
                }

                var slotIsTaken = _batch.Count > 0;
                await _inbox.Wait(slotIsTaken ? _slots.Remaining : Timeout.InfiniteTimeSpan, eventsWait: slotIsTaken, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // A loop that ended leaves a client without events: better that it reconnects.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.FeedFailed(fault);
            abort();
        }
    }

    private async Task Handle(FeedItem item)
    {
        switch (item)
        {
            case FeedItem.Request request:
                await request.Run();
                break;
            case FeedItem.Beat:
                _beatDue = true;
                break;
            case FeedItem.Event pushed:
                Hold(item);
                await Guarded(pushed.Stream.Topic, () => pushed.Stream.Advance(pushed.Relayed));
                break;
            case FeedItem.Snapshot pushed:
                Hold(item);
                await Guarded(pushed.Stream.Topic, () => pushed.Stream.Advance(pushed.Whole));
                break;
            case FeedItem.Overflowed overflowed:
                await Overflow(overflowed.Topics);
                break;
        }
    }

    private void Hold(FeedItem item)
    {
        var (events, bytes) = FeedInbox.Charge(item);
        _held = (_held.Events + events, _held.Bytes + bytes);
    }

    private async Task WriteWhatMay()
    {
        if (_batch.Count > 0 && _slots.Remaining == TimeSpan.Zero)
        {
            _slots.Take();
            await _batch.Write(client);
        }

        if (_batch.Count == 0)
        {
            _inbox.Release(_held.Events, _held.Bytes);
            _held = default;
            if (_beatDue)
            {
                // Only after all events it counts are written, or an up-to-date client would believe it lags.
                _beatDue = false;
                await client.Heartbeat(new Heartbeat(Heads(), clock.GetUtcNow()));
            }
        }
    }

    private Dictionary<string, long> Heads()
    {
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var stream in _topics.Values.SelectMany(topic => topic.Told).Where(stream => !stream.Lost && stream.Stream is not null))
        {
            var known = relay.Head(stream.Source);
            heads[stream.Stream!] = known?.Stream == stream.Stream ? Math.Max(known!.Version, stream.Version) : stream.Version;
        }

        return heads;
    }

    private async Task<Subscription> Open(FeedTopic topic, IReadOnlyDictionary<string, long>? since)
    {
        if (_topics.Count >= MaxTopics && !_topics.ContainsKey(topic.Name))
        {
            throw new HubException(HubCode.TooMany);
        }

        try
        {
            var answer = await topic.Open(since);
            Drop(topic.Name);
            _topics[topic.Name] = topic;

            // The answer is written after this method returned: give it a slot's time before the first event.
            _slots.Pause();
            return answer;
        }
        catch (HubException)
        {
            topic.Close();
            throw;
        }
        catch (Exception fault)
        {
            topic.Close();
            logger.SubscribeFailed(topic.Name, fault);
            throw new HubException(GrainCalls.MayPass(fault) ? HubCode.TryAgain : HubCode.Unknown);
        }
    }

    private void Drop(string name)
    {
        if (_topics.Remove(name, out var topic))
        {
            topic.Close();
        }

        _batch.Remove(name);
    }

    private async Task Guarded(FeedTopic topic, Func<Task> step)
    {
        if (topic.Discarded)
        {
            return;
        }

        try
        {
            await step();
        }
#pragma warning disable CA1031 // A grain that cannot be read now: the client asks again by itself.
        catch (Exception fault) when (!_stop.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.DeliveryFailed(topic.Name, fault);
            await Resync(topic);
        }
    }

    private async Task Overflow(IReadOnlyList<FeedTopic> topics)
    {
        logger.Overflowed(topics.Count);
        if (!_overflows.Spend())
        {
            logger.TooSlow();
            abort();
            return;
        }

        foreach (var topic in topics)
        {
            await Resync(topic);
        }
    }

    private Task<T> Requested<T>(Func<Task<T>> run)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var given = _stop.Token.Register(() => answer.TrySetCanceled());
        _inbox.Add(new FeedItem.Request(async () =>
        {
            try
            {
                answer.TrySetResult(await run());
            }
#pragma warning disable CA1031 // It is the caller's.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                answer.TrySetException(fault);
            }

            await given.DisposeAsync();
        }));
        return answer.Task;
    }
}
