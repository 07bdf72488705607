using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;

namespace Messenger.Domain.Tests.Reporting;

/// <summary>Two looks at a board.</summary>
public sealed class BoardDifferenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly BoardTiles Tiles = new(0, 0, 0, 0, 0, null, null, null);
    private static readonly BoardSnapshot Board = new("c1", "Soporte", [], [], Tiles, 20, 300, Noon)
    {
        Enabled = true,
        Hours = new CampaignHours(true, Noon.AddHours(6), "UTC"),
    };

    private static WaitingRow Row(int n, string place = PlaceWord.Queued) => new($"1-{n}-1", "Eva", Noon.AddMinutes(-n), false, false) { Place = place };

    [Fact]
    public void The_same_at_another_time_is_no_change() =>
        Assert.Null(BoardDifference.Between(Board with { Behind = [Row(1, PlaceWord.Held)] }, Board with { Behind = [Row(1, PlaceWord.Held)], ServerTime = Noon.AddSeconds(5) }));

    [Fact]
    public void Who_is_admitted_leaves_one_list_and_comes_to_the_other()
    {
        var change = BoardDifference.Between(Board with { Behind = [Row(2, PlaceWord.Held), Row(1, PlaceWord.Held)] }, Board with { Waiting = [Row(2)], Behind = [Row(1, PlaceWord.Held)] })!;
        Assert.Equal([Row(2)], change.Waiting);
        Assert.Equal([Row(2).InteractionId], change.BehindGone);
        Assert.Empty(change.Behind);
        Assert.Empty(change.WaitingGone);
    }

    [Fact]
    public void One_whose_window_closes_while_held_is_put_in_place_anew()
    {
        var change = BoardDifference.Between(Board with { Behind = [Row(1, PlaceWord.Held)] }, Board with { Behind = [Row(1, PlaceWord.WindowClosed)] })!;
        Assert.Equal(PlaceWord.WindowClosed, Assert.Single(change.Behind).Place);
        Assert.Empty(change.BehindGone);
    }

    public static TheoryData<string, BoardSnapshot> Otherwise => new()
    {
        { "name", Board with { CampaignName = "Ventas" } },
        { "off", Board with { Enabled = false } },
        { "service level", Board with { ServiceLevelSeconds = 30 } },
        { "threshold", Board with { AbandonmentSeconds = 0 } },
        { "closed", Board with { Hours = new CampaignHours(false, Noon.AddHours(21), "UTC") } },
        { "closes later", Board with { Hours = new CampaignHours(true, Noon.AddHours(7), "UTC") } },
    };

    [Theory]
    [MemberData(nameof(Otherwise))]
    public void What_stands_above_the_tables_is_told_whole_when_any_of_it_changes(string what, BoardSnapshot after)
    {
        var change = BoardDifference.Between(Board, after);
        Assert.True(change is not null, what);
        Assert.Equal(
            (after.CampaignName, after.Enabled, after.ServiceLevelSeconds, after.AbandonmentSeconds, after.Hours),
            (change.CampaignName, change.Enabled, change.ServiceLevelSeconds, change.AbandonmentSeconds, change.Hours));
    }
}
