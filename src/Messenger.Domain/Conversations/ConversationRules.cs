using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>The conversation owns: its messages, the running interaction and who has it, and what goes out to Meta.</summary>
public readonly partial struct ConversationRules : IRules<ConversationState, ConversationCommand, ConversationFact>
{
    public static ConversationState Initial(string key)
    {
        var (pageId, psid) = Names.SplitConversationKey(key);
        return new ConversationState(key, pageId, psid, null, null, ProfileStage.Unasked, null, 0, null, [], [], [], [], MessagingWindow.NeverOpened, false);
    }

    public static ConversationCommand Tick() => new ConversationCommand.Tick();

    public static DateTimeOffset? NextDue(ConversationState state) =>
        (OutboxDueAt(state), CopyDueAt(state)) is var (a, b) && (a is null || b < a) ? b : a;

    public static Decision<ConversationFact> Decide(ConversationState state, ConversationCommand command, DateTimeOffset now)
    {
        var draft = new ConversationDraft(state, (s, f) => Apply(s, f, now));
        if (command.HumanAgent is { } granted && granted != state.HumanAgent)
        {
            draft.Add(new ConversationFact.HumanAgentSet(granted));
        }

        var decision = Judge(draft, command, now);
        return draft.State.LooseMarks.IsEmpty || decision.Facts.Count == 0 ? decision : decision with { Facts = WithLooseMarks(draft) };
    }

    private static Decision<ConversationFact> Judge(ConversationDraft draft, ConversationCommand command, DateTimeOffset now) =>
        command switch
        {
            ConversationCommand.Receive { Event: Inbound.CustomerMessage m } c => ReceiveMessage(draft, m, c, now),
            ConversationCommand.Receive { Event: Inbound.Echo e } => ReceiveEcho(draft, e, now),
            ConversationCommand.Receive { Event: Inbound.Delivered d } => ReceiveWatermark(draft, d.Watermark, read: false),
            ConversationCommand.Receive { Event: Inbound.Read r } => ReceiveWatermark(draft, r.Watermark, read: true),
            ConversationCommand.Receive { Event: Inbound.Postback p } c => ReceiveMessage(draft, AsMessage(p), c, now),
            ConversationCommand.Receive { Event: Inbound.Standby s } c => Judge(draft, c with { Event = s.Event with { At = s.At } }, now),
            ConversationCommand.Receive c => ReceiveOther(draft, c.Event),
            ConversationCommand.EnqueueAnswered c => EnqueueAnswered(draft, c),
            ConversationCommand.Take c => Take(draft, c),
            ConversationCommand.Return c => Return(draft, c),
            ConversationCommand.MarkSeen c => MarkSeen(draft, c),
            ConversationCommand.SendText c => SendText(draft, c, now),
            ConversationCommand.SendFile c => SendFile(draft, c, now),
            ConversationCommand.SendResult c => SendResult(draft, c, now),
            ConversationCommand.ReadBackResult c => ReadBackResult(draft, c, now),
            ConversationCommand.ThreadTakeResult c => ThreadTakeResult(draft, c, now),
            ConversationCommand.Close c => Close(draft, c),
            ConversationCommand.ProfileFetched c => ProfileFetched(draft, c),
            ConversationCommand.NoticeAcknowledged c => NoticeAcknowledged(draft, c),
            ConversationCommand.CopyEnded c => CopyEnded(draft, c, now),
            ConversationCommand.Tick => Due(draft, now),
            _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
        };

    private static Decision<ConversationFact> Due(ConversationDraft draft, DateTimeOffset now)
    {
        StartCopies(draft, now);
        return OutboxDue(draft, now);
    }

    private static Decision<ConversationFact> EnqueueAnswered(ConversationDraft draft, ConversationCommand.EnqueueAnswered c)
    {
        if (c.Reply is Answer.Placed placed && draft.State.Interaction is { Phase: InteractionPhase.Queueing } i && i.Id == c.InteractionId && i.Epoch == c.Epoch)
        {
            draft.Add(new ConversationFact.Placed(c.InteractionId, c.Epoch, placed.Place));
        }

        return draft.Done();
    }

    /// <summary>The campaign may have offered before its answer to Enqueue came home, so one that is still queueing can be taken too.</summary>
    private static Decision<ConversationFact> Take(ConversationDraft draft, ConversationCommand.Take c)
    {
        if (draft.State.Interaction is not { } i || i.Id != c.InteractionId)
        {
            return Decision<ConversationFact>.Assert(new Answer.Gone(GoneReason.Ended));
        }

        var taken = new Answer.Taken(new Agents.InteractionCard(i.Id, i.CampaignId));
        if (i.Lease == c.Lease)
        {
            return draft.Answer(taken);
        }

        if (i.Epoch != c.Epoch || i.Phase is InteractionPhase.Owned or InteractionPhase.Ended)
        {
            return Decision<ConversationFact>.Assert(new Answer.Gone(i.Phase == InteractionPhase.Ended ? GoneReason.Ended : GoneReason.Requeued));
        }

        draft.Add(new ConversationFact.Owned(i.Id, i.Epoch, c.Lease, c.Agent));
        return draft.Answer(taken);
    }

    private static Decision<ConversationFact> Return(ConversationDraft draft, ConversationCommand.Return c)
    {
        if (draft.State.Interaction is not { Phase: InteractionPhase.Owned } i || i.Lease != c.Lease)
        {
            return Decision<ConversationFact>.Assert(Answer.Done);
        }

        draft.Add(new ConversationFact.Requeued(i.Id, i.Epoch + 1, c.Lease, c.Reason));
        return draft.Done();
    }

    private static Decision<ConversationFact> MarkSeen(ConversationDraft draft, ConversationCommand.MarkSeen c)
    {
        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        MarkAnswered(draft, i);
        if (i.Unread > 0)
        {
            draft.Add(new ConversationFact.Seen(i.Id));
        }

        return draft.Done();
    }

    private static void MarkAnswered(ConversationDraft draft, InteractionState i)
    {
        if (i.AnsweredAt is null)
        {
            draft.Add(new ConversationFact.Answered(i.Id, i.Agent!.Id));
        }
    }

    private static Decision<ConversationFact> Close(ConversationDraft draft, ConversationCommand.Close c)
    {
        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is { } i)
        {
            draft.Add(new ConversationFact.Ended(
                i.Id, i.Epoch, i.Lease, i.Agent!.Id, Completed: i.AnsweredAt is not null, EndReason.Closed, c.DispositionId, c.Note));
            return draft.Done();
        }

        var repeated = draft.State.Interaction is { Phase: InteractionPhase.Ended } ended && ended.Id == c.InteractionId && ended.Agent?.Id == c.AgentId;
        return repeated ? draft.Done() : Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
    }

    private static Decision<ConversationFact> ProfileFetched(ConversationDraft draft, ConversationCommand.ProfileFetched c)
    {
        if (draft.State.Profile == ProfileStage.Requested)
        {
            draft.Add(new ConversationFact.ProfileSettled(c.Name, c.Locale));
        }

        return draft.Done();
    }

    private static Decision<ConversationFact> NoticeAcknowledged(ConversationDraft draft, ConversationCommand.NoticeAcknowledged c)
    {
        if (draft.State.Notices.Exists(n => n.Key == c.Key))
        {
            draft.Add(new ConversationFact.NoticeDelivered(c.Key));
        }

        return draft.Done();
    }
}

/// <summary>Why an interaction ended.</summary>
public static class EndReason
{
    public const string Closed = "closed";
}

/// <summary>Why an offer can no longer be taken.</summary>
public static class GoneReason
{
    public const string Ended = "ended";
    public const string Requeued = "requeued";
}
