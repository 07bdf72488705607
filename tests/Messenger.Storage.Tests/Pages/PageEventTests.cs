using Messenger.Domain.Http;
using Messenger.Storage.Pages;

namespace Messenger.Storage.Tests.Pages;

public sealed class PageEventsOnSqlite : PageEventTests<SqliteDatabase>;

public sealed class PageEventsOnPostgres : PageEventTests<PostgresDatabase>;

public abstract class PageEventTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly DateTimeOffset Noon = TestStore.Noon;
    private static readonly PageEventItem Warned = new("100", Noon, PageEventWord.PolicyEnforcement, PageEventWord.Warning, "Spam, según Meta");

    private PageEvents Events => Store.Get<PageEvents>();

    [Fact]
    public async Task They_come_back_whole_and_newest_first()
    {
        var roles = new PageEventItem("100", Noon.AddMinutes(1), PageEventWord.AppRoles, "primary_receiver", null);
        await Events.Store(roles, roles.At, "{1}"u8.ToArray(), Ct);
        await Events.Store(Warned, Noon, "{2}"u8.ToArray(), Ct);
        await Events.Store(Warned with { PageId = "200" }, Noon, "{2}"u8.ToArray(), Ct);
        Assert.Equal([roles, Warned], await Events.Newest("100", null, 10, Ct));
        Assert.Equal([roles], await Events.Newest("100", null, 1, Ct));
        Assert.Equal([Warned], await Events.Newest("100", PageEventWord.PolicyEnforcement, 10, Ct));
        Assert.Empty(await Events.Newest("300", null, 10, Ct));
    }

    [Fact]
    public async Task The_same_bytes_of_the_same_moment_are_one_event()
    {
        foreach (var (at, metaAt, raw) in new (DateTimeOffset, DateTimeOffset?, string)[]
        {
            (Noon, Noon, "a"), (Noon, Noon, "a"), (Noon, Noon, "b"), (Noon.AddSeconds(1), Noon.AddSeconds(1), "a"),
            (Noon.AddSeconds(2), null, "a"), (Noon.AddSeconds(3), null, "a"),
        })
        {
            await Events.Store(Warned with { At = at }, metaAt, System.Text.Encoding.UTF8.GetBytes(raw), Ct);
        }

        Assert.Equal([Noon.AddSeconds(2), Noon.AddSeconds(1), Noon, Noon], (await Events.Newest("100", null, 10, Ct)).Select(e => e.At));
    }

    [Fact]
    public async Task A_long_reason_is_cut_where_no_character_breaks()
    {
        await Events.Store(Warned with { Reason = new string('x', 999) + "😀 and more" }, Noon, default, Ct);
        Assert.Equal(new string('x', 999), Assert.Single(await Events.Newest("100", null, 10, Ct)).Reason);
    }
}
