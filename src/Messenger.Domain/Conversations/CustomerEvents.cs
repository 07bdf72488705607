using System.Globalization;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>What customers and other apps do that is no message: a line of the transcript each, and no interaction opens (R37b).</summary>
public readonly partial struct ConversationRules
{
    private static Decision<ConversationFact> ReceiveOther(ConversationDraft draft, Inbound inbound) => inbound switch
    {
        Inbound.Reaction r => ReceiveMark(draft, new ConversationFact.MessageReacted(r.Mid, r.At, r.Removed, r.Word, r.Emoji)),
        Inbound.Edited e => ReceiveMark(draft, new ConversationFact.MessageEdited(e.Mid, e.At, e.Number, e.Text)),
        Inbound.Unsent u => ReceiveMark(draft, new ConversationFact.MessageUnsent(u.Mid, u.At, u.ByPage)),
        _ => ReceiveEvent(draft, CustomerEvent.Of(inbound), inbound.At),
    };

    private static Decision<ConversationFact> ReceiveEvent(ConversationDraft draft, CustomerEvent what, DateTimeOffset at)
    {
        var key = what.KeyAt(at, draft.State.Psid);
        if (!Knows(draft.State, key))
        {
            draft.Add(new ConversationFact.CustomerEventRecorded(
                draft.State.LastSeq + 1, draft.State.Open?.Id, key, at, what.Kind, what.Detail));
        }

        return draft.Done();
    }

    private static ConversationState Recorded(ConversationState s, ConversationFact.CustomerEventRecorded f) => WithMid(
        WithMessage(f.Kind == CustomerEvent.Referred ? Opened(s, new Inbound.Referred(new Referral(null, null, null), f.MetaAt)) : s, new Message(
            f.Seq, f.InteractionId ?? "", MessageWord.System, null, f.Kind, [], f.MetaAt, MessageWord.Recorded, null, f.Detail)),
        f.Key);

    private static void AdoptLines(ConversationDraft draft)
    {
        if (draft.State.Messages.Exists(m => m.InteractionId.Length == 0))
        {
            draft.Add(new ConversationFact.LinesAdopted(
                draft.State.Interaction!.Id, [.. draft.State.Messages.Where(m => m.InteractionId.Length == 0).Select(m => m.Seq)]));
        }
    }

    private static ConversationState Adopted(ConversationState s, ConversationFact.LinesAdopted f) => s with
    {
        Messages = [.. s.Messages.Select(m => f.Seqs.Contains(m.Seq) ? m with { InteractionId = f.InteractionId } : m)],
    };
}

/// <summary>A line of the transcript: what happened, in a word that the screen translates, and what it was about.</summary>
/// <param name="Detail">Shown as it is; null when the word says all.</param>
public sealed record CustomerEvent(string Kind, string? Detail)
{
    public const string Referred = "referred";

    public static CustomerEvent Of(Inbound inbound) => inbound switch
    {
        Inbound.Referred r => new(Referred, DetailOf(r.From)),
        Inbound.OptedIn { Status: { } status } o when status.StartsWith("STOP", StringComparison.OrdinalIgnoreCase) => new("opted-out", o.Title ?? o.Ref),
        Inbound.OptedIn o => new("opted-in", o.Title ?? o.Ref),
        Inbound.ThreadControl { Step: ThreadControlStep.Requested } t => new("thread-requested", t.ToAppId),
        Inbound.ThreadControl { ToUs: true } => new("thread-to-us", null),
        Inbound.ThreadControl { Step: ThreadControlStep.Taken } t => new("thread-taken", t.ToAppId),
        Inbound.ThreadControl t => new("thread-passed", t.ToAppId),
        Inbound.AccountLinked { Linked: true } => new("account-linked", null),
        Inbound.AccountLinked => new("account-unlinked", null),
        Inbound.Other o => new("other", o.Kind),
        _ => throw new NotSupportedException($"{inbound.GetType().Name} is no event."),
    };

    /// <summary>The most telling part of where the customer came from.</summary>
    public static string? DetailOf(Referral from) => from.AdTitle ?? from.Ref ?? from.ProductId ?? from.AdId ?? from.Source;

    /// <summary>The same thing of the same customer at the same instant is the same event.</summary>
    public string KeyAt(DateTimeOffset at, string psid) => string.Create(
        CultureInfo.InvariantCulture, $"event/{psid}/{at.ToUnixTimeMilliseconds()}/{Kind}/{MidHash.Of(Detail ?? "")[..16]}");
}
