using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Metrics;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Messenger.Storage.Reporting;

namespace Messenger.Storage.Tests.Reporting;

public sealed class DayOnSqlite : DayTests<SqliteDatabase>;

public sealed class DayOnPostgres : DayTests<PostgresDatabase>;

/// <summary>Rows, what the database adds up, and the engine say the same of a day.</summary>
public abstract class DayTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Zone = "America/Santiago";
    private static readonly DateOnly Date = new(2026, 4, 4);
    private static readonly AgentName[] Agents = [new("a1", "ana", "Ana"), new("a2", "bruno", "Bruno")];
    private static readonly CampaignSettings Soporte = CampaignSettings.Default with { Version = 1, Name = "Soporte", TimeZone = Zone };

    private LocalDay Day { get; } = LocalDay.Of(Date, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    /// <summary>What a conversation's facts say and what its rows say; a fact of each kind that the formulas go by.</summary>
    [Fact]
    public async Task Rows_keep_the_times_that_the_facts_have()
    {
        var at = Day.Start.AddHours(10);
        var id = "1-7-1";
        (int Second, ConversationFact Fact)[] told =
        [
            (0, new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", "1", "7")), (1, new ConversationFact.Placed(id, 1, QueuePlace.ClosedHours)),
            (100, new ConversationFact.Placed(id, 1, QueuePlace.Held, at.AddSeconds(99))), (150, new ConversationFact.Abandoned(id, at.AddSeconds(149))),
            (200, new ConversationFact.Owned(id, 1, new Lease("c1", 1), Agents[0])), (201, new ConversationFact.Answered(id, "a1")),
            (202, new ConversationFact.MessageQueued(1, id, "auto", null, true, "Hola")), (210, new ConversationFact.MessageQueued(2, id, "m1", Agents[0], false, "Buenas")),
            (220, new ConversationFact.MessageQueued(3, id, "m2", Agents[0], false, "¿Sigue ahí?")), (230, new ConversationFact.Requeued(id, 2, new Lease("c1", 1), "lost")),
            (240, new ConversationFact.Owned(id, 2, new Lease("c1", 2), Agents[1])), (241, new ConversationFact.Answered(id, "a2")),
            (300, new ConversationFact.Ended(id, 2, new Lease("c1", 2), "a2", true, EndReason.Closed, null, null, at.AddSeconds(299))),
        ];
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var fold = new InteractionFold();
        foreach (var (second, fact) in told)
        {
            fold.Walk(fact, at.AddSeconds(second));
            await Store.Conversation("1:7", at.AddSeconds(second), fact);
            Assert.Equal(DayFigures.Of(Counts(fold, at.AddHours(1))), (await Report(at.AddHours(1))).Figures);
        }

        var report = await Report(at.AddHours(1));
        Assert.Equal(new CompletedByAgent("bruno", "Bruno", 1), Assert.Single(report.Completed));
        Assert.Equal((1, 1, 98.0, 111.0), (report.Figures.Abandoned, report.Figures.Recovered, report.Figures.AhtSeconds, report.Figures.FirstReplySeconds));
    }

    /// <summary>An agent was quicker than the word of the queue.</summary>
    [Fact]
    public async Task Who_has_an_agent_was_in_the_queue_and_one_that_was_reopened_was_not()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        var at = Day.Start.AddHours(10);
        foreach (var customer in new[] { 7, 8 })
        {
            var id = $"1-{customer}-1";
            await Store.Conversation($"1:{customer}", at, new ConversationFact.InteractionOpened(id, 1, "c1", "Soporte", "1", $"{customer}"));
            await Store.Commit("kinds", customer == 8 ? [new RowChange("UPDATE interaction SET kind = 'reopened' WHERE id = '1-8-1'", new { })] : []);
            await Store.Conversation($"1:{customer}", at.AddSeconds(5), new ConversationFact.Owned(id, 1, new Lease("c1", customer), Agents[0]), new ConversationFact.Answered(id, "a1"));
        }

        Assert.Equal((1, 1, 5.0), ((await Report(at)).Figures.Queued, (await Report(at)).Figures.Answered, (await Report(at)).Figures.AsaSeconds));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_the_database_adds_up_is_what_the_engine_does_on_days_of_chance(int seed)
    {
        var random = new Random(seed);
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte with { ServiceLevelSeconds = 60 }));
        for (var n = 0; n < 20; n++)
        {
            await Store.Commit("chance", Enumerable.Range(0, 30).Select(k => Any(random, (n * 30) + k)));
        }

        foreach (var minutes in new[] { -30, 0, 1, 600, 1_499, 1_500, 3_000 })
        {
            var now = Day.Start.AddMinutes(minutes);
            await using var connection = await Store.Get<Storage.Database>().OpenRead(Ct);
            foreach (var date in new[] { Date.AddDays(-1), Date, Date.AddDays(1) })
            {
                var day = LocalDay.Of(date, TimeZoneInfo.FindSystemTimeZoneById(Zone));
                var sums = DayFigures.Of(await DaySums.Read(connection, "c1", day, TimeSpan.FromSeconds(60), now, Ct));
                Assert.Equal((await Store.Get<DayQueries>().Read("c1", date, now, Ct))!.Figures, sums);
                Assert.Equal(sums.Queued, sums.Answered + sums.Abandoned + sums.EndedOtherwise + sums.Waiting);
            }
        }

        var all = (await Report(Day.End)).Figures;
        Assert.All([all.Answered, all.Abandoned, all.EndedOtherwise, all.Waiting, all.Recovered], n => Assert.True(n > 5, all.ToString()));
        Assert.All([all.ServiceLevelAnswered, all.ServiceLevelWithAbandoned, all.FirstReplyWithin], share => Assert.InRange(share!.Value, 0.01, 0.99));
    }

    [Fact]
    public async Task Another_campaigns_day_is_another_ones_and_of_none_there_is_none()
    {
        await Store.Campaign("c1", new CampaignFact.SettingsChanged(Soporte));
        await Store.Campaign("c2", new CampaignFact.SettingsChanged(Soporte with { Name = "Ventas", TimeZone = "Europe/Madrid" }));
        await Store.Open("1:7", 1, Day.Start.AddHours(1), campaign: "c2");
        Assert.Equal(0, (await Report(Day.End)).Figures.Queued);
        Assert.Null(await Store.Get<DayQueries>().Read("c3", Date, Day.End, Ct));
        var other = (await Store.Get<DayQueries>().Read("c2", null, Day.Start.AddHours(1), Ct))!;
        Assert.Equal(("Ventas", Date, "Europe/Madrid", 1), (other.CampaignName, other.Day, other.TimeZone, other.Figures.Queued));
        Assert.Equal((other.From, other.Until), (new DateTimeOffset(2026, 4, 4, 0, 0, 0, TimeSpan.FromHours(2)), new DateTimeOffset(2026, 4, 5, 0, 0, 0, TimeSpan.FromHours(2))));
    }

    private static DayCounts Counts(InteractionFold fold, DateTimeOffset now) => DayCounts.Of(
        fold.Interactions, LocalDay.Of(Date, TimeZoneInfo.FindSystemTimeZoneById(Zone)), TimeSpan.FromSeconds(Soporte.ServiceLevelSeconds), now);

    private async Task<DayReport> Report(DateTimeOffset now) => (await Store.Get<DayQueries>().Read("c1", Date, now, Ct))!;

    /// <summary>Any times, in any order, around the three days and at their very borders.</summary>
    private RowChange Any(Random random, int n)
    {
        DateTimeOffset? Time(double chance, DateTimeOffset? from = null) => random.NextDouble() > chance ? null
            : random.Next(12) == 0 ? Day.Start.AddMilliseconds(random.Next(-1, 2))
            : random.Next(12) == 0 ? Day.End.AddMilliseconds(random.Next(-1, 2))
            : from is { } begin ? begin.AddMilliseconds(random.Next(-1_000, 130_000))
            : Day.Start.AddMilliseconds(random.NextInt64(-80_000_000, 170_000_000));

        var queued = Time(0.9);
        return new RowChange(
            """
            INSERT INTO interaction (id, conversation_key, number, campaign_id, campaign_name, status, opened_at, search, completed, kind, agent_id, agent_user_name, agent_name,
                queued_at, answered_at, replied_at, abandoned_at, ended_at)
            VALUES (@Id, '1:1', 1, 'c1', 'Soporte', 'closed', @Opened, '', @Completed, @Kind, @AgentId, 'ana', 'Ana', @Queued, @Answered, @Replied, @Abandoned, @Ended)
            """,
            new
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"1-{n}-1"),
                Opened = Day.Start,
                Completed = random.Next(2) == 0,
                Kind = random.Next(5) == 0 ? "continuation" : null,
                AgentId = random.Next(2) == 0 ? "a1" : null,
                Queued = queued,
                Answered = Time(0.6, queued),
                Replied = Time(0.5, queued),
                Abandoned = Time(0.3, queued),
                Ended = Time(0.6),
            });
    }
}
