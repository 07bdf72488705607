using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>What arrives from Meta: the customer's messages, echoes, delivery and read marks.</summary>
public readonly partial struct ConversationRules
{
    /// <summary>A profile that was not to be had is asked for again with a later message, not with each one.</summary>
    private static readonly TimeSpan ProfileCoolDown = TimeSpan.FromHours(1);

    /// <summary>A tapped button stands in the transcript as the words on it, or as what it carries when Meta does not repeat them.</summary>
    private static Inbound.CustomerMessage AsMessage(Inbound.Postback p) =>
        new(p.Mid, p.Title ?? p.Payload, [], null, p.Payload, p.At) { Referral = p.Referral };

    private static Decision<ConversationFact> ReceiveMessage(
        ConversationDraft draft, Inbound.CustomerMessage m, ConversationCommand.Receive c, DateTimeOffset now)
    {
        if (Knows(draft.State, m.Mid))
        {
            return draft.Done();
        }

        if (draft.State.Open is null)
        {
            var number = (draft.State.Interaction?.Number ?? 0) + 1;
            (string Kind, string Id)? continues = draft.State.Blocked is null && ContinuedBy(draft.State, now) is { } ended ? (InteractionKind.Continuation, ended.Id) : null;
            draft.Add(new ConversationFact.InteractionOpened(
                Names.InteractionId(draft.State.Key, number), number, c.CampaignId, c.CampaignName, draft.State.PageId, draft.State.Psid,
                continues?.Kind, continues?.Id));
            AdoptLines(draft);
        }

        draft.Add(new ConversationFact.MessageReceived(
            draft.State.LastSeq + 1, draft.State.Interaction!.Id, m.Mid, m.At, m.Text, ToCopy(m.Attachments), m.ReplyToMid, m.Payload, m.Referral,
            m.Commands.Count > 0 ? m.Commands : null));

        if (draft.State is { Blocked: not null, Open: { Blocked: false } recorded })
        {
            // Opened with this message, its campaign never hears of it.
            draft.Add(new ConversationFact.Ended(recorded.Id, recorded.Epoch, null, null, Completed: false, EndReason.Blocked, null, null));
        }

        var asked = draft.State.Profile == ProfileStage.Requested
            || (draft.State.Profile == ProfileStage.Settled && now - draft.State.ProfileAt < ProfileCoolDown);
        if (draft.State.CustomerName is null && !asked)
        {
            draft.Add(new ConversationFact.ProfileRequested());
        }

        return draft.Done();
    }

    /// <summary>The interaction that a message of now goes on with (R37b); null = it begins a new one.</summary>
    private static InteractionState? ContinuedBy(ConversationState s, DateTimeOffset now) =>
        s.Interaction is { EndReason: EndReason.Closed, EndedAt: { } ended, Terms.ContinuationSeconds: > 0 } last
            && now < ended.AddSeconds(last.Terms.ContinuationSeconds) ? last : null;

    private static Decision<ConversationFact> ReceiveEcho(ConversationDraft draft, Inbound.Echo e, DateTimeOffset now)
    {
        if (Knows(draft.State, e.Mid))
        {
            return draft.Done();
        }

        if (e is { FromUs: true, Metadata: { } metadata })
        {
            // Ours: it settles the attempt, whatever became of the response, even after we gave it up (protocol section 5).
            if (IsWithoutMid(draft.State, metadata))
            {
                draft.Add(new ConversationFact.MessageSent(metadata, e.Mid));
                SendNext(draft, now);
            }

            return draft.Done();
        }

        draft.Add(new ConversationFact.EchoReceived(
            draft.State.LastSeq + 1, draft.State.Open?.Id, e.Mid, e.At, e.Text, ToCopy(e.Attachments), e.AppId, e.ReplyToMid));
        MarkUptoWatermarks(draft, e.At);
        return draft.Done();
    }

    /// <summary>Everything begun to be sent up to the watermark has reached that state; only what changes is journaled.</summary>
    private static Decision<ConversationFact> ReceiveWatermark(ConversationDraft draft, DateTimeOffset watermark, bool read)
    {
        if (!(watermark <= (read ? draft.State.ReadUpto : draft.State.DeliveredUpto)))
        {
            draft.Add(new ConversationFact.WatermarkRaised(read, watermark));
        }

        foreach (var message in draft.State.Messages.Where(m => m.StartedAt <= watermark && CanBecome(m.State, read)))
        {
            draft.Add(read ? new ConversationFact.MessageRead(message.Seq) : new ConversationFact.MessageDelivered(message.Seq));
        }

        return draft.Done();
    }

    /// <summary>A mark can overtake the echo of what was written in the Page's inbox: that one is marked as it arrives.</summary>
    private static void MarkUptoWatermarks(ConversationDraft draft, DateTimeOffset at)
    {
        if (at <= draft.State.ReadUpto)
        {
            draft.Add(new ConversationFact.MessageRead(draft.State.LastSeq));
        }
        else if (at <= draft.State.DeliveredUpto)
        {
            draft.Add(new ConversationFact.MessageDelivered(draft.State.LastSeq));
        }
    }

    private static bool CanBecome(string state, bool read) =>
        state is MessageWord.Queued or MessageWord.Sent or MessageWord.Unknown || (read && state == MessageWord.Delivered);

    private static bool Knows(ConversationState state, string mid) => state.KnownMids.Contains(MidHash.Number(mid));
}
