using System.Globalization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;

namespace Messenger.Domain.Tests.Reporting;

/// <summary>What a board says of a campaign's hours.</summary>
public sealed class OpeningHoursTests
{
    private static readonly CampaignSettings Office = CampaignSettings.Default with { TimeZone = "Europe/Madrid" };

    [Theory]
    [InlineData("2026-03-27T16:59:59Z", true, "2026-03-27T18:00:00+01:00")]
    [InlineData("2026-03-27T17:00:00Z", false, "2026-03-30T09:00:00+02:00")]
    [InlineData("2026-03-30T06:59:59Z", false, "2026-03-30T09:00:00+02:00")]
    [InlineData("2026-03-30T07:00:00Z", true, "2026-03-30T18:00:00+02:00")]
    public void The_next_change_stands_on_the_campaigns_own_clock(string now, bool open, string turns)
    {
        var hours = OpeningHours.Of(Office, [], At(now));
        Assert.Equal(new CampaignHours(open, At(turns), "Europe/Madrid"), hours);
        Assert.Equal(At(turns).Offset, hours.Turns!.Value.Offset);
    }

    [Fact]
    public void A_holiday_is_closed() =>
        Assert.Equal(
            new CampaignHours(false, At("2026-12-28T09:00:00+01:00"), "Europe/Madrid"),
            OpeningHours.Of(Office, [new DateOnly(2026, 12, 25)], At("2026-12-25T12:00:00+01:00")));

    [Fact]
    public void What_never_changes_names_no_change()
    {
        Assert.Equal(new CampaignHours(true, null, "Europe/Madrid"), OpeningHours.Of(Office with { Schedule = OpenInterval.AllWeek }, [], At("2026-03-27T12:00:00Z")));
        Assert.Equal(new CampaignHours(false, null, "Europe/Madrid"), OpeningHours.Of(Office with { Schedule = [] }, [], At("2026-03-27T12:00:00Z")));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
