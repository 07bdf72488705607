using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Customers;
using Messenger.Front.Tests.Product;
using Messenger.Grains.Machinery;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>Whether a campaign is open stands on its board as soon as it is true.</summary>
public sealed class BoardHoursTests : IAsyncLifetime
{
    private static readonly DayOfWeek[] Week = Enum.GetValues<DayOfWeek>();

    private readonly MovableClock _clock = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.Start(
        configure: builder => builder.Services.AddKeyedSingleton<TimeProvider>(GrainParts.BusinessClock, _clock));

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task It_follows_the_settings_at_once_and_the_clock_at_each_border()
    {
        var work = await Workplace.Open(_product);
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var board = HubClient.Read<BoardSnapshot>((await sofia.Subscribe("campaign:" + work.CampaignId)).Snapshot!.Value);
        Assert.Equal((true, new CampaignHours(true, null, "UTC")), (board.Enabled, board.Hours));

        var now = _clock.GetUtcNow();
        var border = new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0, TimeSpan.Zero).AddMinutes(10);
        var minute = (int)border.TimeOfDay.TotalMinutes;
        await work.Save(s => s with { Schedule = [new OpenInterval(Week, (minute + 1440 - 20) % 1440, minute == 0 ? 1440 : minute)], ServiceLevelSeconds = 45 });
        await sofia.Saw<BoardChange>("board.changed", b => b is { ServiceLevelSeconds: 45, Hours.Open: true } && b.Hours.Turns == border);

        _clock.Advance(border - _clock.GetUtcNow() - TimeSpan.FromMilliseconds(600));
        var closed = await sofia.Saw(e => e.Type == "board.changed" && !HubClient.Data<BoardChange>(e).Hours.Open, "the end of the hours");
        Assert.Equal(border.AddDays(1).AddMinutes(-20), HubClient.Data<BoardChange>(closed).Hours.Turns);
        Assert.InRange((closed.At - border).TotalSeconds, 0, 2);

        await work.Save(s => s with { Enabled = false, Schedule = OpenInterval.AllWeek });
        await sofia.Saw<BoardChange>("board.changed", b => b is { Enabled: false, Hours: { Open: true, Turns: null } });
    }
}
