using System.Collections.Immutable;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Conversations;

public readonly partial struct ConversationRules
{
    /// <summary>Messages a desk gets at once; older ones are fetched from the recordings when somebody scrolls there.</summary>
    private const int MessagesKept = 200;
    private const int MidsKept = 64;

    public static ConversationState Apply(ConversationState s, ConversationFact fact, DateTimeOffset at) => fact switch
    {
        ConversationFact.InteractionOpened f => s with
        {
            Interaction = new InteractionState(
                f.InteractionId, f.Number, f.CampaignId, f.CampaignName, 1, QueueClass.Normal, InteractionPhase.Queueing, at, null, null, null, 0,
                f.Kind == InteractionKind.Reopened ? s.Interaction?.Preview ?? "" : "", false)
            {
                AwaitsPlace = true,
                Kind = f.Kind,
                LinkedTo = f.LinkedTo,
                For = f.For,
                Preferred = s.Interaction is { Agent: { } last, EndedAt: { } ended }
                    ? new PreferredAgent(last.Id, f.Kind == InteractionKind.Continuation ? null : ended)
                    : null,
            },
        },
        ConversationFact.MessageReceived f => Received(s, f, at),
        ConversationFact.Placed f => Placed(s, f),
        ConversationFact.AutomaticTold f => Told(s, f.Occasion),
        ConversationFact.Blocked f => IsBlocked(s, f),
        ConversationFact.Unblocked f => s with { Blocked = null, BlockChanges = f.Number },
        ConversationFact.Abandoned f => On(s, f.InteractionId, i => i with { AbandonedAt = f.At }),
        ConversationFact.Owned f => Owned(s, f, at),
        ConversationFact.Requeued f => Requeued(s, f),
        ConversationFact.Handing f => Handed(s, f),
        ConversationFact.HandingEnded f => HandingOver(s, f.InteractionId),
        ConversationFact.Typed f => On(s, f.InteractionId, i => i with { TypedUntil = f.Until }),
        ConversationFact.LineWritten f => WithMessage(s, new Message(
            f.Seq, f.InteractionId, MessageWord.System, null, f.Kind, [], at, MessageWord.Recorded, null, f.Detail)),
        ConversationFact.Answered f => On(s, f.InteractionId, i => i with { AnsweredAt = at }),
        ConversationFact.Seen f => On(s, f.InteractionId, i => i with { Unread = 0 }),
        ConversationFact.MessageQueued f => Queued(s, f, at),
        ConversationFact.HumanAgentSet f => s with { HumanAgent = f.Granted },
        ConversationFact.SendStarted f => Started(s, f, at),
        ConversationFact.SendDeferred f => Deferred(s, f),
        ConversationFact.KeptReleased f => OnOutbox(s, f.ClientMessageId, o => o with { Until = null, Kept = false }),
        ConversationFact.SendUnknown f => Unknown(s, f, at),
        ConversationFact.ReadBackStarted f => LooksBack(s, f, at),
        ConversationFact.ReadBackPostponed f => OnOutbox(s, f.ClientMessageId, o => o with { Phase = OutboxPhase.Unknown, Until = f.Until }),
        ConversationFact.ThreadTakeStarted f => OnOutbox(s, f.ClientMessageId, o => o with { Phase = OutboxPhase.TakingThread }),
        ConversationFact.ThreadRegained f => OnOutbox(s, f.ClientMessageId, o => o with { Phase = OutboxPhase.Queued, Until = null, ThreadTaken = true }),
        ConversationFact.MessageSent f => OnMessage(
            WithMid(Settled(s, f.ClientMessageId), f.Mid),
            m => m.ClientMessageId == f.ClientMessageId, m => m with { Mid = f.Mid, State = Higher(m.State, MessageWord.Sent), FailureReason = null }),
        ConversationFact.MessageFailed f => OnMessage(
            Settled(s, f.ClientMessageId),
            m => m.ClientMessageId == f.ClientMessageId, m => m with { State = MessageWord.Failed, FailureReason = f.Reason }),
        ConversationFact.EchoReceived f => Echoed(s, f, at),
        ConversationFact.MessageDelivered f => OnMessage(s, m => m.Seq == f.Seq, m => m with { State = MessageWord.Delivered }),
        ConversationFact.MessageRead f => OnMessage(s, m => m.Seq == f.Seq, m => m with { State = MessageWord.Read }),
        ConversationFact.WatermarkRaised f => f.Read ? s with { ReadUpto = f.Upto } : s with { DeliveredUpto = f.Upto },
        ConversationFact.Mark f => Marked(s, f),
        ConversationFact.CustomerEventRecorded f => Recorded(s, f),
        ConversationFact.LinesAdopted f => Adopted(s, f),
        ConversationFact.ProfileRequested => s with { Profile = ProfileStage.Requested },
        ConversationFact.ProfileSettled f => s with
        {
            Profile = ProfileStage.Settled,
            ProfileAt = at,
            CustomerName = f.Name ?? s.CustomerName,
            Locale = f.Locale ?? s.Locale,
        },
        ConversationFact.Ended f => Ended(s, f, at),
        ConversationFact.AttachmentCopied or ConversationFact.AttachmentLost or ConversationFact.CopyDeferred or ConversationFact.CopyStarted => Copied(s, fact),
        ConversationFact.NoticeDelivered f => s with { Notices = s.Notices.RemoveAll(n => n.Key == f.Key) },
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    private static ConversationState Received(ConversationState s, ConversationFact.MessageReceived f, DateTimeOffset at)
    {
        var message = new Message(
            f.Seq, f.InteractionId, MessageWord.In, f.Mid, f.Text, f.Attachments ?? [], f.MetaAt, MessageWord.Received, null, null)
        {
            ReplyToMid = f.ReplyToMid,
            Referral = f.Referral,
        };
        s = Opened(WithCopies(WithMid(WithMessage(s, message), f.Mid), message, at), new Inbound.CustomerMessage(f.Mid, null, [], null, null, f.MetaAt));
        return On(s, f.InteractionId, i => i with
        {
            Unread = i.Unread + 1,
            SilentSince = null,
            Preview = i.Preview.Length > 0 ? i.Preview : MessagePreview.Of(f.Text, f.Attachments),
        });
    }

    private static ConversationState Echoed(ConversationState s, ConversationFact.EchoReceived f, DateTimeOffset at)
    {
        // Both this time and the marks' are Meta's own.
        var message = new Message(
            f.Seq, f.InteractionId ?? "", MessageWord.Out, f.Mid, f.Text, f.Attachments ?? [], f.MetaAt, MessageWord.Sent, null, null, f.MetaAt);
        s = WithCopies(WithMid(WithMessage(s, message with { ReplyToMid = f.ReplyToMid }), f.Mid), message, at);
        return f.InteractionId is { } id ? On(s, id, i => i with { AnsweredOutside = true, SilentSince = at }) : s;
    }

    private static ConversationState Ended(ConversationState s, ConversationFact.Ended f, DateTimeOffset at)
    {
        s = HandingOver(s, f.InteractionId);
        if (f.Reason == EndReason.Blocked && AwaitsFirstPlace(s.Interaction!))
        {
            return On(s, f.InteractionId, i => i with { Phase = InteractionPhase.Ended, Unread = 0, EndedAt = at, EndReason = f.Reason });
        }

        var removed = new Obligation.ToCampaign(
            $"removed/{f.InteractionId}/{f.Epoch}", s.Interaction!.CampaignId, new CampaignCommand.Remove(f.InteractionId, f.Epoch));
        s = On(s, f.InteractionId, i => i with { Phase = InteractionPhase.Ended, Unread = 0, EndedAt = f.At ?? at, EndReason = f.Reason }) with { Notices = s.Notices.Add(removed) };
        return f is { Lease: { } lease, AgentId: { } agentId }
            ? s with { Notices = s.Notices.Add(new Obligation.ToAgent($"slot-ended/{lease}", agentId, new AgentCommand.SlotEnded(lease, f.Completed) { IsOver = true })) }
            : s;
    }

    private static ConversationState On(ConversationState s, string interactionId, Func<InteractionState, InteractionState> change) =>
        s.Interaction is { } i && i.Id == interactionId ? s with { Interaction = change(i) } : s;

    private static ConversationState OnMessage(ConversationState s, Predicate<Message> which, Func<Message, Message> change)
    {
        var index = s.Messages.FindLastIndex(which);
        return index < 0 ? s : s with { Messages = s.Messages.SetItem(index, change(s.Messages[index])) };
    }

    private static ConversationState OnOutbox(ConversationState s, string clientMessageId, Func<OutboxItem, OutboxItem> change)
    {
        var index = s.Outbox.FindIndex(o => o.ClientMessageId == clientMessageId);
        return index < 0 ? s : s with { Outbox = s.Outbox.SetItem(index, change(s.Outbox[index])) };
    }

    private static ConversationState Settled(ConversationState s, string clientMessageId) =>
        s with { Outbox = s.Outbox.RemoveAll(o => o.ClientMessageId == clientMessageId) };

    private static ConversationState WithMessage(ConversationState s, Message message) =>
        s with { LastSeq = message.Seq, Messages = Newest(s.Messages.Add(message), MessagesKept) };

    private static ConversationState WithMid(ConversationState s, string mid)
    {
        var known = s.KnownMids.AsSpan();
        return s with { KnownMids = [.. known[Math.Max(0, known.Length - MidsKept + 1)..], MidHash.Number(mid)] };
    }

    private static ImmutableList<T> Newest<T>(ImmutableList<T> list, int kept) => list.Count > kept ? list.RemoveRange(0, list.Count - kept) : list;

    /// <summary>A delivery mark can overtake the response: a state is never lowered.</summary>
    private static string Higher(string known, string news) => known is MessageWord.Delivered or MessageWord.Read ? known : news;
}
