using System.Globalization;

namespace Messenger.Console.Shared.Language;

/// <summary>Times as the screens write them: 24 hours, day before month, the person's own time zone.</summary>
public static class Moments
{
    public static string Clock(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm", CultureInfo.InvariantCulture);

    public static string Full(DateTimeOffset at) => at.ToLocalTime().ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>To the second; with the date when it was another day.</summary>
    public static string Exact(DateTimeOffset at, DateTimeOffset now)
    {
        var local = at.ToLocalTime();
        return local.ToString(local.Date == now.ToLocalTime().Date ? "HH:mm:ss" : "dd/MM HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>The clock for today, the date for any other day.</summary>
    public static string Brief(DateTimeOffset at, DateTimeOffset now)
    {
        var local = at.ToLocalTime();
        return local.Date == now.ToLocalTime().Date ? Clock(at) : local.ToString("dd/MM", CultureInfo.InvariantCulture);
    }

    /// <summary>m:ss below an hour, h:mm:ss beyond; never negative.</summary>
    public static string Span(TimeSpan span)
    {
        var whole = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return whole.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)whole.TotalHours}:{whole.Minutes:00}:{whole.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole.Minutes}:{whole.Seconds:00}");
    }

    /// <summary>An instant as the clock of its own offset shows it, not the person's: the time alone today, else with the weekday or the date.</summary>
    public static string There(DateTimeOffset at, DateTimeOffset now)
    {
        var days = (at.Date - now.ToOffset(at.Offset).Date).Days;
        var clock = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        return days switch
        {
            0 => clock,
            > 0 and < 7 => $"{CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName(at.DayOfWeek).TrimEnd('.')} {clock}",
            _ => $"{at.ToString("dd/MM", CultureInfo.InvariantCulture)} {clock}",
        };
    }

    /// <summary>A day as a heading, such as "lunes 24 de noviembre".</summary>
    public static string Day(DateTimeOffset at) =>
        at.ToLocalTime().ToString(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "dddd, d MMMM yyyy" : "dddd, d 'de' MMMM 'de' yyyy", CultureInfo.CurrentCulture);
}
