using Messenger.Domain.Activations;
using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using Messenger.Storage.Auditing;
using Messenger.Storage.Pages;

namespace Messenger.Storage.Tests.Pages;

public sealed class ActivationsOnSqlite : ActivationTests<SqliteDatabase>;

public sealed class ActivationsOnPostgres : ActivationTests<PostgresDatabase>;

/// <summary>Each attempt is a row with how it ended, and what is told of it stands in the audit.</summary>
public abstract class ActivationTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly Editor Admin = new("u1", "admin", "Admin");

    private readonly Dictionary<string, ActivationState> _states = [];

    [Fact]
    public async Task Attempts_are_listed_newest_first_with_their_ends()
    {
        await Happens("a1", 0, new ActivationFact.Started(Start(0)), new ActivationFact.Stopped(ActivationExit.Cancelled, [], Admin));
        await Happens(
            "a2", 1, new ActivationFact.Started(Start(1)), new ActivationFact.Returned(), new ActivationFact.Granted("fb1", [Page]), new ActivationFact.Chosen(Page),
            new ActivationFact.Subscribed(), new ActivationFact.Connected(), new ActivationFact.Finished([]));
        var items = await Store.Get<ActivationQueries>().Of("c1", Ct);
        Assert.Equal([("a2", "done", null, "Tienda"), ("a1", "over", "cancelled", null)], items.Select(i => (i.Id, i.Phase, i.Exit, i.PageName)));
        Assert.Empty(await Store.Get<ActivationQueries>().Of("c2", Ct));
        Assert.True(await Store.Get<ActivationQueries>().Exists("a1", Ct));
        Assert.False(await Store.Get<ActivationQueries>().Exists("a3", Ct));
    }

    [Fact]
    public async Task The_audit_has_each_refused_return_and_the_end_by_the_campaigns_name_and_nothing_secret()
    {
        await Happens(
            "a1", 0, new ActivationFact.Started(Start(0)), new ActivationFact.StateRefused(StateRefusal.Forged, Admin, 1), new ActivationFact.StateRefused(StateRefusal.Forged, Admin, 2),
            new ActivationFact.Stopped(ActivationExit.Timeout, []));
        var rows = (await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, "activation:a1", null, 50), Ct)).Items;
        Assert.Equal(["timeout", "state-forged", "state-forged"], rows.Select(r => r.Changes[^1].After));
        Assert.All(rows, r => Assert.Equal(("activation", "Soporte", "admin"), (r.Kind, r.TargetName, r.User!.UserName)));
        Assert.DoesNotContain("hash", System.Text.Json.JsonSerializer.Serialize(rows), StringComparison.Ordinal);
    }

    private static OfferedPage Page { get; } = new("10", "Tienda", "protected", []);

    private static ActivationStart Start(int minute) =>
        new("c1", "Soporte", "Tienda", Admin, "hash", TestStore.Noon.AddMinutes(minute), TestStore.Noon.AddMinutes(minute + 30));

    private async Task Happens(string id, int minute, params ActivationFact[] facts)
    {
        foreach (var fact in facts)
        {
            var at = TestStore.Noon.AddMinutes(minute);
            var after = ActivationRules.Apply(_states.GetValueOrDefault(id, ActivationState.Initial(id)), fact, at);
            _states[id] = after;
            await Store.Commit(Names.ActivationStream(id), ActivationProjection.Changes(after, fact, at));
        }
    }
}
