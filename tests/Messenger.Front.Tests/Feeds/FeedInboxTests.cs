using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Messenger.Front.Relay;
using Xunit;

namespace Messenger.Front.Tests.Feeds;

public sealed class FeedInboxTests
{
    [Fact]
    public void What_does_not_fit_discards_the_topic_once_and_keeps_the_clients_calls()
    {
        using var inbox = new FeedInbox(maxEvents: 2, maxBytes: 1000);
        var topic = new Topic();
        inbox.Add(topic.Stream, Event("{}"));
        inbox.Add(new FeedItem.Request(() => Task.CompletedTask));
        inbox.Add(topic.Stream, Event("{}"));
        inbox.Add(topic.Stream, Event("{}"));
        inbox.Add(topic.Stream, Event("{}"));
        Assert.True(topic.Discarded);
        Assert.IsType<FeedItem.Request>(Take(inbox));
        var overflowed = Assert.IsType<FeedItem.Overflowed>(Take(inbox));
        Assert.Equal([topic], overflowed.Topics);
        Assert.Null(Take(inbox));
    }

    [Fact]
    public void Taken_items_count_until_they_are_released()
    {
        using var inbox = new FeedInbox(maxEvents: 1, maxBytes: 1000);
        var topic = new Topic();
        inbox.Add(topic.Stream, Event("{}"));
        var (events, bytes) = FeedInbox.Charge(Take(inbox)!);
        inbox.Release(events, bytes);
        inbox.Add(topic.Stream, Event("{}"));
        Assert.False(topic.Discarded);
        Assert.IsType<FeedItem.Event>(Take(inbox));
        inbox.Add(topic.Stream, Event("{}"));
        Assert.True(topic.Discarded);
    }

    [Fact]
    public void A_single_item_larger_than_the_inbox_gets_through()
    {
        using var inbox = new FeedInbox(maxEvents: 2, maxBytes: 3);
        var topic = new Topic();
        inbox.Add(topic.Stream, Event("{\"a\":1}"));
        Assert.False(topic.Discarded);
        inbox.Add(topic.Stream, Event("{}"));
        Assert.True(topic.Discarded);
    }

    [Fact]
    public async Task What_is_pushed_while_the_slot_is_taken_wakes_nobody_and_a_call_of_the_client_does()
    {
        using var inbox = new FeedInbox();
        var topic = new Topic();
        var waiting = inbox.Wait(Timeout.InfiniteTimeSpan, eventsWait: true, TestContext.Current.CancellationToken);
        inbox.Add(topic.Stream, Event("{}"));
        Assert.False(waiting.IsCompleted);
        inbox.Add(new FeedItem.Request(() => Task.CompletedTask));
        await waiting;
        Assert.IsType<FeedItem.Event>(Take(inbox));
        Assert.IsType<FeedItem.Request>(Take(inbox));
    }

    [Fact]
    public async Task What_waited_for_the_slot_is_there_after_it_and_the_next_event_wakes_again()
    {
        using var inbox = new FeedInbox();
        var topic = new Topic();
        var slot = inbox.Wait(TimeSpan.FromMilliseconds(1), eventsWait: true, TestContext.Current.CancellationToken);
        inbox.Add(topic.Stream, Event("{}"));
        await slot;
        Assert.IsType<FeedItem.Event>(Take(inbox));
        var waiting = inbox.Wait(Timeout.InfiniteTimeSpan, eventsWait: false, TestContext.Current.CancellationToken);
        inbox.Add(topic.Stream, Event("{}"));
        await waiting;
        Assert.IsType<FeedItem.Event>(Take(inbox));
    }

    private static FeedItem? Take(FeedInbox inbox) => inbox.TryTake(out var item) ? item : null;

    private static RelayedEvent Event(string json) => new(new StreamEvent("agent/a", 1, "agent.changed", DateTimeOffset.UnixEpoch, json));

    private sealed class Topic : FeedTopic
    {
        public Topic() : base("desk", null!) => Stream = new FeedStream(this, StreamSourceName.Agent("a"), null!);

        public FeedStream Stream { get; }

        public override IEnumerable<FeedStream> Streams => [Stream];

        public override Task<Subscription> Open(IReadOnlyDictionary<string, long>? since) => throw new NotSupportedException();

        public override Task On(FeedStream stream, RelayedEvent next) => throw new NotSupportedException();

        public override Task On(FeedStream stream, StreamSnapshot whole) => throw new NotSupportedException();
    }
}
