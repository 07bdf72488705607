using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What must become of everything a conversation is told, from the customer's and the owner's point of view.</summary>
internal sealed class Customer(string key, Func<string, Person> personOf)
{
    private readonly HashSet<string> _mids = [];
    private readonly List<(string Mid, string Episode)> _written = [];

    /// <summary>The last one is the one that runs, if any.</summary>
    public List<Episode> Episodes { get; } = [];

    /// <summary>Replies the conversation took on, in order: each part is one message.</summary>
    public List<(string ClientMessageId, string Text)> Replies { get; } = [];

    public IReadOnlyList<(string Mid, string Episode)> Written => _written;

    public Sending Sending { get; } = new();

    public Doings Doings { get; } = new();

    public Episode? Open => Episodes.LastOrDefault() is { Over: false } open ? open : null;

    public bool Knows(string mid) => _mids.Contains(mid);

    public bool TookOn(string clientMessageId) => Replies.Exists(r => r.ClientMessageId == clientMessageId);

    public bool IsOwnedBy(Lease lease) => Open?.Owner?.Lease == lease;

    public Episode? Find(string id) => Episodes.Find(e => e.Id == id);

    public void Of(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        var moves = d.Facts.Where(f => f is ConversationFact.InteractionOpened or ConversationFact.Owned or ConversationFact.Requeued or ConversationFact.Ended).ToList();
        switch (d.Command)
        {
            case ConversationCommand.Receive { Event: Inbound.CustomerMessage m } c:
                Writes(m, c.CampaignId, d, moves);
                break;
            case ConversationCommand.Take c:
                Taken(c, d, moves);
                break;
            case ConversationCommand.EnqueueAnswered c when c.InteractionId != Open?.Id || c.Epoch != Open.Round:
                Assert.Empty(d.Facts);
                break;
            case ConversationCommand.Return c:
                GivenBack(c, moves);
                break;
            case ConversationCommand.Close c:
                Closed(c, d, moves);
                break;
            case ConversationCommand.SendText c:
                Replied(c, d);
                break;
            case ConversationCommand.SendFile c:
                Replied(c, d);
                break;
            case ConversationCommand.MarkSeen c when Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId):
                (e.Answered, e.Unread) = (true, 0);
                Assert.Equal(Answer.Done, d.Answer);
                break;
            case ConversationCommand.MarkSeen:
                Assert.IsType<Answer.Refused>(d.Answer);
                break;
        }

        Sending.Of(d);
        Doings.Of(d);
        Assert.True(moves.Count == 0, $"{d.Command} is no reason for {moves.FirstOrDefault()}");
        Assert.Equal(Open is { } open ? (open.Id, open.Owner?.Agent, open.Unread) : default, Shown(d.After.Open));
    }

    private static (string, string?, int) Shown(InteractionState? i) => i is null ? default : (i.Id, i.Agent?.Id, i.Unread);

    /// <summary>Each message once, in the running episode or as the first of a new one.</summary>
    private void Writes(
        Inbound.CustomerMessage m, string campaign, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        var received = d.Facts.OfType<ConversationFact.MessageReceived>().ToArray();
        if (!_mids.Add(m.Mid))
        {
            Assert.Empty(received);
            return;
        }

        if (Open is null)
        {
            var opened = Next<ConversationFact.InteractionOpened>(moves);
            Assert.Equal((Names.InteractionId(key, Episodes.Count + 1), campaign), (opened.InteractionId, opened.CampaignId));
            Episodes.Add(new Episode(opened.InteractionId, key, campaign, d.At));
        }

        var message = Assert.Single(received);
        Assert.Equal((m.Mid, m.Text, Open!.Id), (message.Mid, message.Text, message.InteractionId));
        Open.Unread++;
        _written.Add((m.Mid, Open.Id));
    }

    /// <summary>Only for whom a slot is held, only in this round, and never beside another.</summary>
    private void Taken(ConversationCommand.Take c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        var e = Find(c.InteractionId)!;
        if (e.Waits && e.Round == c.Epoch)
        {
            var owned = Next<ConversationFact.Owned>(moves);
            Assert.Equal((c.Lease, c.Agent.Id, e.Id), (owned.Lease, owned.Agent.Id, owned.InteractionId));
            Assert.Equal((e.Id, Slot.Taking), personOf(c.Agent.Id).Slots.GetValueOrDefault(c.Lease));
            e.Give(c.Lease, c.Agent.Id);
        }

        // Whoever asks about one that ended long ago is told that it is gone, though it was his: he has heard of its end.
        var mayBeGone = e != Episodes[^1];
        Assert.True(
            d.Answer is Answer.Taken == (e.Owner?.Lease == c.Lease) || (mayBeGone && d.Answer is Answer.Gone), $"{c} was answered {d.Answer}");
    }

    private void GivenBack(ConversationCommand.Return c, List<ConversationFact> moves)
    {
        if (Open is { Owner: { } owner } e && owner.Lease == c.Lease)
        {
            Assert.Equal((e.Id, Slot.Returning), personOf(owner.Agent).Slots.GetValueOrDefault(c.Lease));
            e.Back();
            Assert.Equal((e.Id, e.Round), Next<ConversationFact.Requeued>(moves) is var f ? (f.InteractionId, f.Epoch) : default);
        }
    }

    private void Closed(ConversationCommand.Close c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        var e = Find(c.InteractionId);
        if (e?.BelongsTo(c.AgentId) == true)
        {
            var ended = Next<ConversationFact.Ended>(moves);
            Assert.Equal((e.Id, e.Owner!.Value.Lease, e.Answered), (ended.InteractionId, ended.Lease!.Value, ended.Completed));
            e.End();
            Assert.Equal(Answer.Done, d.Answer);
        }
        else if (e is not { Over: true } || e.Owner?.Agent != c.AgentId)
        {
            Assert.IsType<Answer.Refused>(d.Answer);
        }
        else if (e == Episodes[^1])
        {
            // A screen that heard no answer closes once more.
            Assert.Equal(Answer.Done, d.Answer);
        }
    }

    private void Replied(ConversationCommand.SendText c, Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        var queued = d.Facts.OfType<ConversationFact.MessageQueued>().Select(f => f.Text).ToArray();
        if (TookOn(c.ClientMessageId))
        {
            Assert.Empty(queued);
        }
        else if (Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId))
        {
            var parts = c.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(parts, queued);
            Replies.AddRange(parts.Select((text, n) => (n == 0 ? c.ClientMessageId : $"{c.ClientMessageId}/{n + 1}", text)));
            e.Answered = true;
        }
        else
        {
            Assert.Empty(queued);
            Assert.IsType<Answer.Refused>(d.Answer);
        }
    }

    private void Replied(ConversationCommand.SendFile c, Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        var queued = d.Facts.OfType<ConversationFact.MessageQueued>().Select(f => f.File).ToArray();
        if (!TookOn(c.ClientMessageId) && Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId))
        {
            Assert.Equal([c.File], queued);
            Replies.Add((c.ClientMessageId, c.File.Name));
            e.Answered = true;
        }
        else
        {
            Assert.Empty(queued);
        }
    }

    private static T Next<T>(List<ConversationFact> moves)
        where T : ConversationFact
    {
        var next = Assert.IsType<T>(moves.FirstOrDefault());
        moves.RemoveAt(0);
        return next;
    }
}
