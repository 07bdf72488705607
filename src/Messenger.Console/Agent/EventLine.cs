using Messenger.Console.Shared.Language;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Agent;

/// <summary>A line of the transcript that is no message: what the customer or another app did, in the person's language.</summary>
public static class EventLine
{
    /// <summary>False for what only the recordings tell.</summary>
    public static bool IsKnown(IStringLocalizer<Texts> texts, MessageView line) => !texts["Event." + line.Text].ResourceNotFound;

    public static string Say(IStringLocalizer<Texts> texts, MessageView line)
    {
        var words = texts["Event." + line.Text];
        if (words.ResourceNotFound)
        {
            return line.Text ?? "";
        }

        if (line.Text == TranscriptLine.TransferEnded)
        {
            return texts["Event.transfer-ended." + line.Author] is { ResourceNotFound: false } why ? $"{words.Value}: {why.Value}" : words;
        }

        // The number of another app tells an agent nothing.
        var isOfThread = line.Text?.StartsWith("thread-", StringComparison.Ordinal) == true;
        return isOfThread || string.IsNullOrEmpty(line.Author) ? words : $"{words.Value}: {line.Author}";
    }
}
