using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;
using Messenger.Storage.Agents;
using Messenger.Storage.Journal;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Reporting;

public sealed class BoardOnSqlite : BoardTests<SqliteDatabase>;

public sealed class BoardOnPostgres : BoardTests<PostgresDatabase>;

public abstract class BoardTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly AgentHint Hint = new("a1", 1, 1);
    private static readonly CampaignSettings Soporte = CampaignSettings.Default with
    {
        Version = 1,
        Name = "Soporte",
        PageId = "100",
        TimeZone = "America/Montevideo",
    };

    // 13:00 UTC is 10:00 in Montevideo.
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_empty_campaign_has_no_averages()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));

        var board = await Read();

        Assert.Equal(new BoardTiles(0, 0, 0, 0, 0, null, null, null), board.Tiles);
        Assert.Equal(("Soporte", 20, 300, Now), (board.CampaignName, board.ServiceLevelSeconds, board.AbandonmentSeconds, board.ServerTime));
        await Assert.ThrowsAsync<StorageException>(() => Store.Get<BoardQueries>().Read("none", Now, Ct));
    }

    [Fact]
    public async Task Who_is_not_in_the_queue_is_counted_apart_and_enters_it_in_order()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var places = new[] { QueuePlace.Queued, QueuePlace.Held, QueuePlace.Held, QueuePlace.ClosedHours, QueuePlace.ClosedHours, QueuePlace.OutOfHours, QueuePlace.Disabled };
        var ids = new List<string>();
        for (var i = 0; i < places.Length; i++)
        {
            var (key, at) = ($"100:{9 - i}", Now.AddMinutes(-60 + i));
            ids.Add(Names.InteractionId(key, 1));
            await Store.Conversation(
                key, at, new ConversationFact.InteractionOpened(ids[i], 1, "c1", "Soporte", "100", $"{9 - i}"), new ConversationFact.Placed(ids[i], 1, places[i]));
            await Store.Campaign("c1", places[i] == QueuePlace.Queued
                ? new CampaignFact.Queued(ids[i], 1, QueueClass.Normal, at)
                : new CampaignFact.NotQueued(ids[i], 1, places[i], at));
        }

        var closed = await Read();
        Assert.Equal((1, 2, 2, 0), (closed.Tiles.Waiting, closed.Tiles.Held, closed.Tiles.Backlog, closed.Tiles.WindowClosed));
        Assert.Equal(3, closed.Tiles.QueuedToday);

        // It opens: the backlog is held behind those held before, two are admitted, the window of one of them closes, the switched-off one is queued.
        await Store.Campaign("c1", new CampaignFact.ScheduleTurned(true, Now.AddMinutes(-5), null), new CampaignFact.Admitted(3));
        Assert.Equal([ids[0], ids[1], ids[2], ids[3]], (await Read()).Waiting.Select(w => w.InteractionId));
        await Store.Campaign("c1", new CampaignFact.WindowPassed(ids[1]), new CampaignFact.RecordedReleased(true, Now.AddMinutes(-1)), new CampaignFact.Admitted(2));
        foreach (var (id, since) in new[] { (ids[3], Now.AddMinutes(-5)), (ids[4], Now.AddMinutes(-5)), (ids[6], Now.AddMinutes(-1)) })
        {
            await Store.Conversation($"100:{id.Split('-')[1]}", Now, new ConversationFact.Placed(id, 1, QueuePlace.Queued, since));
        }

        var open = await Read();
        Assert.Equal([ids[0], ids[2], ids[3], ids[4], ids[6]], open.Waiting.Select(w => w.InteractionId));
        Assert.Equal([Now.AddMinutes(-60), Now.AddMinutes(-58), Now.AddMinutes(-5), Now.AddMinutes(-5), Now.AddMinutes(-1)], open.Waiting.Select(w => w.Since));
        Assert.Equal((5, 0, 0, 1, 6), (open.Tiles.Waiting, open.Tiles.Held, open.Tiles.Backlog, open.Tiles.WindowClosed, open.Tiles.QueuedToday));
    }

    [Fact]
    public async Task Who_stands_behind_the_queue_is_listed_by_place_in_the_order_of_service_until_he_enters_it()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var (heldFirst, heldLater) = (await Behind(9, QueuePlace.Held, -30), await Behind(8, QueuePlace.Held, -20));
        var late = await Behind(7, QueuePlace.ClosedHours, -10);
        await Behind(6, QueuePlace.OutOfHours, -9);
        await Behind(5, QueuePlace.Disabled, -8);
        var silent = await Behind(4, QueuePlace.WindowClosed, -7);

        var board = await Read();
        Assert.Empty(board.Waiting);
        Assert.Equal(
            [(late, PlaceWord.Backlog, -10), (heldFirst, PlaceWord.Held, -30), (heldLater, PlaceWord.Held, -20), (silent, PlaceWord.WindowClosed, -7)],
            board.Behind.Select(w => (w.InteractionId, w.Place, (int)(w.CameAt - Now).TotalMinutes)));
        Assert.Equal("Cliente 9", board.Behind[1].CustomerName);

        await Store.Campaign("c1", new CampaignFact.ScheduleTurned(true, Now.AddMinutes(-1), null), new CampaignFact.Admitted(1));
        var open = await Read();
        Assert.Equal((heldFirst, PlaceWord.Queued), (Assert.Single(open.Waiting).InteractionId, open.Waiting[0].Place));
        Assert.Equal([(heldLater, -20), (late, -1)], open.Behind.Where(w => w.Place == PlaceWord.Held).Select(w => (w.InteractionId, (int)(w.Since - Now).TotalMinutes)));
        Assert.Equal(-10, (int)(open.Behind.Single(w => w.InteractionId == late).CameAt - Now).TotalMinutes);
    }

    [Fact]
    public async Task A_hundred_of_each_list_are_shown_and_all_are_counted()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        for (var n = 1; n <= 103; n++)
        {
            var id = await Store.Open($"100:{n}", 1, Now.AddSeconds(-n));
            await Store.Campaign("c1", new CampaignFact.Queued(id, 1, QueueClass.Normal, Now.AddSeconds(-n)));
            await Behind(1000 + n, QueuePlace.Held, -n);
        }

        var board = await Read();
        Assert.Equal((100, 103), (board.Waiting.Count, board.Tiles.Waiting));
        Assert.Equal((100, 103), (board.Behind.Count, board.Tiles.Held));
        Assert.Equal(("100-103-1", "100-4-1"), (board.Waiting[0].InteractionId, board.Waiting[^1].InteractionId));
        Assert.Equal((52.0, 103.0), (board.Tiles.AverageWaitSeconds!.Value, board.Tiles.LongestWaitSeconds!.Value));
    }

    [Fact]
    public async Task Opening_hours_are_those_of_the_settings_at_that_moment()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { Enabled = false }));
        var closes = new DateTimeOffset(2026, 3, 4, 18, 0, 0, TimeSpan.FromHours(-3));
        var open = await Read();
        Assert.Equal((false, new CampaignHours(true, closes, "America/Montevideo")), (open.Enabled, open.Hours));
        Assert.Equal(TimeSpan.FromHours(-3), open.Hours.Turns!.Value.Offset);
        Assert.Equal(
            new CampaignHours(false, closes.AddHours(15), "America/Montevideo"), (await Store.Get<BoardQueries>().Read("c1", closes, Ct)).Hours);

        const string Holiday = """{"version":1,"holidays":["2026-03-04"]}""";
        await Store.Commit("configuration", [new RowChange("INSERT INTO configuration (id, version, settings) VALUES (1, 1, @Holiday)", new { Holiday })]);
        Assert.Equal(new CampaignHours(false, closes.AddHours(15), "America/Montevideo"), (await Read()).Hours);

        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { Schedule = OpenInterval.AllWeek }));
        await Store.Commit("configuration", [new RowChange("UPDATE configuration SET settings = @Empty", new { Empty = """{"version":2}""" })]);
        Assert.Equal(new CampaignHours(true, null, "America/Montevideo"), (await Read()).Hours);
    }

    [Fact]
    public async Task Abandoned_is_counted_once_and_an_answer_makes_it_recovered()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var lost = await Store.Open("100:1", 1, Now.AddMinutes(-20));
        var late = await Store.Open("100:2", 1, Now.AddMinutes(-20));
        await Store.Conversation("100:1", Now, new ConversationFact.Abandoned(lost, Now.AddMinutes(-15)), new ConversationFact.Abandoned(lost, Now.AddMinutes(-1)));
        await Store.Conversation("100:2", Now, new ConversationFact.Abandoned(late, Now.AddMinutes(-15)), TestStore.Owned(late, Ana), new ConversationFact.Answered(late, "a1"));
        var tiles = (await Read()).Tiles;
        Assert.Equal((2, 2, 1, 0, 1.0), (tiles.QueuedToday, tiles.AbandonedToday, tiles.RecoveredToday, tiles.AnsweredToday, tiles.AbandonmentRate));
    }

    [Fact]
    public async Task Those_who_wait_stand_in_queue_order_until_they_are_assigned_or_gone()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var ids = new List<string>();
        for (var i = 1; i <= 5; i++)
        {
            ids.Add(await Store.Open($"100:{i}", 1, Now.AddSeconds(-100 + i)));
            await Store.Campaign("c1", new CampaignFact.Queued(ids[^1], 1, QueueClass.Normal, Now.AddSeconds(-100 + i)));
        }

        await Store.Campaign(
            "c1",
            Offer(1, ids[0]),
            new CampaignFact.Assigned(1, Hint),
            Offer(2, ids[3]),
            new CampaignFact.OfferReturned(2, Hint),
            Offer(3, ids[1]),
            Offer(4, ids[2]),
            new CampaignFact.OfferRefused(4, "full", Hint),
            new CampaignFact.Removed(ids[4], 1));

        var board = await Read();
        Assert.Equal([(ids[3], false, true), (ids[1], true, false), (ids[2], false, false)], board.Waiting.Select(w => (w.InteractionId, w.Offered, w.Returned)));
        Assert.Equal("Cliente 4", board.Waiting[0].CustomerName);
        Assert.Equal((3, 97.0, 98.0), (board.Tiles.Waiting, board.Tiles.AverageWaitSeconds!.Value, board.Tiles.LongestWaitSeconds!.Value));
    }

    [Fact]
    public async Task The_numbers_belong_to_the_campaigns_local_day()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte), new CampaignFact.MembersChanged([new Member("a2"), new Member("a1")]));
        await Store.Agent(Activity("a1", "ana"));
        await Store.Agent(Activity("a2", "bruno") with
        {
            Status = "offline",
            Connected = false,
            BreakId = "b1",
            BreakName = "Baño",
            BreakIcon = "wc",
            BreakNames = new LocalizedText("Baño", "Restroom", ""),
            BreakSince = Now.AddMinutes(-1),
            Withheld = "not-in-voice-campaign",
        });
        await Store.Agent(Activity("a3", "carla"));

        // 02:59 UTC is 23:59 of the day before in Montevideo, 03:00 UTC is today's midnight.
        await Serve("100:1", new DateTimeOffset(2026, 3, 4, 2, 59, 59, TimeSpan.Zero), answerAfter: 10, endAt: Now.AddHours(-1));
        await Serve("100:2", new DateTimeOffset(2026, 3, 4, 3, 0, 0, TimeSpan.Zero), answerAfter: 30, endAt: Now.AddHours(-1));
        await Serve("100:3", Now.AddMinutes(-10), answerAfter: 20, endAt: null);
        await Serve("100:4", Now.AddMinutes(-10), answerAfter: null, endAt: null);
        await Serve("100:5", Now.AddDays(-1), answerAfter: 5, endAt: Now.AddDays(-1).AddMinutes(1));

        var board = await Read();

        Assert.Equal((1, 3, 2, 2, 25.0), (board.Tiles.Active, board.Tiles.QueuedToday, board.Tiles.AnsweredToday, board.Tiles.EndedToday, board.Tiles.AsaSeconds!.Value));
        Assert.Equal((0, 0, 1), (board.Tiles.AbandonedToday, board.Tiles.EndedOtherwiseToday, board.Tiles.UnansweredToday));
        Assert.Equal(
            (0.0, 0.5, 0.5), (board.Tiles.AbandonmentRate!.Value, board.Tiles.ServiceLevelAnswered!.Value, board.Tiles.ServiceLevelWithAbandoned!.Value));
        Assert.Equal(((9 * 3600) - 30 + (9 * 3600) + 1 - 10) / 2.0, board.Tiles.AhtSeconds!.Value);
        Assert.Equal(["bruno", "ana"], board.Agents.Select(a => a.UserName));
        Assert.Equal(
            new AgentRow("a2", "bruno", "bruno", "offline", false, new BreakView("b1", "Baño", "wc", Now.AddMinutes(-1)) { Names = new("Baño", "Restroom", "") }, false, 1, 3, 0, Now.AddMinutes(-5))
            {
                Withheld = "not-in-voice-campaign",
            },
            board.Agents[0]);
        Assert.Equal(
            (2, true, (BreakView?)null, (string?)null),
            (board.Agents[1].CompletedToday, board.Agents[1].Connected, board.Agents[1].Break, board.Agents[1].Withheld));
    }

    [Theory]
    [InlineData("America/Montevideo", "2026-03-04T02:59:59Z", "2026-03-03T03:00:00Z", 24)]
    [InlineData("Europe/Madrid", "2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Madrid", "2026-10-25T10:00:00Z", "2026-10-24T22:00:00Z", 25)]
    [InlineData("America/Asuncion", "2023-10-01T12:00:00Z", "2023-10-01T04:00:00Z", 23)]
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z", 25)]
    public void A_local_day_begins_at_its_first_instant_even_when_clocks_change(string zone, string now, string start, int hours)
    {
        static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

        var day = LocalDay.Of(At(now), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal((At(start), TimeSpan.FromHours(hours)), (day.Start, day.End - day.Start));
    }

    private static CampaignFact.Offered Offer(long lease, string interaction) => new(lease, interaction, 1, "a1", 1, 1, Now);

    private static AgentActivity Activity(string id, string name) =>
        new(id, name, name, "available", true, null, null, null, null, false, 1, 3, Now.AddMinutes(-5));

    private async Task<string> Behind(int customer, QueuePlace place, int minutes)
    {
        var id = await Store.Open($"100:{customer}", 1, Now.AddMinutes(minutes));
        await Store.Campaign("c1", new CampaignFact.NotQueued(id, 1, place, Now.AddMinutes(minutes)));
        return id;
    }

    private Task<BoardSnapshot> Read() => Store.Get<BoardQueries>().Read("c1", Now, Ct);

    private async Task Serve(string key, DateTimeOffset queued, int? answerAfter, DateTimeOffset? endAt)
    {
        var id = await Store.Open(key, 1, queued);
        if (answerAfter is { } seconds)
        {
            await Store.Conversation(key, queued.AddSeconds(seconds), TestStore.Owned(id, Ana), new ConversationFact.Answered(id, Ana.Id));
        }

        if (endAt is { } end)
        {
            await Store.Conversation(key, end, new ConversationFact.Ended(id, 1, new Lease("c1", 1), Ana.Id, true, "finished", null, null));
        }
    }
}
