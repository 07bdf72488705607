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

    public static DateTimeOffset? NextDue(ConversationState state) => Earliest(OutboxDueAt(state), CopyDueAt(state), NextTime(state));

    private static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            earliest = earliest is null || time < earliest ? time : earliest;
        }

        return earliest;
    }

    public static Decision<ConversationFact> Decide(ConversationState state, ConversationCommand command, DateTimeOffset now)
    {
        var draft = new ConversationDraft(state, (s, f) => Apply(s, f, now));
        if (command.HumanAgent is { } granted && granted != state.HumanAgent)
        {
            draft.Add(new ConversationFact.HumanAgentSet(granted));
        }

        PassTimes(draft, now);
        var decision = Judge(draft, command, now);
        EndBlocked(draft);
        return decision with { Facts = draft.State.LooseMarks.IsEmpty || decision.Facts.Count == 0 ? draft.Facts : WithLooseMarks(draft) };
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
            ConversationCommand.EnqueueAnswered c => EnqueueAnswered(draft, c, now),
            ConversationCommand.PlaceChanged c => PlaceChanged(draft, c),
            ConversationCommand.Take c => Take(draft, c, now),
            ConversationCommand.Return c => Return(draft, c),
            ConversationCommand.Transfer c => Transfer(draft, c, now),
            ConversationCommand.CancelTransfer c => CancelTransfer(draft, c),
            ConversationCommand.Requeue c => Requeue(draft, c),
            ConversationCommand.Reopen c => Reopen(draft, c, now),
            ConversationCommand.Typed c => Typed(draft, c, now),
            ConversationCommand.Block c => Block(draft, c),
            ConversationCommand.Unblock c => Unblock(draft, c),
            ConversationCommand.MarkSeen c => MarkSeen(draft, c),
            ConversationCommand.SendText c => SendText(draft, c, now),
            ConversationCommand.SendFile c => SendFile(draft, c, now),
            ConversationCommand.SendResult c => SendResult(draft, c, now),
            ConversationCommand.ReadBackResult c => ReadBackResult(draft, c, now),
            ConversationCommand.ThreadTakeResult c => ThreadTakeResult(draft, c, now),
            ConversationCommand.PageRestored => PageRestored(draft, now),
            ConversationCommand.Close c => Close(draft, c, now),
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

    /// <summary>The campaign may have offered before its answer to Enqueue came home, so one that is still queueing can be taken too.</summary>
    private static Decision<ConversationFact> Take(ConversationDraft draft, ConversationCommand.Take c, DateTimeOffset now)
    {
        if (draft.State.Interaction is not { } i || i.Id != c.InteractionId)
        {
            return Decision<ConversationFact>.Assert(new Answer.Gone(GoneReason.Ended));
        }

        var taken = new Answer.Taken(new Agents.InteractionCard(i.Id, c.Lease.CampaignId));
        if (i.Lease == c.Lease)
        {
            return draft.Answer(taken);
        }

        var handing = i.Handing;
        if (i.Epoch != c.Epoch || i.Blocked || i.Phase == InteractionPhase.Ended || (i.Phase == InteractionPhase.Owned && !IsFor(handing, c)))
        {
            return Decision<ConversationFact>.Assert(new Answer.Gone(i.Blocked || i.Phase == InteractionPhase.Ended ? GoneReason.Ended : GoneReason.Requeued));
        }

        draft.Add(new ConversationFact.Owned(
            i.Id, i.Epoch, c.Lease, c.Agent, handing is not null && c.Lease.CampaignId != i.CampaignId ? handing.Target.CampaignName : null,
            c.IsAnswer ? true : null));
        if (c.IsAnswer)
        {
            MarkAnswered(draft, draft.State.Interaction!);
        }

        SayJoined(draft, now);
        return draft.Answer(taken);
    }

    private static bool IsFor(HandingState? handing, ConversationCommand.Take c) =>
        handing is not null && handing.Target.CampaignId == c.Lease.CampaignId && (handing.Target.Agent is null || handing.Target.Agent.Id == c.Agent.Id);

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

    private static Decision<ConversationFact> Close(ConversationDraft draft, ConversationCommand.Close c, DateTimeOffset now)
    {
        if (c.By is not null)
        {
            return CloseBySupervisor(draft, c);
        }

        if (draft.State.OwnedBy(c.AgentId, c.InteractionId) is { } i)
        {
            if (i.Terms.NeedsDisposition && c.DispositionId is null)
            {
                return Decision<ConversationFact>.Refuse(RefusalCode.DispositionRequired);
            }

            SayGoodbye(draft, i, now);
            draft.Add(new ConversationFact.Ended(
                i.Id, i.Epoch, i.Lease, i.Agent!.Id, Completed: i.AnsweredAt is not null, EndReason.Closed, c.DispositionId, c.Note));
            return draft.Done();
        }

        var repeated = draft.State.Interaction is { Phase: InteractionPhase.Ended } ended && ended.Id == c.InteractionId && ended.Agent?.Id == c.AgentId;
        return repeated ? draft.Done() : Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
    }

    private static Decision<ConversationFact> CloseBySupervisor(ConversationDraft draft, ConversationCommand.Close c)
    {
        if (draft.State.Open is { } i && i.Id == c.InteractionId)
        {
            if (AwaitsFirstPlace(i))
            {
                // Its campaign has not said yet whether it is queued: ended now it would count there and not here.
                return Decision<ConversationFact>.Refuse(RefusalCode.Unknown);
            }

            draft.Add(new ConversationFact.Ended(
                i.Id, i.Epoch, i.Lease, i.Agent?.Id, Completed: i is { Phase: InteractionPhase.Owned, AnsweredAt: not null }, EndReason.Supervisor,
                c.DispositionId, c.Note));
            return draft.Done();
        }

        return draft.State.Interaction?.Id == c.InteractionId ? draft.Done() : Decision<ConversationFact>.Refuse(RefusalCode.Unknown);
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

    /// <summary>A supervisor ended it.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>It lasted as long as its campaign lets it (R15).</summary>
    public const string ChatTimeLimit = "chat-time-limit";

    /// <summary>The customer has been silent for long (R15).</summary>
    public const string Inactivity = "inactivity";

    /// <summary>Reopened for an agent who had no room for it after all (R37a).</summary>
    public const string NotTaken = "not-taken";

    /// <summary>Nobody answered it in time, and its campaign ends such ones (R14).</summary>
    public const string Abandoned = "abandoned";

    /// <summary>The queue was full and takes no more (R16).</summary>
    public const string QueueFull = "queue-full";

    /// <summary>Its campaign was deleted.</summary>
    public const string CampaignDeleted = "campaign-deleted";

    /// <summary>It came while closed and was only answered (R18).</summary>
    public const string OutOfHours = "out-of-hours";

    /// <summary>Its customer is not served (B8).</summary>
    public const string Blocked = "blocked";

    /// <summary>It came while the campaign was off, and was not queued when it was on again (R19).</summary>
    public const string Disabled = "disabled";
}

/// <summary>Why an offer can no longer be taken.</summary>
public static class GoneReason
{
    public const string Ended = "ended";
    public const string Requeued = "requeued";
}
