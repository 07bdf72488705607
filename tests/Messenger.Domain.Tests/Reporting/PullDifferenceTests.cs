using Messenger.Domain.Hubs;
using Messenger.Domain.Reporting;

namespace Messenger.Domain.Tests.Reporting;

/// <summary>Two looks at the list of those who can be taken.</summary>
public sealed class PullDifferenceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private static PullRow Row(int n, string name = "Eva") => new($"1-{n}-1", name, "hola", Noon.AddMinutes(-n), Noon.AddMinutes(-n), false);

    private static PullList List(int waiting, params PullRow[] rows) => new("c1", "Soporte", rows, waiting, Noon);

    [Fact]
    public void The_same_at_another_time_is_no_change() =>
        Assert.Null(PullDifference.Between(List(2, Row(2), Row(1)), List(2, Row(2), Row(1)) with { ServerTime = Noon.AddSeconds(5) }));

    [Fact]
    public void Only_what_is_new_or_differs_is_told_and_who_left()
    {
        var change = PullDifference.Between(List(3, Row(3), Row(2), Row(1)), List(3, Row(2, "Eva Ruiz"), Row(1), Row(0)))!;
        Assert.Equal([Row(2, "Eva Ruiz"), Row(0)], change.Rows);
        Assert.Equal([Row(3).InteractionId], change.Gone);
        Assert.Equal(3, change.Waiting);
    }

    [Fact]
    public void More_behind_the_end_of_the_list_or_another_name_is_a_change()
    {
        Assert.Equal(9, PullDifference.Between(List(8, Row(1)), List(9, Row(1)))!.Waiting);
        Assert.Equal("Ventas", PullDifference.Between(List(1, Row(1)), List(1, Row(1)) with { CampaignName = "Ventas" })!.CampaignName);
    }
}
