using System.Globalization;
using Messenger.Storage.Recordings;

namespace Messenger.Front.Recordings;

/// <summary>Reads the query of the recordings and collects what is wrong with it, all fields at once.</summary>
internal sealed class RecordingQueryText
{
    private static readonly string[] Statuses = ["waiting", "held", "active", "closed", "abandoned", "outOfHours", "windowClosed"];

    public Dictionary<string, string[]> Faults { get; } = [];

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    public DateTimeOffset? Instant(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // A plus sign that was not escaped arrives as a blank.
        if (DateTimeOffset.TryParse(text.Trim().Replace(' ', '+'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant))
        {
            return instant;
        }

        Faults[field] = ["not an ISO 8601 date"];
        return null;
    }

    public string? Status(string field, string? text) => OneOf(field, text, Statuses);

    public string? OneOf(string field, string? text, params string[] words)
    {
        if (string.IsNullOrWhiteSpace(text) || words.Contains(text, StringComparer.Ordinal))
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        Faults[field] = [$"one of {string.Join(", ", words)}"];
        return null;
    }

    public string? Cursor(string field, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text) && !RecordingCursor.TryParse(text, out _))
        {
            Faults[field] = ["not a cursor of this list"];
        }

        return text;
    }

    public int Number(string field, string? text, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return number;
        }

        Faults[field] = ["a whole number from 1"];
        return otherwise;
    }

    public long Position(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return 0;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Faults[field] = ["a whole number from 0"];
        return 0;
    }
}
