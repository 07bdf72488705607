using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;

namespace Messenger.Front.Feeds;

/// <summary>An agent's desk: his own stream, and the stream of each conversation he holds, opened and closed by his own stream's events.</summary>
internal sealed class DeskTopic : FeedTopic
{
    public const string TopicName = "desk";

    private readonly string _agentId;
    private readonly FeedStream _agent;
    private readonly Dictionary<string, FeedStream> _held = new(StringComparer.Ordinal);

    public DeskTopic(string agentId, IFeed feed) : base(TopicName, feed)
    {
        _agentId = agentId;
        _agent = new FeedStream(this, StreamSourceName.Agent(agentId), feed);
    }

    public override IEnumerable<FeedStream> Streams => [_agent, .. _held.Values];

    public override async Task<Subscription> Open(IReadOnlyDictionary<string, long>? since)
    {
        await _agent.Follow();
        var whole = await _agent.Snapshot();
        var state = Json.Read<AgentSnapshot>(whole.Json);
        _agent.StartAt(whole.Stream, whole.Version);
        foreach (var held in state.Interactions)
        {
            _held[held.ConversationKey] = NewStream(held);
        }

        await Task.WhenAll(_held.Values.Select(stream => stream.Follow()));
        if (since is not null && await new DeskResume(_agentId, this, _agent, _held, since).Missed() is { } events)
        {
            return new Subscription(Versions(), null, events);
        }

        var views = await Task.WhenAll(_held.Values.ToList().Select(ViewOf));
        var ringing = await Task.WhenAll(state.Ringing.Select(RingingOf));
        return new Subscription(
            Versions(), Json.Element(new DeskSnapshot(state.Agent, [.. views.OfType<InteractionView>()]) { Ringing = [.. ringing.OfType<RingingView>()] }), null);
    }

    public override Task On(FeedStream stream, RelayedEvent next) => stream == _agent ? OnAgent(next) : OnConversation(stream, next);

    public override Task On(FeedStream stream, StreamSnapshot whole) => Feed.Resync(this);

    /// <summary>Reads the conversation; a view that is no longer his is dropped, and his own stream says so next.</summary>
    public async Task<InteractionView?> ViewOf(FeedStream held)
    {
        var whole = await held.Snapshot();
        var view = Json.Read<InteractionView>(whole.Json);
        held.StartAt(whole.Stream, whole.Version);
        if (view.AgentId == _agentId && view.Id == held.InteractionId)
        {
            return view;
        }

        held.Lost = true;
        return null;
    }

    public HubEvent Added(StreamEvent source, InteractionView view) => Event(source, Json.Element(new InteractionAdded(view)));

    public HubEvent Plain(StreamEvent source) => Event(source, Json.Parse(source.Json));

    private Task OnAgent(RelayedEvent next)
    {
        switch (next.Source.Type)
        {
            case ViewEventType.InteractionAdded:
                return OnAdded(next.Source);
            case ViewEventType.InteractionRinging:
                return OnRinging(next.Source);
            case ViewEventType.InteractionRemoved:
                OnRemoved(Json.Read<InteractionRemoved>(next.Source.Json));
                break;
        }

        Feed.Send(Event(next.Source, next.Data), next.Source.Trace);
        return Task.CompletedTask;
    }

    private async Task OnAdded(StreamEvent added)
    {
        var held = Json.Read<HeldInteraction>(added.Json);
        Release(held.ConversationKey);
        var stream = NewStream(held);
        _held[held.ConversationKey] = stream;
        await stream.Follow();
        Feed.Send(
            await ViewOf(stream) is { } view ? Added(added, view) : new HubEvent(Name, added.Stream, added.Version, ViewEventType.Skipped, added.At, null),
            added.Trace);
    }

    private async Task OnRinging(StreamEvent ringing) => Feed.Send(await Ringing(ringing), ringing.Trace);

    /// <summary>What he is asked to take, as it is now: it may have gone elsewhere since, and then it is none of his business.</summary>
    public async Task<HubEvent> Ringing(StreamEvent source) => await RingingOf(Json.Read<RingingOffer>(source.Json)) is { } view
        ? Event(source, Json.Element(view))
        : new HubEvent(Name, source.Stream, source.Version, ViewEventType.Skipped, source.At, null);

    private async Task<RingingView?> RingingOf(RingingOffer offer)
    {
        var whole = await NewStream(new HeldInteraction(offer.InteractionId, offer.ConversationKey)).Snapshot();
        var view = Json.Read<InteractionView>(whole.Json);
        return view.Id == offer.InteractionId && view.State != "ended"
            ? new RingingView(view.Id, offer.CampaignId, view.CampaignName, view.CustomerName, view.Preview, view.OpenedAt, offer.Until)
            : null;
    }

    private void OnRemoved(InteractionRemoved removed)
    {
        foreach (var (key, stream) in _held)
        {
            if (stream.InteractionId == removed.InteractionId)
            {
                Release(key);
                return;
            }
        }
    }

    private Task OnConversation(FeedStream stream, RelayedEvent next)
    {
        // The next owner's words are not his to read; his own stream will say that he lost it.
        stream.Lost |= next.Source.Owner != _agentId;
        if (!stream.Lost)
        {
            Feed.Send(Event(next.Source, next.Data), next.Source.Trace);
        }

        return Task.CompletedTask;
    }

    private FeedStream NewStream(HeldInteraction held) =>
        new(this, StreamSourceName.Conversation(held.ConversationKey), Feed) { InteractionId = held.InteractionId };

    private void Release(string conversationKey)
    {
        if (_held.Remove(conversationKey, out var stream))
        {
            stream.Unfollow();
        }
    }

    private Dictionary<string, long> Versions() =>
        Streams.Where(stream => !stream.Lost).ToDictionary(stream => stream.Stream!, stream => stream.Version);
}
