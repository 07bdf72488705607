using System.Globalization;
using System.Text.Json;
using Messenger.Domain.Http;

namespace Messenger.Domain.Campaigns;

/// <summary>Turns what an administrator typed into settings, or says of each field what is wrong with it; the same on screen and in the API.</summary>
public static class CampaignEditing
{
    private const int LongestName = 80;

    /// <summary>UTF-16 units of an automatic text: one message.</summary>
    private const int LongestText = 1_900;

    private const int MostRows = 50;

    /// <summary>A week of seconds.</summary>
    private const int Week = 604_800;

    public static CampaignEdit Of(CampaignSettings s) => new(
        s.Name, s.Enabled, s.MaxPerAgent, s.QueueLimit, WordOf(s.Overflow), WordOf(s.OutOfHours), WordOf(s.Strategy.Eligibility), WordOf(s.Strategy.Distribution),
        s.Priority, s.TimeZone, [.. s.Schedule.Select(Shown)], s.ServiceLevelSeconds, s.AbandonmentSeconds, s.ConnectionGraceSeconds, s.DefaultLanguage, s.Texts);

    /// <param name="faults">Per field (camel case) what is wrong; empty = the settings can be saved.</param>
    public static CampaignSettings Apply(CampaignSettings settings, CampaignEdit edit, IDictionary<string, string[]> faults)
    {
        var name = edit.Name?.Trim() ?? settings.Name;
        Check(faults, "name", name.Length is >= 1 and <= LongestName, $"1 to {LongestName} characters");
        var texts = edit.Texts ?? settings.Texts;
        Check(faults, "texts", TextsOf(texts).All(text => text is not null && text.Length <= LongestText), $"each at most {LongestText} characters; empty = nothing is sent");
        var zone = edit.TimeZone ?? settings.TimeZone;
        Check(faults, "timeZone", TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _), "an IANA time zone, as in America/Montevideo");
        var language = edit.DefaultLanguage ?? settings.DefaultLanguage;
        Check(faults, "defaultLanguage", language is "es" or "en" or "pt", "es, en or pt");
        return settings with
        {
            Name = name,
            Enabled = edit.Enabled ?? settings.Enabled,
            MaxPerAgent = Number(faults, "maxPerAgent", edit.MaxPerAgent ?? settings.MaxPerAgent, 1, 50),
            QueueLimit = Number(faults, "queueLimit", edit.QueueLimit ?? settings.QueueLimit, 0, 100_000),
            Overflow = Word(faults, "overflow", edit.Overflow, settings.Overflow),
            OutOfHours = Word(faults, "outOfHours", edit.OutOfHours, settings.OutOfHours),
            Strategy = new(
                Word(faults, "eligibility", edit.Eligibility, settings.Strategy.Eligibility),
                Word(faults, "distribution", edit.Distribution, settings.Strategy.Distribution)),
            Priority = Number(faults, "priority", edit.Priority ?? settings.Priority, 1, 10),
            TimeZone = zone,
            Schedule = edit.Schedule is null ? settings.Schedule : Hours(faults, edit.Schedule),
            ServiceLevelSeconds = Number(faults, "serviceLevelSeconds", edit.ServiceLevelSeconds ?? settings.ServiceLevelSeconds, 1, 86_400),
            AbandonmentSeconds = Number(faults, "abandonmentSeconds", edit.AbandonmentSeconds ?? settings.AbandonmentSeconds, 0, Week),
            ConnectionGraceSeconds = Number(faults, "connectionGraceSeconds", edit.ConnectionGraceSeconds ?? settings.ConnectionGraceSeconds, 0, 3_600),
            DefaultLanguage = language,
            Texts = texts,
        };
    }

    private static IEnumerable<string> TextsOf(AutomaticTexts texts) =>
        new[] { texts.OutOfHours, texts.QueueFull }.SelectMany(t => t is null ? [null!] : new[] { t.Es, t.En, t.Pt });

    private static void Check(IDictionary<string, string[]> faults, string field, bool holds, string rule)
    {
        if (!holds)
        {
            faults[field] = [rule];
        }
    }

    private static int Number(IDictionary<string, string[]> faults, string field, int value, int from, int to)
    {
        Check(faults, field, value >= from && value <= to, string.Create(CultureInfo.InvariantCulture, $"a whole number from {from} to {to}"));
        return value;
    }

    private static T Word<T>(IDictionary<string, string[]> faults, string field, string? word, T before)
        where T : struct, Enum
    {
        var known = Enum.GetValues<T>();
        var index = word is null ? -1 : Array.FindIndex(known, value => WordOf(value) == word);
        Check(faults, field, word is null || index >= 0, "one of " + string.Join(", ", known.Select(WordOf)));
        return index >= 0 ? known[index] : before;
    }

    /// <summary>The wire name stands at the value itself, once.</summary>
    private static string WordOf<T>(T value)
        where T : struct, Enum => JsonSerializer.SerializeToElement(value).GetString()!;

    private static List<OpenInterval> Hours(IDictionary<string, string[]> faults, IReadOnlyList<OpenHours> rows)
    {
        var intervals = new List<OpenInterval>();
        foreach (var row in rows.Take(MostRows))
        {
            var days = (row?.Days ?? []).Select(DayOf).ToList();
            if (days.Count is < 1 or > 7 || days.Contains(null) || MinuteOf(row!.From) is not { } from || MinuteOf(row.To) is not { } to || from > 1_439 || to < 1)
            {
                faults["schedule"] = [$"rows of days (monday to sunday), from (00:00-23:59) and to (00:01-24:00); at most {MostRows}"];
                continue;
            }

            intervals.Add(new OpenInterval([.. days.Select(day => day!.Value).Distinct().Order()], from, to));
        }

        Check(faults, "schedule", rows.Count <= MostRows && !faults.ContainsKey("schedule"), $"rows of days (monday to sunday), from (00:00-23:59) and to (00:01-24:00); at most {MostRows}");
        return intervals;
    }

    private static DayOfWeek? DayOf(string? day) =>
        Enum.GetValues<DayOfWeek>().Where(known => string.Equals(known.ToString(), day, StringComparison.OrdinalIgnoreCase)).Cast<DayOfWeek?>().FirstOrDefault();

    private static int? MinuteOf(string? time) =>
        time is { Length: 5 } && time[2] == ':' && int.TryParse(time.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            && int.TryParse(time.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute) && minute < 60 && (hour < 24 || (hour == 24 && minute == 0))
            ? (hour * 60) + minute
            : null;

    private static OpenHours Shown(OpenInterval i) => new([.. i.Days.Select(day => day.ToString().ToLowerInvariant())], Clock(i.FromMinute), Clock(i.ToMinute));

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");
}
