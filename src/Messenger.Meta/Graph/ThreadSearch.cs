using System.Globalization;
using System.Text.Json;

namespace Messenger.Meta;

/// <summary>Goes through a thread from its newest message to older ones, in search of one that the Page sent.</summary>
internal sealed class ThreadSearch(string pageId, string? text, DateTimeOffset since)
{
    private readonly string? wanted = text is null ? null : Comparable(JsonText.WellFormed(text.ToCharArray()));
    private readonly List<(DateTimeOffset At, string Mid)> fitting = [];

    /// <summary>The mids that fit, the oldest first; of those of the same second the one further back in the list.</summary>
    public IEnumerable<string> Fitting => Enumerable.Reverse(fitting).OrderBy(message => message.At).Select(message => message.Mid);

    /// <summary>A message older than the attempt was seen: what follows is older still.</summary>
    public bool IsFarEnough { get; private set; }

    /// <summary>False when this is no list of messages with ids and times: then nothing can be said about any message.</summary>
    public bool Look(JsonElement page)
    {
        if (GraphList.Items(page) is not { } messages)
        {
            return false;
        }

        foreach (var message in messages)
        {
            if (JsonText.TextOf(message, "id"u8) is not { Length: > 0 } mid || TimeOf(message) is not { } at)
            {
                return false;
            }

            if (at < since)
            {
                IsFarEnough = true;
            }
            else if (IsFromPage(message) && Fits(message))
            {
                fitting.Add((at, mid));
            }
        }

        return true;
    }

    private bool IsFromPage(JsonElement message) =>
        JsonText.Find(message, "from"u8) is { } from && JsonText.TextOrNumber(JsonText.Find(from, "id"u8)) == pageId;

    private bool Fits(JsonElement message)
    {
        var said = JsonText.TextOf(message, "message"u8) ?? "";
        return wanted is null
            ? JsonText.Find(message, "attachments"u8) is { } attachments && GraphList.Items(attachments)?.Count > 0
            : Comparable(said) == wanted;
    }

    /// <summary>Meta may trim and may turn line ends into its own; calling such a text another one would send it a second time.</summary>
    private static string Comparable(string value) => value.ReplaceLineEndings("\n").Trim();

    /// <summary>As in <c>2026-01-01T00:00:00+0000</c>.</summary>
    private static DateTimeOffset? TimeOf(JsonElement message) =>
        JsonText.TextOf(message, "created_time"u8) is { } time
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
