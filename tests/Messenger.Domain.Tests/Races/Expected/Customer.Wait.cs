using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>Where the customer stands, what he is told of it, and when he has waited too long (R14, R16, R18).</summary>
internal sealed partial class Customer
{
    private readonly HashSet<string> _told = [];
    private Queue<ConversationFact.MessageQueued> _automatic = new();
    private DateTimeOffset? _machinesUntil;

    /// <summary>It is over, in another round, or what was said of it was heard.</summary>
    public bool HasHeard(ConversationCommand.PlaceChanged news) =>
        Find(news.InteractionId) is { } e && (e.Over || e.Round != news.Epoch || e.Owner is not null || e.For is not null || (news.Place is QueuePlace.Dropped or QueuePlace.Deleted ? e.Owner is not null : e.Wait.HasHeard(news.Number)));

    /// <summary>Each time passes once, as of its own instant and in their order, before whatever comes after it.</summary>
    private void TimesPass(DateTimeOffset at, List<ConversationFact> moves)
    {
        while (Open is { } e && new[] { e.Patience, e.ChatEnds, e.Handing?.Until, e.FallsSilent, e.WarnedAt, e.ReplyBy }.Min() is { } first && first <= at)
        {
            if (first == e.Patience)
            {
                LosesPatience(e, moves);
            }
            else if (first == e.ChatEnds || first == e.FallsSilent && first != e.Handing?.Until)
            {
                var reason = first == e.ChatEnds ? EndReason.ChatTimeLimit : EndReason.Inactivity;
                var completed = e.Owner is not null && e.Answered;
                Says(e, "goodbye/" + e.Id, e.Terms.Texts?.Goodbye, at);
                Assert.Equal(
                    new ConversationFact.Ended(e.Id, e.Round, e.Owner?.Lease, e.Owner?.Agent, completed, reason, null, null, first), Next<ConversationFact.Ended>(moves));
                e.End(reason, first);
            }
            else if (first == e.Handing?.Until)
            {
                Assert.Equal(new ConversationFact.HandingEnded(e.Id, e.Round, HandingEndReason.NotTaken, first), Next<ConversationFact.HandingEnded>(moves));
                e.Keep();
            }
            else if (first == e.WarnedAt)
            {
                if (e.FallsSilent > at)
                {
                    Says(e, $"silence/{e.Id}/{e.SilentSince:O}", e.Terms.Texts!.BeforeInactivity, at);
                }

                e.Warned = e.SilentSince;
            }
            else
            {
                var lease = e.Owner!.Value.Lease;
                e.Back();
                Assert.Equal(new ConversationFact.Requeued(e.Id, e.Round, lease, ReturnReason.NoReply, first), Next<ConversationFact.Requeued>(moves));
            }
        }
    }

    /// <summary>Where that ends it, whoever had it loses it.</summary>
    private void LosesPatience(Episode e, List<ConversationFact> moves)
    {
        Assert.Equal(new ConversationFact.Abandoned(e.Id, e.Patience!.Value), Next<ConversationFact.Abandoned>(moves));
        Assert.Contains(e.Wait.Began!.Value, serviceOf(e.Began).BeginsOf(e.Id));
        e.Abandon(e.Patience.Value);
        if (e.Wait.EndsIt)
        {
            Assert.Equal(
                new ConversationFact.Ended(e.Id, e.Round, e.Owner?.Lease, e.Owner?.Agent, false, EndReason.Abandoned, null, null, e.AbandonedAt), Next<ConversationFact.Ended>(moves));
            e.End(EndReason.Abandoned, e.AbandonedAt!.Value);
        }
    }

    private void Placed(
        ConversationCommand.EnqueueAnswered c, Answer.Placed placed, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        if (Open is { } handed && (handed.Id, handed.Round) == (c.InteractionId, c.Epoch) && handed.Handing is not null)
        {
            if (placed.Place == QueuePlace.Refused)
            {
                IsKept(handed, placed.Why, moves);
            }

            return;
        }

        if (Open is { Waits: true, For: not null } reopened && (reopened.Id, reopened.Round) == (c.InteractionId, c.Epoch) && placed.Place == QueuePlace.Refused)
        {
            Ends(reopened, EndReason.NotTaken, moves, d.At);
            return;
        }

        if (Open is not { Wait.IsAnswered: false } e || (e.Id, e.Round) != (c.InteractionId, c.Epoch))
        {
            Assert.DoesNotContain(d.Facts, f => f is ConversationFact.Placed);
            return;
        }

        if (placed.Why is not null)
        {
            return;
        }

        e.Terms = placed.Terms ?? e.Terms;
        placed = placed.Place is QueuePlace.Refused or QueuePlace.Deleted && !e.Waits ? placed with { Place = QueuePlace.Queued } : placed;

        var inQueue = placed.Place is QueuePlace.Queued or QueuePlace.Held;
        e.Wait.Answered(placed.Place, placed.Since ?? (inQueue ? e.Wait.Began ?? e.Since : null), placed.AbandonAfterSeconds, placed.EndsAbandoned, placed.Number);
        if (e.IsBlocked)
        {
            // Nobody speaks to him.
        }
        else if (!e.Waits)
        {
            SaysJoined(e, d.At);
        }
        else if (placed.Place != QueuePlace.Queued || e.IsFirst)
        {
            Says(e, placed.Occasion, placed.Text, d.At);
        }

        if (placed.Place == QueuePlace.Refused)
        {
            Ends(e, EndReason.QueueFull, moves, d.At);
        }
        else if (placed.Place == QueuePlace.Deleted)
        {
            Ends(e, EndReason.CampaignDeleted, moves, d.At);
        }
    }

    private void Moved(ConversationCommand.PlaceChanged c, DateTimeOffset at, List<ConversationFact> moves)
    {
        if (Open is not { } e || e.Id != c.InteractionId)
        {
            return;
        }

        var isOut = c.Place is QueuePlace.Refused or QueuePlace.Dropped or QueuePlace.WindowClosed or QueuePlace.Deleted;
        if (c.Epoch == e.Round && e.Handing is not null)
        {
            if (isOut)
            {
                IsKept(e, c.Why, moves);
            }
        }
        else if (c.Epoch == e.Round && e.For is not null)
        {
            if (isOut && e.Waits)
            {
                Ends(e, EndReason.NotTaken, moves, at);
            }
        }
        else if (c.Epoch < e.Round)
        {
            e.Wait.Moved(e.Wait.Place, e.Wait.Began ?? c.Since, -2);
        }
        else if (c.Place == QueuePlace.Deleted)
        {
            Ends(e, EndReason.CampaignDeleted, moves, at);
        }
        else if (c.Place == QueuePlace.Dropped)
        {
            var from = serviceOf(e.Campaign).DroppedFrom(e.Id);
            Ends(e, from == Place.Recorded ? EndReason.Disabled : from == Place.AnsweredOnly ? EndReason.OutOfHours : "", moves, at);
        }
        else
        {
            e.Wait.Moved(c.Place, c.Since ?? (c.Place is QueuePlace.Queued or QueuePlace.Held ? e.Wait.Began ?? e.Since : null), c.Number);
        }
    }

    private void SaysJoined(Episode e, DateTimeOffset at)
    {
        if (e.IsFirst)
        {
            Says(e, "joined/" + e.Id, e.Terms.Texts?.Joined, at);
        }
    }

    /// <summary>Once on each occasion, and never when the product may not write. All texts of these worlds are in one language.</summary>
    private void Says(Episode e, string? occasion, LocalizedText? text, DateTimeOffset at)
    {
        if (occasion is not null && text is { Es: { Length: > 0 } words } && at < _machinesUntil && _told.Add(occasion))
        {
            Assert.True(_automatic.TryDequeue(out var said), $"{words} is not said.");
            Assert.Equal((e.Id, words, null), (said.InteractionId, said.Text, said.Author));
            Replies.Add((said.ClientMessageId, said.Text!));
        }
    }

    /// <summary>Whoever has what a blocked customer wrote loses it, as soon as its campaign has said where it stands; until then nobody can get it.</summary>
    private void EndsBlocked(List<ConversationFact> moves, DateTimeOffset at)
    {
        if (Open is { IsBlocked: true } e && !(e is { Waits: true, Round: 1, Wait.IsAnswered: false }))
        {
            var ended = Next<ConversationFact.Ended>(moves);
            Assert.Equal(
                (e.Id, e.Owner?.Lease, e.Owner is not null && e.Answered, EndReason.Blocked), (ended.InteractionId, ended.Lease, ended.Completed, ended.Reason));
            e.End(EndReason.Blocked, at);
        }
    }

    /// <summary>Nobody had it, and nobody will.</summary>
    private static void Ends(Episode e, string reason, List<ConversationFact> moves, DateTimeOffset at)
    {
        var ended = Next<ConversationFact.Ended>(moves);
        Assert.Equal((e.Id, null, reason, false), (ended.InteractionId, ended.Lease, ended.Reason, ended.Completed));
        Assert.True(e.Waits, $"{e.Id} is {reason} and somebody has it.");
        e.End(reason, at);
    }
}
