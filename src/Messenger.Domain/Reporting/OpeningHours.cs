using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Reporting;

/// <summary>Whether a campaign is open at an instant and when that ends, from its settings alone (R10-R12).</summary>
public static class OpeningHours
{
    /// <param name="holidays">Dates on which no campaign opens.</param>
    public static CampaignHours Of(CampaignSettings settings, IReadOnlyCollection<DateOnly> holidays, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        var schedule = new Schedule(zone, settings.Schedule, holidays.ToHashSet());
        DateTimeOffset? turns = schedule.NextChange(now) is { } next ? TimeZoneInfo.ConvertTime(next, zone) : null;
        return new CampaignHours(schedule.IsOpen(now), turns, settings.TimeZone);
    }
}
