using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>What reactions, edits, withdrawals and other doings must have made of a transcript: of each kind the latest of all that ever arrived.</summary>
internal sealed class Doings
{
    private readonly List<Inbound> _arrived = [];
    private int _lines;

    public void Of(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        _lines += d.Facts.Count(f => f is ConversationFact.LineWritten);
        if (d.Command is not ConversationCommand.Receive { Event: { } inbound })
        {
            return;
        }

        if (inbound is Inbound.AccountLinked && !_arrived.Contains(inbound))
        {
            _lines++;
        }

        _arrived.Add(inbound);
        Assert.Equal(_lines, d.After.Messages.Count(m => m.Direction == MessageWord.System));
        foreach (var message in d.After.Messages.Where(m => m.Mid is not null))
        {
            Show(message.Mid!, message.Text, message.Reaction?.Emoji, message.IsUnsent);
        }
    }

    /// <summary>So it must look.</summary>
    public void Show(string mid, string? text, string? emoji, bool isUnsent)
    {
        var reaction = _arrived.OfType<Inbound.Reaction>().Where(r => r.Mid == mid).OrderBy(r => r.At).ThenBy(r => r.Removed)
            .ThenBy(r => r.Emoji, StringComparer.Ordinal).LastOrDefault();
        Assert.Equal(reaction is { Removed: false } ? reaction.Emoji : null, emoji);
        Assert.Equal(_arrived.OfType<Inbound.Unsent>().Any(u => u.Mid == mid), isUnsent);
        var edit = _arrived.OfType<Inbound.Edited>().Where(e => e.Mid == mid).MaxBy(e => e.Number);
        if (isUnsent)
        {
            Assert.Null(text);
        }
        else if (edit is not null)
        {
            Assert.Equal(edit.Text, text);
        }
    }
}
