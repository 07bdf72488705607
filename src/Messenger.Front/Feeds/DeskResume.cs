using Messenger.Contracts;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Front.Feeds;

/// <summary>
/// Tries to answer a desk's Subscribe with the events it missed. Whatever does not fit together event by event - a ring too
/// short, an interaction that came and went meanwhile - is answered by a snapshot instead.
/// </summary>
internal sealed class DeskResume(
    string agentId, DeskTopic desk, FeedStream agent, IReadOnlyDictionary<string, FeedStream> held, IReadOnlyDictionary<string, long> since)
{
    /// <summary>The missed events, the held streams standing where the events end; null = only a snapshot will do.</summary>
    public async Task<IReadOnlyList<HubEvent>?> Missed()
    {
        if (!since.TryGetValue(agent.Stream!, out var have)
            || await Events(agent, agent.Stream!, have) is not { } page
            || page.Head.Version < agent.Version)
        {
            return null;
        }

        // Who he holds was read at agent.Version; what came after it arrives by push.
        var own = page.Events!.Where(missed => missed.Version <= agent.Version).ToList();
        var parts = new List<HubEvent>();
        var views = await AddedViews(own);
        if (views is null)
        {
            return null;
        }

        foreach (var missed in own)
        {
            parts.Add(missed.Type == ViewEventType.InteractionAdded
                ? desk.Added(missed, views[Json.Read<HeldInteraction>(missed.Json).ConversationKey])
                : missed.Type == ViewEventType.InteractionRinging ? await desk.Ringing(missed)
                : desk.Plain(missed));
        }

        foreach (var (_, stream) in held.Where(entry => !views.ContainsKey(entry.Key)))
        {
            if (await OfConversation(stream) is not { } events)
            {
                return null;
            }

            parts.AddRange(events.Select(desk.Plain));
        }

        return parts;
    }

    /// <summary>The views of what was added meanwhile and is still there; null when something added is gone again.</summary>
    private async Task<Dictionary<string, InteractionView>?> AddedViews(IEnumerable<StreamEvent> own)
    {
        var views = new Dictionary<string, InteractionView>(StringComparer.Ordinal);
        foreach (var missed in own.Where(missed => missed.Type == ViewEventType.InteractionAdded))
        {
            var added = Json.Read<HeldInteraction>(missed.Json);
            if (!held.TryGetValue(added.ConversationKey, out var stream)
                || stream.InteractionId != added.InteractionId
                || views.ContainsKey(added.ConversationKey)
                || await desk.ViewOf(stream) is not { } view)
            {
                return null;
            }

            views.Add(added.ConversationKey, view);
        }

        return views;
    }

    private async Task<IReadOnlyList<StreamEvent>?> OfConversation(FeedStream stream)
    {
        var name = stream.Source.FixedStream!;
        if (!since.TryGetValue(name, out var have)
            || await Events(stream, name, have) is not { } page
            || page.Events!.Any(missed => missed.Owner != agentId))
        {
            return null;
        }

        stream.StartAt(name, page.Head.Version);
        return page.Events;
    }

    private static async Task<StreamPage?> Events(FeedStream stream, string name, long have)
    {
        var page = await stream.Read(name, have);
        return page.Events is not null && page.Head.Version >= have ? page : null;
    }
}
