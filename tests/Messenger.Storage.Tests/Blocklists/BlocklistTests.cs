using Messenger.Domain.Auditing;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Storage.Auditing;
using Messenger.Storage.Blocklists;

namespace Messenger.Storage.Tests.Blocklists;

public sealed class BlocklistOnSqlite : BlocklistTests<SqliteDatabase>;

public sealed class BlocklistOnPostgres : BlocklistTests<PostgresDatabase>;

public abstract class BlocklistTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly Editor Sofia = new("s1", "sofia", "Sofía");

    private BlocklistQueries Queries => Store.Get<BlocklistQueries>();

    private async Task Block(string psid, string name, string reason, int minute = 0)
    {
        var key = "100:" + psid;
        await Store.Open(key, 1, TestStore.Noon);
        await Store.Conversation(key, TestStore.Noon.AddMinutes(minute), new ConversationFact.ProfileSettled(name, null), new ConversationFact.Blocked(1, reason, Sofia));
    }

    private async Task<string[]> Found(string? search) => [.. (await Queries.List(search, null, 50, Ct)).Items.Select(i => i.CustomerName)];

    [Fact]
    public async Task A_blocked_customer_is_there_with_who_when_and_why_until_he_is_served_again()
    {
        Assert.Empty(await Found(null));
        await Block("7", "Ñandú Pérez", "Insultos", minute: 3);
        Assert.Equal(
            new BlockedCustomer("100", "7", "Ñandú Pérez", "Insultos", new AuditUser("sofia", "Sofía"), TestStore.Noon.AddMinutes(3)),
            Assert.Single((await Queries.List(null, null, 50, Ct)).Items));
        await Store.Conversation("100:7", TestStore.Noon.AddMinutes(4), new ConversationFact.Blocked(2, "Publicidad", Sofia));
        Assert.Equal("Publicidad", Assert.Single((await Queries.List(null, null, 50, Ct)).Items).Reason);
        await Store.Conversation("100:7", TestStore.Noon.AddMinutes(5), new ConversationFact.Unblocked(3, Sofia));
        Assert.Empty(await Found(null));
        Assert.True(await Queries.IsKnown("100:7", Ct));
        Assert.False(await Queries.IsKnown("100:8", Ct));
    }

    [Fact]
    public async Task It_is_searched_by_name_number_and_reason_without_regard_to_case_and_accents()
    {
        await Block("71", "Ñandú Pérez", "Insultó a todos");
        await Block("72", "Bruno", "100% publicidad");
        Assert.Equal(["Ñandú Pérez"], await Found(" nandu "));
        Assert.Equal(["Bruno"], await Found("72"));
        Assert.Equal(["Ñandú Pérez"], await Found("INSULTO"));
        Assert.Equal(["Bruno"], await Found("0%"));
        Assert.Empty(await Found("%%"));
    }

    [Fact]
    public async Task It_is_paged_newest_first_without_gap_or_repeat()
    {
        for (var n = 1; n <= 7; n++)
        {
            await Block($"{n}", $"Cliente {n}", "spam", minute: n / 2);
        }

        var (all, after) = (new List<string>(), default(BlocklistCursor));
        do
        {
            var page = await Queries.List(null, after, 3, Ct);
            all.AddRange(page.Items.Select(i => i.Psid));
            after = page.Next is not null && BlocklistCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (after is not null);
        Assert.Equal(["7", "6", "5", "4", "3", "2", "1"], all);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("x~100:7")]
    [InlineData("1~100:7~2")]
    [InlineData("1~")]
    public void What_is_no_cursor_is_none(string text) => Assert.False(BlocklistCursor.TryParse(text, out _));

    [Fact]
    public async Task Each_change_is_a_row_of_the_audit_with_the_customers_name()
    {
        await Block("7", "Ñandú", "Insultos");
        await Store.Conversation("100:7", TestStore.Noon.AddMinutes(1), new ConversationFact.Unblocked(2, Sofia));
        var rows = (await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, "customer:100:7", null, 50), Ct)).Items;
        Assert.Equal([("unblocked", "Ñandú"), ("blocked", "Ñandú")], rows.Select(r => (r.Kind, r.TargetName)));
        Assert.Equal([new FieldChange("blocked", "false", "true"), new FieldChange("reason", null, "Insultos")], rows[1].Changes);
        Assert.All(rows, r => Assert.Equal("sofia", r.User!.UserName));
    }
}
