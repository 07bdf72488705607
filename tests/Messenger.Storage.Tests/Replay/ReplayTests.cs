using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Messenger.Storage.Replay;

namespace Messenger.Storage.Tests.Replay;

public sealed class ReplayOnSqlite : ReplayTests<SqliteDatabase>;

public sealed class ReplayOnPostgres : ReplayTests<PostgresDatabase>;

/// <summary>Streams are decided anew from what stands in the journal.</summary>
public abstract class ReplayTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const string Campaign = "campaign/c1";
    private const string Conversation = "conversation/1:7";

    private async Task Journal<TFact>(string stream, IReadOnlyList<TFact> facts)
        where TFact : notnull
    {
        var encoded = FactCodec.Encode(facts);
        var append = new Append(
            stream, await Store.Reader.Head(stream, Ct), new NewRow(TestStore.Noon, encoded.Facts, encoded.Content, encoded.ContentHash, 0, null), [], [], null);
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(append, Ct));
    }

    /// <summary>What the rules decide of it, one command in each row.</summary>
    /// <param name="change">The last word on each row.</param>
    private async Task Decided<TState, TCommand, TFact, TRules>(
        string stream, string key, Func<IReadOnlyList<TFact>, IReadOnlyList<TFact>>? change, params Func<TState, TCommand>[] commands)
        where TState : class
        where TFact : notnull
        where TRules : IRules<TState, TCommand, TFact>
    {
        var state = TRules.Initial(key);
        foreach (var command in commands)
        {
            var facts = TRules.Decide(state, command(state), TestStore.Noon).Facts;
            state = facts.Aggregate(state, (s, f) => TRules.Apply(s, f, TestStore.Noon));
            await Journal(stream, change is null ? facts : change(facts));
        }
    }

    private Task Served(Func<IReadOnlyList<CampaignFact>, IReadOnlyList<CampaignFact>>? change = null) =>
        Decided<CampaignState, CampaignCommand, CampaignFact, CampaignRules>(
            Campaign, "c1", change, _ => new CampaignCommand.Save(CampaignSettings.Default with { Name = "Soporte", Schedule = OpenInterval.AllWeek }, 0),
            _ => new CampaignCommand.SetMembers([new Member("a1")]), s => new CampaignCommand.LimitAcknowledged("a1", s.LimitVersion),
            _ => new CampaignCommand.Hint(new AgentHint("a1", 1, 1)), _ => new CampaignCommand.Enqueue("1-7-1", 1, QueueClass.Normal, TestStore.Noon));

    private Task Wrote() => Decided<ConversationState, ConversationCommand, ConversationFact, ConversationRules>(
        Conversation, "1:7", null, _ => new ConversationCommand.Receive(
            new Inbound.CustomerMessage("m1", "Hola, ¿están?", [new Attachment("image", "https://example.org/1.png")], null, null, TestStore.Noon), "c1", "Soporte"));

    [Fact]
    public async Task What_the_rules_decided_they_decide_again()
    {
        await Served();
        await Wrote();
        var one = await Store.Get<JournalReplay>().Of(Campaign, Ct);
        Assert.Equal((1L, 5L, 0L, 0L), (one.Streams, one.Commits, one.DifferenceCount, one.NotCompared));

        var all = await Store.Get<JournalReplay>().Of(null, Ct);
        Assert.Equal((2L, 6L, 0L, 0L), (all.Streams, all.Commits, all.DifferenceCount, all.NotCompared));
    }

    [Fact]
    public async Task Where_the_journal_has_something_else_is_named()
    {
        await Served(facts => [.. facts.Select(f => f is CampaignFact.Offered o ? o with { ExpiresAt = o.ExpiresAt.AddMilliseconds(1) } : f)]);
        await Wrote();
        var total = await Store.Get<JournalReplay>().Of(null, Ct);
        var difference = Assert.Single(Assert.Single(total.Differing).Differences);
        Assert.Equal((1L, Campaign, 5L, nameof(CampaignFact.Offered)), (total.DifferenceCount, difference.Stream, difference.Version, difference.Fact));
        Assert.NotEqual(difference.Stored, difference.Decided);
    }

    [Fact]
    public async Task A_stream_that_does_not_exist_is_none()
    {
        await Served();
        Assert.Equal(0L, (await Store.Get<JournalReplay>().Of("campaign/c2", Ct)).Streams);
    }
}
