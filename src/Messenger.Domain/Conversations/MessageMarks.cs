using System.Collections.Immutable;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>Reactions, edits and withdrawals. Nothing orders them after the message they name, nor among themselves.</summary>
public readonly partial struct ConversationRules
{
    /// <summary>Loose marks kept; the rows of a message that is older than those at hand have theirs in any case.</summary>
    private const int LooseMarksKept = 32;

    private static Decision<ConversationFact> ReceiveMark(ConversationDraft draft, ConversationFact.Mark mark)
    {
        var known = draft.State.Messages.FindLast(m => m.Mid == mark.Mid)?.Marks ?? draft.State.LooseMarks;
        if (IsNews(known, mark))
        {
            draft.Add(mark);
        }

        return draft.Done();
    }

    /// <summary>Of each kind the latest counts, whatever order they come in; what was withdrawn cannot be changed any more.</summary>
    private static bool IsNews(ImmutableList<ConversationFact.Mark> known, ConversationFact.Mark mark) =>
        !known.Exists(k => k.Mid == mark.Mid && (k, mark) switch
        {
            (ConversationFact.MessageReacted old, ConversationFact.MessageReacted now) => !Follows(old, now),
            (ConversationFact.MessageEdited old, ConversationFact.MessageEdited now) => (old.Number, old.MetaAt).CompareTo((now.Number, now.MetaAt)) >= 0,
            (ConversationFact.MessageUnsent, ConversationFact.MessageEdited or ConversationFact.MessageUnsent) => true,
            _ => false,
        });

    /// <summary>Of the same instant taking back is the later one, because only what is set can be taken back; the rest is settled somehow, but always alike.</summary>
    private static bool Follows(ConversationFact.MessageReacted old, ConversationFact.MessageReacted now) =>
        (old.MetaAt, old.Removed).CompareTo((now.MetaAt, now.Removed)) is var order and not 0
            ? order < 0
            : string.CompareOrdinal(old.Emoji ?? old.Word, now.Emoji ?? now.Word) < 0;

    /// <summary>Marks whose message has come meanwhile are journaled once more, behind it: its row did not exist the first time.</summary>
    private static IReadOnlyList<ConversationFact> WithLooseMarks(ConversationDraft draft)
    {
        foreach (var mark in draft.State.LooseMarks.Where(mark => draft.State.Messages.Exists(m => m.Mid == mark.Mid)))
        {
            draft.Add(mark);
        }

        return draft.Facts;
    }

    private static ConversationState Marked(ConversationState s, ConversationFact.Mark mark)
    {
        s = mark switch
        {
            ConversationFact.MessageReacted r => Opened(s, new Inbound.Reaction(r.Mid, r.Removed, r.Word, r.Emoji, r.MetaAt)),
            ConversationFact.MessageUnsent => s with { Copies = s.Copies.RemoveAll(m => m.Mid == mark.Mid) },
            _ => s,
        };
        var index = s.Messages.FindLastIndex(m => m.Mid == mark.Mid);
        return index < 0
            ? s with { LooseMarks = Newest(With(s.LooseMarks, mark), LooseMarksKept) }
            : s with
            {
                LooseMarks = s.LooseMarks.RemoveAll(loose => IsSameThing(loose, mark)),
                Messages = s.Messages.SetItem(index, Marked(s.Messages[index], mark)),
            };
    }

    private static Message Marked(Message message, ConversationFact.Mark mark)
    {
        message = message with { Marks = With(message.Marks, mark) };
        return message switch
        {
            { IsUnsent: true } => message with { Text = null, Attachments = [] },
            _ when mark is ConversationFact.MessageEdited edited => message with { Text = edited.Text },
            _ => message,
        };
    }

    private static ImmutableList<ConversationFact.Mark> With(ImmutableList<ConversationFact.Mark> marks, ConversationFact.Mark mark) =>
        marks.RemoveAll(known => IsSameThing(known, mark)).Add(mark);

    private static bool IsSameThing(ConversationFact.Mark one, ConversationFact.Mark other) => one.Mid == other.Mid && one.GetType() == other.GetType();
}
