using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>How an interaction changes hands: its owner keeps it until somebody else has it (B3, R37a).</summary>
internal sealed partial class Customer
{
    private void HandedOver(
        ConversationCommand.Transfer c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        if (Open is not { Owner: { } owner } e || e.Id != c.InteractionId || (c.OwnerId ?? owner.Agent) != owner.Agent)
        {
            Assert.Equal(new Answer.Refused(RefusalCode.NotYours), d.Answer);
        }
        else if (e.Handing is { } under)
        {
            Assert.Equal((under.Campaign, under.Agent) == (c.Target.CampaignId, c.Target.Agent?.Id), d.Answer is Answer.Ok);
        }
        else if (!e.Wait.IsAnswered || c.Target.Agent?.Id == owner.Agent)
        {
            Assert.IsType<Answer.Refused>(d.Answer);
        }
        else
        {
            var seconds = e.Terms.TransferReturnSeconds;
            e.HandOver(c.Target.CampaignId, c.Target.Agent?.Id, seconds > 0 ? d.At.AddSeconds(seconds) : null);
            var fact = Next<ConversationFact.Handing>(moves);
            Assert.Equal((e.Id, e.Round, c.Target, e.Handing!.Value.Until), (fact.InteractionId, fact.Epoch, fact.Target, fact.ReturnAt));
        }
    }

    private void Kept(
        ConversationCommand.CancelTransfer c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        var e = Find(c.InteractionId);
        Assert.Equal(e is { Over: false, Owner: { } owner } && (c.OwnerId ?? owner.Agent) == owner.Agent, d.Answer is Answer.Ok);
        if (d.Answer is Answer.Ok && e!.Handing is not null)
        {
            IsKept(e, HandingEndReason.Cancelled, moves);
        }
    }

    private void TakenAway(ConversationCommand.Requeue c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        if (Open is not { } e || e.Id != c.InteractionId)
        {
            Assert.IsType<Answer.Refused>(d.Answer);
        }
        else if (e.Owner is { } owner)
        {
            e.Back();
            Assert.Equal(
                new ConversationFact.Requeued(e.Id, e.Round, owner.Lease, ReturnReason.Supervisor), Next<ConversationFact.Requeued>(moves));
        }
    }

    private void ClosedByForce(ConversationCommand.Close c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        if (Open is not { } e || e.Id != c.InteractionId)
        {
            return;
        }

        if (e is { Waits: true, Round: 1, Wait.IsAnswered: false })
        {
            Assert.IsType<Answer.Refused>(d.Answer);
            return;
        }

        var ended = Next<ConversationFact.Ended>(moves);
        Assert.Equal(
            (e.Id, e.Owner?.Lease, e.Owner is not null && e.Answered, EndReason.Supervisor), (ended.InteractionId, ended.Lease, ended.Completed, ended.Reason));
        e.End(EndReason.Supervisor, d.At);
    }

    private void Reopened(ConversationCommand.Reopen c, Decided<ConversationState, ConversationCommand, ConversationFact> d, List<ConversationFact> moves)
    {
        if (Open is { } open)
        {
            Assert.Equal(open.Owner?.Agent == c.Agent.Id || (open.IsReopened && open.For == c.Agent.Id), d.Answer is Answer.Ok);
        }
        else if (!_isBlocked && Find(c.InteractionId) is { } ended && ended.CanBeAnswered(d.At))
        {
            var opened = Next<ConversationFact.InteractionOpened>(moves);
            Assert.Equal((Names.InteractionId(key, Episodes.Count + 1), InteractionKind.Reopened, c.InteractionId), (opened.InteractionId, opened.Kind, opened.LinkedTo));
            Episodes.Add(new Episode(opened.InteractionId, key, opened.CampaignId, d.At, Reach) { IsReopened = true, For = c.Agent.Id });
        }
        else
        {
            Assert.IsType<Answer.Refused>(d.Answer);
        }
    }

    private static void IsKept(Episode e, string? why, List<ConversationFact> moves)
    {
        Assert.Equal((e.Id, e.Round, why ?? HandingEndReason.NotTaken), Next<ConversationFact.HandingEnded>(moves) is var f ? (f.InteractionId, f.Epoch, f.Reason) : default);
        e.Keep();
    }
}
