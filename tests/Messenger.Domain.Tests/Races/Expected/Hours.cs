using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Races.Expected;

/// <summary>When a campaign is open, looked at minute by minute: rows of a day in UTC that do not cross midnight, and dates on which none counts.</summary>
internal sealed record Hours(IReadOnlyList<OpenInterval> Rows, IReadOnlyList<DateOnly> Holidays)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static readonly Hours Office = new(OpenInterval.OfficeHours, []);

    public bool IsOpenAt(DateTimeOffset at)
    {
        var minute = (at.Hour * 60) + at.Minute;
        return !Holidays.Contains(DateOnly.FromDateTime(at.Date)) && Rows.Any(r => r.Days.Contains(at.DayOfWeek) && r.FromMinute <= minute && minute < r.ToMinute);
    }

    /// <summary>The last instant after one and not after another at which it opens; null = it does not.</summary>
    public DateTimeOffset? LastOpening(DateTimeOffset after, DateTimeOffset upto)
    {
        for (var at = upto.AddTicks(-(upto.Ticks % Minute.Ticks)); at > after; at -= Minute)
        {
            if (IsOpenAt(at) && !IsOpenAt(at - Minute))
            {
                return at;
            }
        }

        return null;
    }
}
