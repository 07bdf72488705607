using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Feeds;

/// <summary>What a topic needs of the connection it belongs to.</summary>
internal interface IFeed
{
    FrontRelay Relay { get; }

    FeedInbox Inbox { get; }

    TimeProvider Clock { get; }

    /// <summary>Puts an event into the next batch.</summary>
    /// <param name="trace">The span that pushed it, as a traceparent; null when nobody records.</param>
    void Send(HubEvent next, string? trace);

    /// <summary>Gives the topic up and tells the client to subscribe anew.</summary>
    Task Resync(FeedTopic topic);
}

/// <summary>One subscribed topic of one connection. Everything here runs in the connection's loop, one thing at a time.</summary>
internal abstract class FeedTopic(string name, IFeed feed)
{
    private volatile bool _discarded;

    public string Name { get; } = name;

    /// <summary>Nothing of it is delivered any more: it was unsubscribed, replaced or overflowed.</summary>
    public bool Discarded
    {
        get => _discarded;
        set => _discarded = value;
    }

    protected IFeed Feed { get; } = feed;

    /// <summary>Starts to follow and answers the client; afterwards exactly what is newer arrives in <see cref="On(FeedStream, RelayedEvent)"/>.</summary>
    public abstract Task<Subscription> Open(IReadOnlyDictionary<string, long>? since);

    /// <summary>The next event of one of its streams: versions are gap-free here.</summary>
    public abstract Task On(FeedStream stream, RelayedEvent next);

    /// <summary>A stream went on with a whole state instead of the next event.</summary>
    public abstract Task On(FeedStream stream, StreamSnapshot whole);

    /// <summary>All that it follows.</summary>
    public abstract IEnumerable<FeedStream> Streams { get; }

    /// <summary>Those whose events the client gets, so that the heartbeat tells their heads.</summary>
    public virtual IEnumerable<FeedStream> Told => Streams;

    public void Close()
    {
        Discarded = true;
        foreach (var stream in Streams)
        {
            stream.Unfollow();
        }
    }

    protected HubEvent Event(StreamEvent next, System.Text.Json.JsonElement data) =>
        new(Name, next.Stream, next.Version, next.Type, next.At, data);
}
