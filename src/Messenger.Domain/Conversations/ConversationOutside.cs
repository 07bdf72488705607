using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Conversations;

/// <summary>What the conversation's stream sends: messages to other grains and to Meta, and what watchers see.</summary>
public readonly partial struct ConversationRules
{
    public static IEnumerable<Obligation> Pending(ConversationState state)
    {
        if (state.Open is { } i && AwaitsAnswer(i))
        {
            yield return new Obligation.ToCampaign(
                $"enqueue/{i.Id}/{i.Epoch}", i.CampaignId, new CampaignCommand.Enqueue(i.Id, i.Epoch, i.Class, i.QueuedAt ?? i.OpenedAt)
                {
                    WindowUntil = WindowUntil(state),
                    Preferred = i.Preferred,
                    Directed = i.For?.Id,
                });
        }

        if (state.Open is { Handing: { } handing } handed)
        {
            yield return Offer(state, handed, handing);
        }

        if (WindowNews(state) is { } news)
        {
            yield return news;
        }

        foreach (var notice in state.Notices)
        {
            yield return notice;
        }

        if (state.Outbox is [var item, ..] && OwedFor(item) is { } owed)
        {
            yield return owed;
        }

        if (state.Profile == ProfileStage.Requested)
        {
            yield return new Obligation.ToProfile("profile");
        }

        foreach (var copy in CopiesNow(state))
        {
            yield return copy;
        }
    }

    public static ConversationCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToCampaign { Command: CampaignCommand.Enqueue c } => new ConversationCommand.EnqueueAnswered(c.InteractionId, c.Epoch, answer, c.WindowUntil),
        Obligation.ToCampaign { Command: CampaignCommand.WindowMoved } => null,
        Obligation.ToCampaign { Command: CampaignCommand.Remove } or Obligation.ToAgent => new ConversationCommand.NoticeAcknowledged(obligation.Key),
        _ => throw new NotSupportedException($"A conversation does not owe {obligation.Key}."),
    };

    public static IEnumerable<ViewEvent> View(ConversationState before, ConversationState after, ConversationFact fact, DateTimeOffset at, long next)
    {
        switch (fact)
        {
            case ConversationFact.Placed { Terms: not null } when before.Open?.Phase == InteractionPhase.Owned:
            case ConversationFact.Handing or ConversationFact.HandingEnded or ConversationFact.Typed:
            case ConversationFact.InteractionOpened or ConversationFact.Owned or ConversationFact.Requeued or ConversationFact.Answered
                or ConversationFact.Seen or ConversationFact.ProfileSettled or ConversationFact.Ended:
                yield return new ViewEvent(ViewEventType.InteractionChanged, Interaction(after, next, at, []));
                break;
            case ConversationFact.MessageReceived f:
                yield return Added(after, f.Seq, WindowRules.View(at, after.Window, after.HumanAgent));
                if (HasOtherTimes(before, after))
                {
                    yield return new ViewEvent(ViewEventType.InteractionChanged, Interaction(after, next + 1, at, []));
                }

                break;
            case ConversationFact.MessageQueued f:
                yield return Added(after, f.Seq);
                if (HasOtherTimes(before, after))
                {
                    yield return new ViewEvent(ViewEventType.InteractionChanged, Interaction(after, next + 1, at, []));
                }

                break;
            case ConversationFact.LineWritten f:
                yield return Added(after, f.Seq);
                break;
            case ConversationFact.EchoReceived f:
                yield return Added(after, f.Seq);
                break;
            case ConversationFact.MessageSent f:
                yield return Changed(after, m => m.ClientMessageId == f.ClientMessageId);
                break;
            case ConversationFact.MessageFailed f:
                yield return Changed(after, m => m.ClientMessageId == f.ClientMessageId);
                break;
            case ConversationFact.SendDeferred f when f.Kept is not null || StateOf(before, f.ClientMessageId) != StateOf(after, f.ClientMessageId):
                yield return Changed(after, m => m.ClientMessageId == f.ClientMessageId);
                break;
            case ConversationFact.HumanAgentSet when after.Open is not null:
                yield return new ViewEvent(ViewEventType.InteractionChanged, Interaction(after, next, at, []));
                break;
            case ConversationFact.SendUnknown f:
                yield return Changed(after, m => m.ClientMessageId == f.ClientMessageId);
                break;
            case ConversationFact.AttachmentCopied f:
                yield return Rewritten(after, f.Seq);
                break;
            case ConversationFact.AttachmentLost f:
                yield return Rewritten(after, f.Seq);
                break;
            case ConversationFact.MessageDelivered f:
                yield return Changed(after, m => m.Seq == f.Seq);
                break;
            case ConversationFact.MessageRead f:
                yield return Changed(after, m => m.Seq == f.Seq);
                break;
            case ConversationFact.CustomerEventRecorded f:
                yield return Added(after, f.Seq, before.Window == after.Window ? null : WindowRules.View(at, after.Window, after.HumanAgent));
                break;
            case ConversationFact.Mark f:
                var marked = after.Messages.FindLast(m => m.Mid == f.Mid);
                if (marked is not null)
                {
                    yield return new ViewEvent(ViewEventType.MessageChanged, StateOf(marked) with { Message = Show(marked) });
                }

                if (before.Window != after.Window && after.Open is not null)
                {
                    yield return new ViewEvent(ViewEventType.InteractionChanged, Interaction(after, marked is null ? next : next + 1, at, []));
                }

                break;
            case ConversationFact.AutomaticTold or ConversationFact.Abandoned or ConversationFact.Blocked or ConversationFact.Unblocked:
                break;
            case ConversationFact.Placed or ConversationFact.SendStarted or ConversationFact.SendDeferred or ConversationFact.KeptReleased or ConversationFact.ProfileRequested
                or ConversationFact.NoticeDelivered or ConversationFact.ReadBackStarted or ConversationFact.ReadBackPostponed
                or ConversationFact.ThreadTakeStarted or ConversationFact.ThreadRegained or ConversationFact.HumanAgentSet
                or ConversationFact.WatermarkRaised or ConversationFact.LinesAdopted
                or ConversationFact.CopyDeferred or ConversationFact.CopyStarted:
                break;
            default:
                throw new NotSupportedException($"No view for {fact.GetType().Name}.");
        }
    }

    public static object Snapshot(ConversationState state, long version, DateTimeOffset now) =>
        Interaction(state, version, now, [.. state.Messages.Select(Show).Order(TranscriptOrder.Default)]);

    private static InteractionView Interaction(ConversationState s, long version, DateTimeOffset now, IReadOnlyList<MessageView> messages)
    {
        var i = s.Interaction ?? throw new InvalidOperationException($"{s.Key} has no interaction to show.");
        return new InteractionView(
            Names.ConversationStream(s.Key), version, i.Id, i.CampaignId, i.CampaignName, s.PageId, s.DisplayName, s.Locale, i.OpenedAt,
            i.Preview, i.Unread, WindowRules.View(now, s.Window, s.HumanAgent),
            i.Phase switch { InteractionPhase.Ended => "ended", InteractionPhase.Owned => "active", _ => "waiting" },
            i.Agent?.Id, i.Agent?.DisplayName, i.AnsweredAt, i.AnsweredOutside, messages)
        {
            ChatEndsAt = ChatEndsAt(s),
            ChatSeconds = i.Terms.ChatSeconds,
            FirstReplyBy = FirstReplyBy(s),
            InactiveAt = InactiveAt(s),
            Handing = i.Handing is { } handing
                ? new HandingView(handing.Target.Agent?.DisplayName, handing.Target.CampaignId, handing.Target.CampaignName, handing.ReturnAt)
                : null,
            Kind = i.Kind,
            LinkedTo = i.LinkedTo,
            NeedsDisposition = i.Terms.NeedsDisposition,
        };
    }

    /// <summary>What somebody said moved an end that the desk counts down to.</summary>
    private static bool HasOtherTimes(ConversationState before, ConversationState after) =>
        FirstReplyBy(before) != FirstReplyBy(after) || InactiveAt(before) != InactiveAt(after);

    /// <param name="window">The reply window as this message leaves it; null when it leaves it as it was.</param>
    private static ViewEvent Added(ConversationState s, long seq, WindowView? window = null) =>
        new(ViewEventType.MessageAdded, Show(s.Messages.FindLast(m => m.Seq == seq)!) with { Window = window });

    private static string? StateOf(ConversationState s, string clientMessageId) => s.Messages.FindLast(m => m.ClientMessageId == clientMessageId)?.State;

    // An attempt can outlive the messages kept here; its fact stays visible so that versions have no gap.
    private static ViewEvent Changed(ConversationState s, Predicate<Message> which) =>
        new(ViewEventType.MessageChanged, s.Messages.FindLast(which) is { } m ? StateOf(m) : new MessageChange("", 0, MessageWord.Sent, null, null));

    private static ViewEvent Rewritten(ConversationState s, long seq) =>
        s.Messages.FindLast(m => m.Seq == seq) is { } m ? new(ViewEventType.MessageChanged, StateOf(m) with { Message = Show(m) }) : Changed(s, _ => false);

    private static MessageChange StateOf(Message m) => new(IdOf(m), m.Seq, m.State, m.Mid, m.FailureReason);

    private static MessageView Show(Message m) => new(
        IdOf(m), m.Mid, m.Seq, m.Direction, m.Text, m.Attachments, m.At, m.State, m.ClientMessageId, m.Author, m.FailureReason, m.InteractionId)
    {
        ReplyToMid = m.ReplyToMid,
        Reaction = m.Reaction is { } reaction ? reaction.Emoji ?? reaction.Word : null,
        Edited = m.IsEdited && !m.IsUnsent,
        Unsent = m.IsUnsent,
        Origin = m.Referral is { } referral ? CustomerEvent.DetailOf(referral) : null,
    };

    private static string IdOf(Message m) => m.Seq.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
