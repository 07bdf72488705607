using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Feeds;

/// <summary>One stream inside a topic of one connection: what the client was told of it so far.</summary>
internal sealed class FeedStream(FeedTopic topic, StreamSourceName source, IFeed feed) : IFollower
{
    public FeedTopic Topic { get; } = topic;

    public StreamSourceName Source { get; } = source;

    /// <summary>Null until the topic was opened.</summary>
    public string? Stream { get; private set; }

    /// <summary>The client has, or has on its way, everything up to here.</summary>
    public long Version { get; private set; }

    /// <summary>The interaction of the stream that is on the desk; null for streams that are no interaction's.</summary>
    public string? InteractionId { get; init; }

    /// <summary>The interaction went to somebody else; nothing of the stream is for this client until it is his again.</summary>
    public bool Lost { get; set; }

    public bool IsFollowed { get; private set; }

    public async Task<StreamHead> Follow()
    {
        IsFollowed = true;
        return await feed.Relay.Follow(Source, this);
    }

    public void Unfollow()
    {
        if (IsFollowed)
        {
            IsFollowed = false;
            feed.Relay.Unfollow(Source, this);
        }
    }

    public Task<StreamPage> Read(string? stream, long? since) => feed.Relay.Read(Source, stream, since);

    /// <summary>The whole state now.</summary>
    public async Task<StreamSnapshot> Snapshot() =>
        (await Read(null, null)).Snapshot ?? throw new InvalidOperationException($"{Source} answered no snapshot.");

    public void StartAt(string stream, long version)
    {
        (Stream, Version) = (stream, version);
        Lost = false;
    }

    public void Pass(RelayedEvent relayed) => feed.Inbox.Add(this, relayed);

    public void Pass(StreamSnapshot snapshot) => feed.Inbox.Add(this, snapshot);

    /// <summary>Brings what arrived into order: repeats are dropped, and what the relay did not have is read from the grain.</summary>
    public async Task Advance(RelayedEvent arrived)
    {
        if (!IsNews(arrived.Source))
        {
            return;
        }

        if (arrived.Source.Version > Version + 1 && !await CatchUp())
        {
            return;
        }

        if (arrived.Source.Version == Version + 1)
        {
            await Step(arrived);
        }
        else if (IsNews(arrived.Source))
        {
            await feed.Resync(Topic);
        }
    }

    public async Task Advance(StreamSnapshot whole)
    {
        if (IsFollowed && Stream is not null && (whole.Stream != Stream || whole.Version > Version))
        {
            await Topic.On(this, whole);
        }
    }

    private bool IsNews(StreamEvent arrived) =>
        IsFollowed && !Topic.Discarded && arrived.Stream == Stream && arrived.Version > Version;

    private async Task<bool> CatchUp()
    {
        var page = await Read(Stream, Version);
        if (page.Snapshot is { } whole)
        {
            await Advance(whole);
            return false;
        }

        foreach (var missed in page.Events ?? [])
        {
            if (missed.Version == Version + 1)
            {
                await Step(new RelayedEvent(missed));
            }
        }

        return IsFollowed;
    }

    private Task Step(RelayedEvent next)
    {
        Version = next.Source.Version;
        return Topic.On(this, next);
    }
}
