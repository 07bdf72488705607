using System.Globalization;
using Messenger.Domain.Metrics;

namespace Messenger.Domain.Tests.Metrics;

/// <summary>A campaign's day as a table that a person can add up: each line an interaction, times as its clock on the wall shows them.</summary>
internal sealed class Table(string zone, string day, int within = 20)
{
    private readonly List<InteractionTimes> _interactions = [];

    private TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(zone);

    private DateOnly Date { get; } = DateOnly.Parse(day, CultureInfo.InvariantCulture);

    public LocalDay Day => LocalDay.Of(Date, Zone);

    public IReadOnlyList<InteractionTimes> Interactions => _interactions;

    /// <summary>"09:00:05" of the day; "-1 23:59:50" of the one before; "2026-03-29T00:59:50Z" where the clock is in doubt.</summary>
    public DateTimeOffset At(string time)
    {
        if (time.EndsWith('Z'))
        {
            return DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        }

        var (days, clock) = time.Split(' ') is [var shift, var rest] ? (int.Parse(shift, CultureInfo.InvariantCulture), rest) : (0, time);
        var local = Date.AddDays(days).ToDateTime(TimeOnly.Parse(clock, CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <param name="b">When it was counted as abandoned.</param>
    public Table Line(
        string? q, string? a = null, string? r = null, string? e = null, string? b = null, string? agent = null, bool completed = false, string? kind = null,
        int wrapUp = 0)
    {
        DateTimeOffset? Time(string? text) => text is null ? null : At(text);
        _interactions.Add(new InteractionTimes($"1-{_interactions.Count + 1}-1", "c1", Time(q) ?? Time(a) ?? Time(e)!.Value)
        {
            QueuedAt = Time(q),
            AnsweredAt = Time(a),
            RepliedAt = Time(r),
            EndedAt = Time(e),
            AbandonedAt = Time(b),
            AgentId = agent,
            Completed = completed,
            Kind = kind,
            WrapUp = TimeSpan.FromSeconds(wrapUp),
        });
        return this;
    }

    public DayCounts Counts(string now) => DayCounts.Of(_interactions, Day, TimeSpan.FromSeconds(within), At(now));

    public DayFigures Figures(string now) => DayFigures.Of(Counts(now));

    public IReadOnlyDictionary<string, int> Completed => DayFigures.Completed(_interactions, Day);
}
