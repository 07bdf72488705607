using System.Text.Json;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Console.Agent;

/// <summary>Something the agent should notice even when he looks elsewhere.</summary>
/// <param name="IsNew">A new interaction; otherwise a message in one he has.</param>
public sealed record DeskNotice(string InteractionId, bool IsNew, string Title, string Body);

/// <summary>What the product wrote into one of his transcripts.</summary>
public sealed record DeskLine(string CustomerName, MessageView Line);

/// <summary>The desk as it stands: the agent, his interactions, their transcripts. Only events of the next version reach it.</summary>
public sealed class DeskState : ITopicView
{
    private const string ConversationStreams = "conversation/";

    private readonly Dictionary<string, Chat> chats = new(StringComparer.Ordinal);
    private readonly List<DeskNotice> notices = [];
    private readonly List<DeskLine> lines = [];
    private readonly List<Chat> removed = [];
    private readonly RingingList ringing = new();
    private readonly Dictionary<string, string> finished = new(StringComparer.Ordinal);

    public AgentView? Agent { get; private set; }

    /// <summary>His interactions, the one that waits longest first; the order does not jump when somebody writes.</summary>
    public IReadOnlyList<Chat> Chats { get; private set; } = [];

    /// <summary>What he is asked to take now, the one that ends first at the front.</summary>
    public IReadOnlyList<RingingView> Ringing => ringing.All;

    /// <returns>True when it was called otherwise.</returns>
    public bool NameRinging(string interactionId, string customerName) => ringing.Name(interactionId, customerName);

    /// <summary>Who it was that he finishes up with; null = it ended before this desk was opened.</summary>
    public string? CustomerOf(TimedInteraction wrapUp) => finished.GetValueOrDefault(wrapUp.InteractionId);

    /// <summary>Somebody else knew who it was.</summary>
    public void Know(string interactionId, string customerName) => finished[interactionId] = customerName;

    public Chat? Find(string? interactionId) => interactionId is not null && chats.TryGetValue(interactionId, out var chat) ? chat : null;

    /// <summary>What happened since the last call that deserves a sound.</summary>
    public IReadOnlyList<DeskNotice> TakeNotices() => Drain(notices);

    /// <summary>Lines since the last call that he has to know of even when another chat is open.</summary>
    public IReadOnlyList<DeskLine> TakeLines() => Drain(lines);

    /// <summary>Interactions that left since the last call: their drafts can go, and what was still under way will not arrive.</summary>
    public IReadOnlyList<Chat> TakeRemoved() => Drain(removed);

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        var desk = snapshot.Deserialize(ConsoleJson.Default.DeskSnapshot)!;
        var before = new Dictionary<string, Chat>(chats, StringComparer.Ordinal);
        var first = Agent is null;
        Agent = desk.Agent;
        Notice(ringing.Replace(desk.Ringing), first);
        chats.Clear();
        foreach (var view in desk.Interactions)
        {
            var chat = new Chat(view);
            chats[view.Id] = chat;
            if (before.Remove(view.Id, out var older))
            {
                chat.Inherit(older);
                var known = older.Messages.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
                Notice(chat, chat.Messages.LastOrDefault(m => m.Direction == "in" && !known.Contains(m.Id)));
            }
            else if (!first)
            {
                NoticeNew(chat);
            }
        }

        foreach (var gone in before.Values)
        {
            Leave(gone);
        }

        Arrange();
        return desk.Interactions.Select(view => (view.Stream, view.Version)).Append((desk.Agent.Stream, desk.Agent.Version))
            .ToDictionary(pair => pair.Stream, pair => pair.Version, StringComparer.Ordinal);
    }

    public StreamTurn Apply(HubEvent next) => next switch
    {
        { Type: ViewEventType.AgentChanged, Data: { } data } => Take(data.Deserialize(ConsoleJson.Default.AgentView)!),
        { Type: ViewEventType.InteractionAdded, Data: { } data } => Take(data.Deserialize(ConsoleJson.Default.InteractionAdded)!),
        { Type: ViewEventType.InteractionRinging, Data: { } data } => Take(data.Deserialize(ConsoleJson.Default.RingingView)!),
        { Type: ViewEventType.InteractionRemoved, Data: { } data } => Take(data.Deserialize(ConsoleJson.Default.InteractionRemoved)!),
        { Type: ViewEventType.InteractionChanged, Data: { } data } => Take(data.Deserialize(ConsoleJson.Default.InteractionView)!),
        { Type: ViewEventType.MessageAdded, Data: { } data } => Take(next.Stream, data.Deserialize(ConsoleJson.Default.MessageView)!),
        { Type: ViewEventType.MessageChanged, Data: { } data } => Take(next.Stream, data.Deserialize(ConsoleJson.Default.MessageChange)!),
        // A kind that a newer server knows: its version counts, there is nothing to show.
        _ => StreamTurn.None,
    };

    public bool MayOpen(string stream) => stream.StartsWith(ConversationStreams, StringComparison.Ordinal);

    public void Lost(string stream)
    {
        if (OnStream(stream) is { } chat)
        {
            Remove(chat.Id);
        }
    }

    private StreamTurn Take(AgentView agent)
    {
        Agent = agent;
        ringing.Keep(agent.Ringing);
        return StreamTurn.None;
    }

    private StreamTurn Take(RingingView rings)
    {
        Notice(ringing.Add(rings) ? [rings] : [], false);
        return StreamTurn.None;
    }

    private StreamTurn Take(InteractionAdded added)
    {
        var chat = new Chat(added.Interaction);
        if (chats.TryGetValue(chat.Id, out var older))
        {
            chat.Inherit(older);
        }
        else
        {
            NoticeNew(chat);
        }

        chats[chat.Id] = chat;
        Arrange();
        return StreamTurn.Open(added.Interaction.Stream, added.Interaction.Version);
    }

    private StreamTurn Take(InteractionRemoved gone)
    {
        Remove(gone.InteractionId);
        return StreamTurn.Close(gone.ConversationStream);
    }

    private StreamTurn Take(InteractionView changed)
    {
        if (chats.TryGetValue(changed.Id, out var chat))
        {
            chat.Change(changed);
            Arrange();
        }

        return StreamTurn.None;
    }

    private StreamTurn Take(string stream, MessageView message)
    {
        if (OnStream(stream) is { } chat && chat.Add(message))
        {
            Notice(chat, message.Direction == "in" ? message : null);
            if (message is { Direction: "system", Text: TranscriptLine.TransferEnded, Author: not HandingEndReason.Cancelled })
            {
                lines.Add(new DeskLine(chat.View.CustomerName, message));
            }
        }

        return StreamTurn.None;
    }

    private StreamTurn Take(string stream, MessageChange change)
    {
        OnStream(stream)?.Change(change);
        return StreamTurn.None;
    }

    private Chat? OnStream(string stream) => chats.Values.FirstOrDefault(chat => chat.View.Stream == stream);

    private void Remove(string interactionId)
    {
        if (chats.Remove(interactionId, out var chat))
        {
            Leave(chat);
            Arrange();
        }
    }

    private void Leave(Chat chat)
    {
        removed.Add(chat);
        finished[chat.Id] = chat.View.CustomerName;
    }

    private void Notice(IReadOnlyList<RingingView> rings, bool first)
    {
        if (!first)
        {
            notices.AddRange(rings.Select(r => new DeskNotice(r.Id, true, $"{r.CampaignName} · {r.CustomerName}", r.Preview)));
        }
    }

    /// <summary>What rang before is no news.</summary>
    private void NoticeNew(Chat chat)
    {
        if (!ringing.Rang(chat.Id))
        {
            notices.Add(new DeskNotice(chat.Id, true, $"{chat.View.CampaignName} · {chat.View.CustomerName}", chat.View.Preview));
        }
    }

    private void Notice(Chat chat, MessageView? message)
    {
        if (message is not null)
        {
            notices.Add(new DeskNotice(chat.Id, false, chat.View.CustomerName, message.Text ?? ""));
        }
    }

    private void Arrange() =>
        Chats = [.. chats.Values.OrderBy(chat => chat.View.OpenedAt).ThenBy(chat => chat.Id, StringComparer.Ordinal)];

    private static List<T> Drain<T>(List<T> from)
    {
        var taken = from.ToList();
        from.Clear();
        return taken;
    }
}
