using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>An interaction changes hands: transfer, return to the queue, reopening (B3, R37a). There are never two owners, and never none.</summary>
public readonly partial struct ConversationRules
{
    private static Decision<ConversationFact> Transfer(ConversationDraft draft, ConversationCommand.Transfer c, DateTimeOffset now)
    {
        if (Held(draft.State, c.InteractionId, c.OwnerId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (i.Handing is { } handing)
        {
            return handing.Target == c.Target ? draft.Done() : Decision<ConversationFact>.Refuse(RefusalCode.Transferring);
        }

        if (i.AwaitsPlace || c.Target.Agent?.Id == i.Agent!.Id)
        {
            return Decision<ConversationFact>.Refuse(i.AwaitsPlace ? RefusalCode.Unknown : RefusalCode.AlreadyTaken);
        }

        DateTimeOffset? returnAt = i.Terms.TransferReturnSeconds > 0 ? now.AddSeconds(i.Terms.TransferReturnSeconds) : null;
        draft.Add(new ConversationFact.Handing(i.Id, i.Epoch + 1, c.Target, c.By, returnAt, c.Force ? true : null));
        Line(draft, TranscriptLine.Transfer, c.Target.Agent?.DisplayName ?? c.Target.CampaignName);
        if (!string.IsNullOrWhiteSpace(c.Note))
        {
            Line(draft, TranscriptLine.Note, $"{c.By.DisplayName}: {c.Note}");
        }

        return draft.Done();
    }

    private static Decision<ConversationFact> CancelTransfer(ConversationDraft draft, ConversationCommand.CancelTransfer c)
    {
        if (Held(draft.State, c.InteractionId, c.OwnerId) is not { } i)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (i.Handing is not null)
        {
            EndHanding(draft, HandingEndReason.Cancelled, null);
        }

        return draft.Done();
    }

    private static Decision<ConversationFact> Requeue(ConversationDraft draft, ConversationCommand.Requeue c)
    {
        if (draft.State.Open is not { } i || i.Id != c.InteractionId)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.NotYours);
        }

        if (i.Phase == InteractionPhase.Owned)
        {
            Line(draft, TranscriptLine.Requeued, c.By.DisplayName);
            draft.Add(new ConversationFact.Requeued(i.Id, i.Epoch + 1, i.Lease!.Value, ReturnReason.Supervisor));
        }

        return draft.Done();
    }

    /// <summary>It is his as soon as his campaign has made him a place for it; nothing else may have begun meanwhile.</summary>
    private static Decision<ConversationFact> Reopen(ConversationDraft draft, ConversationCommand.Reopen c, DateTimeOffset now)
    {
        if (draft.State.Open is { } open)
        {
            return (open.For ?? open.Agent)?.Id == c.Agent.Id ? draft.Done() : Decision<ConversationFact>.Refuse(RefusalCode.AlreadyTaken);
        }

        if (draft.State.Interaction is not { } last || !IsOfThis(draft.State, c.InteractionId))
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.Unknown);
        }

        if (draft.State.Blocked is not null)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.Blocked);
        }

        if (RightNow(draft.State, automatic: false, now) is null)
        {
            return Decision<ConversationFact>.Refuse(RefusalCode.WindowClosed);
        }

        draft.Add(new ConversationFact.InteractionOpened(
            Names.InteractionId(draft.State.Key, last.Number + 1), last.Number + 1, last.CampaignId, last.CampaignName, draft.State.PageId, draft.State.Psid,
            InteractionKind.Reopened, c.InteractionId, c.Agent));
        Line(draft, TranscriptLine.Reopened, c.Agent.DisplayName);
        AdoptLines(draft);
        return draft.Done();
    }

    /// <summary>The running interaction, if this agent owns it; for a supervisor (null) whoever does.</summary>
    private static InteractionState? Held(ConversationState s, string interactionId, string? ownerId) =>
        ownerId is not null ? s.OwnedBy(ownerId, interactionId)
        : s.Open is { Phase: InteractionPhase.Owned } i && i.Id == interactionId ? i : null;

    private static bool IsOfThis(ConversationState s, string interactionId) =>
        Enumerable.Range(1, s.Interaction!.Number).Any(number => Names.InteractionId(s.Key, number) == interactionId);

    private static void EndHanding(ConversationDraft draft, string reason, DateTimeOffset? at)
    {
        var i = draft.State.Open!;
        draft.Add(new ConversationFact.HandingEnded(i.Id, i.Epoch, reason, at));
        Line(draft, TranscriptLine.TransferEnded, reason);
    }

    private static void Line(ConversationDraft draft, string kind, string? detail) =>
        draft.Add(new ConversationFact.LineWritten(draft.State.LastSeq + 1, draft.State.Interaction!.Id, kind, detail));

    /// <summary>What was meant for a certain agent, or for another campaign, is not taken there.</summary>
    private static void NotTakenThere(ConversationDraft draft, InteractionState i, string? why)
    {
        if (i.Handing is not null)
        {
            EndHanding(draft, why ?? HandingEndReason.NotTaken, null);
        }
        else if (i is { For: not null, Phase: not InteractionPhase.Owned })
        {
            draft.Add(new ConversationFact.Ended(i.Id, i.Epoch, null, null, Completed: false, EndReason.NotTaken, null, null));
        }
    }

    private static Obligation.ToCampaign Offer(ConversationState s, InteractionState i, HandingState handing) => new(
        $"enqueue/{i.Id}/{handing.Epoch}", handing.Target.CampaignId,
        new CampaignCommand.Enqueue(i.Id, handing.Epoch, QueueClass.Returned, i.QueuedAt ?? i.OpenedAt)
        {
            WindowUntil = WindowUntil(s),
            Directed = handing.Target.Agent?.Id,
            IsTransfer = true,
            ForcedBy = handing.ForcedBy,
        });

    private static ConversationState Handed(ConversationState s, ConversationFact.Handing f) => On(s, f.InteractionId, i => i with
    {
        Epoch = f.Epoch,
        Handing = new HandingState(f.Target, f.Epoch, f.ReturnAt, f.Forced == true ? f.By : null),
    });

    private static ConversationState HandingOver(ConversationState s, string interactionId) =>
        s.Interaction is { Handing: { } handing } i && i.Id == interactionId
            ? On(s, interactionId, x => x with { Handing = null }) with
            {
                Notices = s.Notices.Add(new Obligation.ToCampaign(
                    $"removed/{interactionId}/{handing.Epoch}/{handing.Target.CampaignId}", handing.Target.CampaignId, new CampaignCommand.Remove(interactionId, handing.Epoch))),
            }
            : s;

    private static ConversationState Owned(ConversationState s, ConversationFact.Owned f, DateTimeOffset at)
    {
        if (s.Interaction is { Handing: not null, Lease: { } before, Agent: { } owner } i && f.Lease != before)
        {
            s = s with { Notices = s.Notices.Add(new Obligation.ToAgent($"slot-ended/{before}", owner.Id, new AgentCommand.SlotEnded(before, false))) };
            s = i.CampaignId == f.Lease.CampaignId
                ? s
                : s with { Notices = s.Notices.Add(new Obligation.ToCampaign($"removed/{i.Id}/{f.Epoch}/{i.CampaignId}", i.CampaignId, new CampaignCommand.Remove(i.Id, f.Epoch))) };
        }

        return On(s, f.InteractionId, x => x with
        {
            Phase = InteractionPhase.Owned,
            Lease = f.Lease,
            Agent = f.Agent,
            OwnedAt = at,
            Handing = null,
            For = null,
            CampaignId = f.CampaignName is null ? x.CampaignId : f.Lease.CampaignId,
            CampaignName = f.CampaignName ?? x.CampaignName,
        });
    }

    /// <summary>Whose connection was lost gets it back when nobody took it and he is there again (R41).</summary>
    private static ConversationState Requeued(ConversationState s, ConversationFact.Requeued f)
    {
        s = HandingOver(s, f.InteractionId);
        if (f.Reason is ReturnReason.NoReply or ReturnReason.Supervisor && s.Interaction?.Agent is { } owner)
        {
            s = s with
            {
                Notices = s.Notices.Add(new Obligation.ToAgent(
                    $"slot-ended/{f.From}", owner.Id, new AgentCommand.SlotEnded(f.From, false) { NoAnswer = f.Reason == ReturnReason.NoReply })),
            };
        }

        return On(s, f.InteractionId, i => i with
        {
            Phase = InteractionPhase.Queueing,
            Epoch = f.Epoch,
            Class = QueueClass.Returned,
            AwaitsPlace = true,
            PlaceNumber = null,
            Lease = null,
            Agent = null,
            OwnedAt = null,
            For = null,
            Preferred = f.Reason == ReturnReason.ConnectionLost && i.Agent is { } lost ? new PreferredAgent(lost.Id, null) : null,
        });
    }
}

/// <summary>Lines that the product itself writes into a transcript; the screen has their words.</summary>
public static class TranscriptLine
{
    public const string Transfer = "transfer";

    /// <summary>Its detail is why: a <see cref="HandingEndReason"/>, or the <see cref="RefusalCode"/> of the agent it was meant for.</summary>
    public const string TransferEnded = "transfer-ended";
    public const string Note = "note";
    public const string Requeued = "requeued";
    public const string Reopened = "reopened";
}
