using System.Globalization;

namespace Messenger.Front;

/// <summary>Reads the query of a list and collects what is wrong with it, all fields at once.</summary>
internal sealed class QueryText
{
    private const int DayLength = 10;

    /// <summary>Nothing else: what reads as a month here is a day elsewhere.</summary>
    private static readonly string[] Instants = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    public Dictionary<string, string[]> Faults { get; } = [];

    /// <summary>ISO 8601; without an offset it is UTC.</summary>
    public DateTimeOffset? Instant(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // The day and the time may stand apart; any other blank is a plus sign that was not escaped.
        var exact = text.Trim();
        exact = (exact.Length > DayLength && exact[DayLength] == ' ' ? $"{exact[..DayLength]}T{exact[(DayLength + 1)..]}" : exact).Replace(' ', '+');
        if (DateTimeOffset.TryParseExact(exact, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant;
        }

        Faults[field] = ["not an ISO 8601 date"];
        return null;
    }

    public string? OneOf(string field, string? text, params string[] words)
    {
        if (string.IsNullOrWhiteSpace(text) || words.Contains(text, StringComparer.Ordinal))
        {
            return string.IsNullOrWhiteSpace(text) ? null : text;
        }

        Faults[field] = [$"one of {string.Join(", ", words)}"];
        return null;
    }

    public string? Cursor(string field, string? text, Func<string, bool> isOurs)
    {
        if (!string.IsNullOrWhiteSpace(text) && !isOurs(text))
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
