using System.Diagnostics;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Explaining;
using Messenger.Domain.Shared;
using Messenger.Storage.Explaining;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;

namespace Messenger.Storage.Tests.Explaining;

public sealed class WhyOnSqlite : WhyTests<SqliteDatabase>;

public sealed class WhyOnPostgres : WhyTests<PostgresDatabase>;

/// <summary>Reasons are recomputed from the journal of the campaign and those of its agents.</summary>
public abstract class WhyTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Asked = "1-7-1";
    private static readonly DateTimeOffset Opened = TestStore.Noon.AddHours(1);

    private readonly Dictionary<string, long> _heads = [];
    private CampaignState _campaign = CampaignRules.Initial("c1");

    private async Task Journal<TFact>(string stream, DateTimeOffset at, IReadOnlyList<TFact> facts, params RowChange[] changes)
        where TFact : notnull
    {
        var encoded = FactCodec.Encode(facts);
        var version = _heads.GetValueOrDefault(stream);
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(
            new Append(stream, version, new NewRow(at, encoded.Facts, encoded.Content, encoded.ContentHash, 0, null), changes, [], null), Ct));
        _heads[stream] = version + 1;
    }

    private Task Campaign(DateTimeOffset at, params CampaignCommand[] commands)
    {
        var facts = new List<CampaignFact>();
        foreach (var command in commands)
        {
            var decided = CampaignRules.Decide(_campaign, command, at).Facts;
            _campaign = decided.Aggregate(_campaign, (s, f) => CampaignRules.Apply(s, f, at));
            facts.AddRange(decided);
        }

        return Journal("campaign/c1", at, facts);
    }

    private Task Opens(string key = "1:7") =>
        Journal<ConversationFact>(
            "conversation/" + key, Opened, [new ConversationFact.InteractionOpened(Asked, 1, "c1", "Soporte", "1", "7")],
            [.. ConversationProjection.Changes(key, new ConversationFact.InteractionOpened(Asked, 1, "c1", "Soporte", "1", "7"), Opened)]);

    /// <summary>Ana has room for one, Bruno said that he has none.</summary>
    private async Task Works()
    {
        await Campaign(TestStore.Noon, new CampaignCommand.Save(CampaignSettings.Default with { Name = "Soporte", Schedule = OpenInterval.AllWeek }, 0));
        await Campaign(TestStore.Noon, new CampaignCommand.SetMembers([new Member("ana"), new Member("bruno")]));
        await Campaign(
            TestStore.Noon, new CampaignCommand.LimitAcknowledged("bruno", _campaign.LimitVersion),
            new CampaignCommand.LimitAcknowledged("ana", _campaign.LimitVersion), new CampaignCommand.Hint(new AgentHint("ana", 1, 1)),
            new CampaignCommand.Hint(new AgentHint("bruno", 1, 0)));
    }

    private CampaignCommand.Enqueue Comes(int customer) => new($"1-{customer}-1", 1, QueueClass.Normal, Opened);

    private async Task<IReadOnlyList<Explained>> Why() => Assert.Single((await Store.Get<WhyQueries>().Of(Asked, Opened.AddHours(1), Ct))!.Campaigns).Steps;

    [Fact]
    public async Task What_nobody_ever_heard_of_has_no_reasons()
    {
        await Works();
        Assert.Null(await Store.Get<WhyQueries>().Of("1-9-9", Opened, Ct));
    }

    [Fact]
    public async Task An_agents_own_stream_says_why_he_had_no_room()
    {
        await Works();
        await Opens();
        await Journal<AgentFact>("agent/bruno", TestStore.Noon, [new AgentFact.ConnectionBack(), new AgentFact.StatusChanged(AgentStatus.Available)]);
        await Journal<AgentFact>("agent/bruno", Opened.AddMinutes(-1), [new AgentFact.BreakStarted(new BreakKind("1", "Almuerzo", "restaurant"))]);
        await Campaign(Opened, Comes(7));
        await Journal<AgentFact>("agent/bruno", Opened.AddMinutes(1), [new AgentFact.BreakEnded()]);

        var steps = await Why();
        Assert.Equal(StandWord.Queued, Assert.IsType<Explained.Placed>(steps[0]).Place);
        var offer = Assert.IsType<Explained.Offered>(steps[1]);
        Assert.Equal([("ana", VerdictWord.Chosen), ("bruno", RefusalReason.OnBreak)], offer.Members.Select(m => (m.AgentId, m.Word)));
    }

    [Fact]
    public async Task One_that_waits_says_why_and_one_that_its_campaign_does_not_know_says_nothing()
    {
        await Works();
        await Opens();
        Assert.Empty(await Why());
        await Campaign(Opened, Comes(8), Comes(7));
        Assert.Equal([VerdictWord.RoomPromised, VerdictWord.NoRoom], Assert.IsType<Explained.Waits>((await Why())[^1]).Members.Select(m => m.Word));
    }

    /// <summary>A busy month of one campaign: the first question reads all of it, the next ones go on from where it was.</summary>
    [Fact]
    public async Task A_hundred_thousand_facts_are_read_while_somebody_waits()
    {
        const int customers = 20_000;
        await Works();
        for (var n = 0; n < customers; n += 20)
        {
            // Arrival, offer, assignment, end, and the agent's new hint.
            await Campaign(TestStore.Noon.AddSeconds(n / 10), [.. Enumerable.Range(n, 20).SelectMany(Served)]);
        }

        await Opens();
        await Campaign(Opened, Comes(7));
        var (first, steps) = await Timed();
        Assert.Equal("ana", Assert.IsType<Explained.Offered>(steps[1]).AgentId);
        var (second, again) = await Timed();
        Assert.Equivalent(steps, again, strict: true);
        TestContext.Current.TestOutputHelper!.WriteLine($"{typeof(TDatabase).Name}: first {first.TotalMilliseconds:F0} ms, then {second.TotalMilliseconds:F0} ms");
        Assert.True(first < TimeSpan.FromSeconds(15) && second < first / 2, $"{first}, {second}");

        IEnumerable<CampaignCommand> Served(int n) =>
        [
            new CampaignCommand.Enqueue($"2-{n}-1", 1, QueueClass.Normal, TestStore.Noon), new CampaignCommand.Outcome(new Lease("c1", n + 1), OfferOutcome.Taken, new AgentHint("ana", (2 * n) + 2, 0)),
            new CampaignCommand.Remove($"2-{n}-1", 1), new CampaignCommand.Hint(new AgentHint("ana", (2 * n) + 3, 1)),
        ];
    }

    private async Task<(TimeSpan Took, IReadOnlyList<Explained> Steps)> Timed()
    {
        var began = Stopwatch.GetTimestamp();
        var steps = await Why();
        return (Stopwatch.GetElapsedTime(began), steps);
    }
}
