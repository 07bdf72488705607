using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What must become of everything a conversation is told, from the customer's and the owner's point of view.</summary>
internal sealed partial class Customer(string key, Func<string, Person> personOf, Func<string, Service> serviceOf)
{
    private readonly HashSet<string> _mids = [];
    private readonly List<(string Mid, string Episode)> _written = [];
    private bool _isBlocked;

    /// <summary>The last one is the one that runs, if any.</summary>
    public List<Episode> Episodes { get; } = [];

    /// <summary>Replies the conversation took on, in order: each part is one message.</summary>
    public List<(string ClientMessageId, string Text)> Replies { get; } = [];

    public IReadOnlyList<(string Mid, string Episode)> Written => _written;

    public Reach Reach { get; } = new();

    public Sending Sending { get; } = new();

    public Doings Doings { get; } = new();

    public Episode? Open => Episodes.LastOrDefault() is { Over: false } open ? open : null;

    public bool Knows(string mid) => _mids.Contains(mid);

    public bool TookOn(string clientMessageId) => Replies.Exists(r => r.ClientMessageId == clientMessageId);

    public bool IsOwnedBy(Lease lease) => Open?.Owner?.Lease == lease;

    public Episode? Find(string id) => Episodes.Find(e => e.Id == id);

    public void Of(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        (_automatic, _machinesUntil) = (new([.. d.Facts.OfType<ConversationFact.MessageQueued>().Where(f => f.Automatic)]), Reach.ForMachines);
        Reach.Heard(d.Command);
        var moves = d.Facts.Where(f => f is ConversationFact.InteractionOpened or ConversationFact.Owned or ConversationFact.Requeued or ConversationFact.Ended
            or ConversationFact.Handing or ConversationFact.HandingEnded or ConversationFact.Abandoned).ToList();
        TimesPass(d.At, moves);
        _machinesUntil = Reach.ForMachines;
        switch (d.Command)
        {
            case ConversationCommand.Receive { Event: Inbound.CustomerMessage m } c:
                Writes(m, c.CampaignId, d, moves);
                break;
            case ConversationCommand.Take c:
                Taken(c, d, moves);
                break;
            case ConversationCommand.EnqueueAnswered { Reply: Answer.Placed placed } c:
                Placed(c, placed, d, moves);
                break;
            case ConversationCommand.PlaceChanged c:
                Moved(c, d.At, moves);
                break;
            case ConversationCommand.Return c:
                GivenBack(c, moves);
                break;
            case ConversationCommand.Close { By: not null } c:
                ClosedByForce(c, d, moves);
                break;
            case ConversationCommand.Close c:
                Closed(c, d, moves);
                break;
            case ConversationCommand.Transfer c:
                HandedOver(c, d, moves);
                break;
            case ConversationCommand.CancelTransfer c:
                Kept(c, d, moves);
                break;
            case ConversationCommand.Requeue c:
                TakenAway(c, d, moves);
                break;
            case ConversationCommand.Reopen c:
                Reopened(c, d, moves);
                break;
            case ConversationCommand.Block:
                _isBlocked = true;
                Open?.IsBlocked = true;
                break;
            case ConversationCommand.Unblock:
                _isBlocked = false;
                break;
            case ConversationCommand.Typed c when Open is { } e && e.Id == c.InteractionId && e.BelongsTo(c.AgentId):
                e.TypedUntil = e.ReplyBy < d.At.AddSeconds(10) ? d.At.AddSeconds(10) : e.TypedUntil;
                break;
            case ConversationCommand.Receive { Event: Inbound.Echo { FromUs: false } echo } when d.Facts.Any(f => f is ConversationFact.EchoReceived) && Open is { } e:
                e.SilentSince = d.At;
                break;
            case ConversationCommand.SendText c:
                Replied(c, d);
                break;
            case ConversationCommand.SendFile c:
                Replied(c, d);
                break;
            case ConversationCommand.MarkSeen c when Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId):
                e.Answer(d.At);
                e.Unread = 0;
                Assert.Equal(Answer.Done, d.Answer);
                break;
            case ConversationCommand.MarkSeen:
                Assert.IsType<Answer.Refused>(d.Answer);
                break;
        }

        Assert.Empty(_automatic);
        EndsBlocked(moves, d.At);
        Assert.Equal(_isBlocked, d.After.Blocked is not null);
        Assert.Equal(Reach.Until, WindowRules.LastsUntil(d.After.Window, d.After.HumanAgent));
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
            var last = Episodes.LastOrDefault();
            var goesOn = !_isBlocked && last is { Reason: EndReason.Closed } && d.At < last.EndedAt!.Value.AddSeconds(last.Terms.ContinuationSeconds);
            Assert.Equal((Names.InteractionId(key, Episodes.Count + 1), campaign), (opened.InteractionId, opened.CampaignId));
            Assert.Equal(goesOn ? (InteractionKind.Continuation, last!.Id) : (null, null), (opened.Kind, opened.LinkedTo));
            Episodes.Add(new Episode(opened.InteractionId, key, campaign, d.At, Reach) { GoesOn = goesOn });
        }

        var message = Assert.Single(received);
        Assert.Equal((m.Mid, m.Text, Open!.Id), (message.Mid, message.Text, message.InteractionId));
        Reach.Wrote(m.At);
        Open.Unread++;
        Open.SilentSince = null;
        _written.Add((m.Mid, Open.Id));
        if (_isBlocked && !Open.IsBlocked)
        {
            // Nobody is told of it, so nobody can take it.
            Ends(Open, EndReason.Blocked, moves, d.At);
        }
    }

    /// <summary>Only for whom a slot is held, only in this round, and never beside another.</summary>
    private void Taken(ConversationCommand.Take c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        var e = Find(c.InteractionId)!;
        var isFor = e.Handing is { } h && h.Campaign == c.Lease.CampaignId && (h.Agent ?? c.Agent.Id) == c.Agent.Id;
        if ((e.Waits || (!e.Over && isFor)) && !e.IsBlocked && e.Round == c.Epoch && e.Owner?.Lease != c.Lease)
        {
            var owned = Next<ConversationFact.Owned>(moves);
            Assert.Equal((c.Lease, c.Agent.Id, e.Id), (owned.Lease, owned.Agent.Id, owned.InteractionId));
            Assert.Equal((e.Id, Slot.Taking), personOf(c.Agent.Id).Slots.GetValueOrDefault(c.Lease));
            Assert.True(e.For is null || e.For == c.Agent.Id, $"{e.Id} is for {e.For} and was given to {c.Agent.Id}.");
            e.Give(c.Lease, c.Agent.Id, d.At);
            if (c.IsAnswer)
            {
                e.Answer(d.At);
            }

            SaysJoined(e, d.At);
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
        if (e?.BelongsTo(c.AgentId) == true && e.Terms.NeedsDisposition && c.DispositionId is null)
        {
            Assert.IsType<Answer.Refused>(d.Answer);
        }
        else if (e?.BelongsTo(c.AgentId) == true)
        {
            Says(e, "goodbye/" + e.Id, e.Terms.Texts?.Goodbye, d.At);
            var ended = Next<ConversationFact.Ended>(moves);
            Assert.Equal((e.Id, e.Owner!.Value.Lease, e.Answered), (ended.InteractionId, ended.Lease!.Value, ended.Completed));
            e.End(EndReason.Closed, d.At);
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
        var queued = d.Facts.OfType<ConversationFact.MessageQueued>().Where(f => !f.Automatic).Select(f => f.Text).ToArray();
        if (TookOn(c.ClientMessageId))
        {
            Assert.Empty(queued);
        }
        else if (Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId) && e.CanBeAnswered(d.At))
        {
            var parts = c.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(parts, queued);
            Replies.AddRange(parts.Select((text, n) => (n == 0 ? c.ClientMessageId : $"{c.ClientMessageId}/{n + 1}", text)));
            e.Says(d.At);
        }
        else
        {
            Assert.Empty(queued);
            Assert.IsType<Answer.Refused>(d.Answer);
        }
    }

    private void Replied(ConversationCommand.SendFile c, Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        var queued = d.Facts.OfType<ConversationFact.MessageQueued>().Where(f => !f.Automatic).Select(f => f.File).ToArray();
        if (!TookOn(c.ClientMessageId) && Find(c.InteractionId) is { } e && e.BelongsTo(c.AgentId) && e.CanBeAnswered(d.At))
        {
            Assert.Equal([c.File], queued);
            Replies.Add((c.ClientMessageId, c.File.Name));
            e.Says(d.At);
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
