using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Feeds;

/// <summary>A topic of one stream: a campaign's board, those who can be taken in it, the table of all campaigns, or the conversation of an interaction under a supervisor's eyes.</summary>
internal class SingleTopic : FeedTopic
{
    private readonly FeedStream _stream;

    public SingleTopic(string name, StreamSourceName source, IFeed feed) : base(name, feed) => _stream = new FeedStream(this, source, feed);

    public override IEnumerable<FeedStream> Streams => [_stream];

    public override async Task<Subscription> Open(IReadOnlyDictionary<string, long>? since)
    {
        var head = await _stream.Follow();
        var known = since is not null && since.TryGetValue(head.Stream, out var version) ? version : (long?)null;
        var page = await _stream.Read(known is null ? null : head.Stream, known);
        if (page.Snapshot is { } whole)
        {
            _stream.StartAt(whole.Stream, whole.Version);
            return new Subscription(Versions(), Json.Parse(whole.Json), null);
        }

        _stream.StartAt(page.Head.Stream, page.Head.Version);
        return new Subscription(Versions(), null, [.. (page.Events ?? []).Select(missed => Event(missed, Json.Parse(missed.Json)))]);
    }

    public override Task On(FeedStream stream, RelayedEvent next)
    {
        Feed.Send(Event(next.Source, next.Data), next.Source.Trace);
        return Task.CompletedTask;
    }

    public override Task On(FeedStream stream, StreamSnapshot whole)
    {
        var type = stream.Source.Kind switch
        {
            SourceKind.Board => ViewEventType.BoardSnapshot,
            SourceKind.PullList => ViewEventType.PullSnapshot,
            SourceKind.CampaignTable => ViewEventType.CampaignsSnapshot,
            _ => null,
        };
        if (type is null)
        {
            return Feed.Resync(this);
        }

        // It lives in memory: a new incarnation is no fault, and asking the client to come back would only take longer.
        stream.StartAt(whole.Stream, whole.Version);
        Feed.Send(new HubEvent(Name, whole.Stream, whole.Version, type, Feed.Clock.GetUtcNow(), Json.Parse(whole.Json)), trace: null);
        return Task.CompletedTask;
    }

    private Dictionary<string, long> Versions() => new() { [_stream.Stream!] = _stream.Version };
}
