using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Proof;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Messenger.Storage.Proof;
using Messenger.Storage.Recordings;

namespace Messenger.Storage.Tests.Proof;

public sealed class ProofOnSqlite : ProofTests<SqliteDatabase>;

public sealed class ProofOnPostgres : ProofTests<PostgresDatabase>;

/// <summary>B10: a day is proven from what stands in the journal.</summary>
public abstract class ProofTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly AgentName Ana = new("a1", "ana", "Ana");
    private static readonly Lease First = new("c1", 1);
    private static readonly DateOnly Day = DateOnly.FromDateTime(TestStore.Noon.UtcDateTime);

    private async Task Journal<TFact>(string stream, params TFact[] facts)
        where TFact : notnull
    {
        var encoded = FactCodec.Encode(facts);
        var rows = facts.OfType<ConversationFact>().SelectMany(f => ConversationProjection.Changes(stream["conversation/".Length..], f, TestStore.Noon));
        var append = new Append(
            stream, await Store.Reader.Head(stream, Ct), new NewRow(TestStore.Noon, encoded.Facts, encoded.Content, encoded.ContentHash, 0, null), [.. rows], [], null);
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(append, Ct));
    }

    /// <summary>One customer is served, another one waits.</summary>
    private async Task Worked(int limit = 2)
    {
        await Journal<ConversationFact>(
            "conversation/1:7", new ConversationFact.InteractionOpened("1-7-1", 1, "c1", "Soporte", "1", "7"),
            new ConversationFact.MessageReceived(1, "1-7-1", "m1", TestStore.Noon, "Hola", null, null, null), new ConversationFact.Placed("1-7-1", 1, QueuePlace.Queued));
        await Journal<ConversationFact>(
            "conversation/1:8", new ConversationFact.InteractionOpened("1-8-1", 1, "c1", "Soporte", "1", "8"), new ConversationFact.Placed("1-8-1", 1, QueuePlace.Queued));
        await Journal<CampaignFact>(
            "campaign/c1", new CampaignFact.Queued("1-7-1", 1, QueueClass.Normal, TestStore.Noon), new CampaignFact.Queued("1-8-1", 1, QueueClass.Normal, TestStore.Noon),
            new CampaignFact.Offered(1, "1-7-1", 1, "a1", 1, 1, TestStore.Noon));
        await Journal<AgentFact>("agent/a1", new AgentFact.LimitSet("c1", 1, limit, true, 60), new AgentFact.Reserved(First, "1-7-1", 1, "1:7", 0, 2, 0, 2));
        await Journal<ConversationFact>("conversation/1:7", new ConversationFact.Owned("1-7-1", 1, First, Ana), new ConversationFact.Answered("1-7-1", "a1"));
    }

    [Fact]
    public async Task A_clean_day_is_proven_and_adds_up()
    {
        await Worked();
        var report = await Store.Get<ProofQueries>().Of(Day, Ct);
        Assert.Equal((Day, 2, 0), (report.Day, report.Checked, report.ViolationCount));
        Assert.Equal(new ProvenSum("c1", 2, 1, 0, 0, 1), Assert.Single(report.Sums));
    }

    [Fact]
    public async Task What_is_wrong_in_the_journal_is_named()
    {
        await Worked(limit: 1);
        var report = await Store.Get<ProofQueries>().Of(Day, Ct);
        Assert.Equal((ViolationCode.Limit, "agent/a1", 1L, "1-7-1"), report.Violations.Select(v => (v.Code, v.Stream, v.Version, v.InteractionId!)).Single());
        Assert.Equal(1, report.ViolationCount);
    }

    /// <summary>Boards and reports read rows; the facts know better.</summary>
    [Theory]
    [InlineData("UPDATE interaction SET abandoned_at = 1 WHERE id = '1-7-1'", "Shown are 2 queued = 0 answered + 1 abandoned + 0 ended otherwise + 1 waiting;")]
    [InlineData("UPDATE interaction SET queued_at = 1 WHERE id = '1-8-1'", "Shown are 1 queued = 1 answered + 0 abandoned + 0 ended otherwise + 0 waiting;")]
    [InlineData("UPDATE interaction SET ended_at = 1 WHERE id = '1-8-1'", "Shown are 2 queued = 1 answered + 0 abandoned + 1 ended otherwise + 0 waiting;")]
    [InlineData("DELETE FROM interaction", "Shown are 0 queued = 0 answered + 0 abandoned + 0 ended otherwise + 0 waiting;")]
    public async Task A_row_that_says_something_else_is_found(string broken, string shown)
    {
        await Worked();
        await Store.Commit("broken/rows", [new RowChange(broken, new { })]);
        var violation = Assert.Single((await Store.Get<ProofQueries>().Of(Day, Ct)).Violations);
        Assert.Equal((ViolationCode.Sum, "campaign/c1", 1L), (violation.Code, violation.Stream, violation.Version));
        Assert.Equal(shown + " the facts say 2 queued = 1 answered + 0 abandoned + 0 ended otherwise + 1 waiting.", violation.Detail);
    }

    [Fact]
    public async Task Another_day_has_nothing_of_it()
    {
        await Worked(limit: 1);
        var report = await Store.Get<ProofQueries>().Of(Day.AddDays(1), Ct);
        Assert.Equal((0, 0), (report.Checked, report.ViolationCount));
        Assert.Empty(report.Sums);
    }
}
