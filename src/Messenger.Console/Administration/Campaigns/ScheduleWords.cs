using System.Globalization;
using Messenger.Domain.Http;
using Microsoft.Extensions.Localization;

namespace Messenger.Console.Administration.Campaigns;

/// <summary>How opening hours are read: <c>L a V 09:00-18:00</c> (R12).</summary>
public static class ScheduleWords
{
    /// <summary>The wire's words, Monday first.</summary>
    public static readonly IReadOnlyList<string> Week = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static string DayMark(IStringLocalizer<CampaignTexts> texts, string day) => texts["Day." + day];

    public static string DayName(string day) => CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName(Enum.Parse<DayOfWeek>(day, ignoreCase: true));

    public static string Row(IStringLocalizer<CampaignTexts> texts, OpenHours row) => $"{Days(texts, row.Days)} {row.From}-{row.To}";

    /// <summary>9, 930 and 9:30 are meant as well as 09:30.</summary>
    public static string Clock(string typed)
    {
        var text = typed.Trim().Replace('.', ':');
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            text = text.Length <= 2 ? text + ":00" : text.Length is 3 or 4 ? text[..^2] + ":" + text[^2..] : text;
        }

        return text.Length == 4 ? "0" + text : text;
    }

    /// <summary>Runs of three days and more are written with their ends.</summary>
    private static string Days(IStringLocalizer<CampaignTexts> texts, IReadOnlyList<string> days)
    {
        var open = Week.Select(day => days.Contains(day, StringComparer.OrdinalIgnoreCase)).ToArray();
        var words = new List<string>();
        for (var i = 0; i < Week.Count; i++)
        {
            if (!open[i])
            {
                continue;
            }

            var last = i;
            while (last + 1 < Week.Count && open[last + 1])
            {
                last++;
            }

            if (last - i >= 2)
            {
                words.Add($"{DayMark(texts, Week[i])} {texts["Schedule.Through"]} {DayMark(texts, Week[last])}");
                i = last;
            }
            else
            {
                words.Add(DayMark(texts, Week[i]));
            }
        }

        return string.Join(", ", words);
    }
}
