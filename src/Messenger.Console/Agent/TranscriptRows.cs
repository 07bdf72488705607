using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>A line of the transcript: a day, the beginning of another interaction, a message, or one under way.</summary>
public abstract record TranscriptRow(string Key)
{
    public sealed record Day(DateTimeOffset At) : TranscriptRow("day" + At.ToLocalTime().Date.Ticks);

    /// <summary>From here on the messages belong to a later interaction of the same customer.</summary>
    public sealed record NextInteraction(string Id) : TranscriptRow("part" + Id);

    /// <param name="Follows">The one above is of the same side and hardly older: they stand close together.</param>
    public sealed record Said(MessageView Message, bool Follows) : TranscriptRow(Message.ClientMessageId ?? Message.Id);

    public sealed record UnderWay(PendingSend Sent) : TranscriptRow(Sent.ClientMessageId);
}

/// <summary>Arranges a chat for the screen.</summary>
public static class TranscriptRows
{
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(2);

    /// <param name="most">Only the newest messages are laid out; older ones on demand.</param>
    public static IReadOnlyList<TranscriptRow> Of(Chat chat, int most)
    {
        var rows = new List<TranscriptRow>();
        MessageView? above = null;
        foreach (var message in chat.Messages.Skip(Math.Max(0, chat.Messages.Count - most)))
        {
            var newDay = above?.At.ToLocalTime().Date != message.At.ToLocalTime().Date;
            if (newDay)
            {
                rows.Add(new TranscriptRow.Day(message.At));
            }

            var newPart = above is not null && above.InteractionId != message.InteractionId;
            if (newPart)
            {
                rows.Add(new TranscriptRow.NextInteraction(message.InteractionId));
            }

            var follows = !newDay && !newPart && above?.Direction == message.Direction && message.At - above.At < Close;
            rows.Add(new TranscriptRow.Said(message, follows));
            above = message;
        }

        rows.AddRange(chat.Pending.Select(sent => new TranscriptRow.UnderWay(sent)));
        return rows;
    }
}
