using System.Diagnostics;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Domain.People;
using Messenger.Storage.Auditing;
using Messenger.Storage.Security;

namespace Messenger.Storage.Tests.Security;

public sealed class PeopleOnSqlite : PeopleTests<SqliteDatabase>;

public sealed class PeopleOnPostgres : PeopleTests<PostgresDatabase>;

public abstract class PeopleTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly Editor Admin = new("u1", "admin", "Ádmin");

    private PeopleStore People => Store.Get<PeopleStore>();

    private PeopleQueries Queries => Store.Get<PeopleQueries>();

    [Fact]
    public async Task A_user_is_found_with_all_he_was_given()
    {
        Assert.Equal(SaveOutcome.Saved, await Make("Sofía", [RoleWord.Supervisor, RoleWord.Administrator], ["c2", "c1"]));
        var moment = (await People.Find("SOFÍA", Ct))!;
        Assert.Equal(("Sofía", false, 1L, 0), (moment.Person.UserName, moment.Person.Disabled, moment.Version, moment.OtherAdministrators));
        Assert.Equal(["supervisor", "administrator"], moment.Person.Roles);
        Assert.Equal(["c1", "c2"], moment.Person.Campaigns);
        Assert.True(moment.User.OneTimePassword);
        Assert.Null(await People.Find("NOBODY", Ct));
        Assert.Equal(SaveOutcome.Taken, await Make("SOFÍA", [RoleWord.Agent]));
        Assert.Equal(1, await People.Version(Ct));
    }

    [Fact]
    public async Task A_change_replaces_roles_and_campaigns_and_is_a_row_of_the_audit()
    {
        await Make("sofia", [RoleWord.Supervisor], ["c1"]);
        var moment = (await People.Find("SOFIA", Ct))!;
        var after = moment.Person with { DisplayName = "Otra", Roles = [RoleWord.Agent], Campaigns = null, Disabled = true };
        Assert.Equal(SaveOutcome.Saved, await Save(moment, after));
        var now = (await People.Find("SOFIA", Ct))!;
        Assert.Equal(("Otra", true, true, "agent", null), (now.Person.DisplayName, now.Person.Disabled, now.User.Disabled, Assert.Single(now.Person.Roles), now.Person.Campaigns));
        Assert.Equal(moment.User.ConcurrencyStamp, now.User.ConcurrencyStamp);

        var audit = await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, "user:sofia", null, 10), Ct);
        Assert.Equal([("settings", "Otra"), ("created", "Otra")], audit.Items.Select(i => (i.Kind, i.TargetName)));
        Assert.Equal(new AuditUser("admin", "Ádmin"), audit.Items[0].User);
        Assert.Contains(new FieldChange("roles", "supervisor", "agent"), audit.Items[0].Changes);
    }

    [Fact]
    public async Task Of_two_who_take_an_administrator_away_by_the_same_state_one_is_too_late()
    {
        await Make("one", [RoleWord.Administrator]);
        await Make("two", [RoleWord.Administrator]);
        var (one, two) = ((await People.Find("ONE", Ct))!, (await People.Find("TWO", Ct))!);
        var both = await Task.WhenAll(Save(one, one.Person with { Disabled = true }), Save(two, two.Person with { Disabled = true }));
        Assert.Equal([SaveOutcome.Saved, SaveOutcome.Moved], both.Order());
        Assert.Equal(1, await Count(disabled: false));
        Assert.Equal(2 + 1, await People.Version(Ct));
    }

    [Fact]
    public async Task All_others_do_not_come_in_each_others_way()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Make($"user{n}", [RoleWord.Agent])));
        Assert.All(made, outcome => Assert.Equal(SaveOutcome.Saved, outcome));
        var moments = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => People.Find($"USER{n}", Ct)));
        var saved = await Task.WhenAll(moments.Select(m => Save(m!, m!.Person with { DisplayName = "Otro" })));
        Assert.All(saved, outcome => Assert.Equal(SaveOutcome.Saved, outcome));
        Assert.Equal(80, await People.Version(Ct));
        Assert.Equal(80, (await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, null, null, 200), Ct)).Items.Count);
    }

    [Fact]
    public async Task A_sign_in_that_failed_meanwhile_makes_the_save_too_late_and_nothing_of_it_is_stored()
    {
        await Make("sofia", [RoleWord.Supervisor]);
        var moment = (await People.Find("SOFIA", Ct))!;
        var user = (await People.Find("SOFIA", Ct))!.User;
        user.AccessFailedCount = 1;
        Assert.True((await Store.Get<UserStore>().UpdateAsync(user, Ct)).Succeeded);
        Assert.Equal(SaveOutcome.Moved, await Save(moment, moment.Person with { Roles = [RoleWord.Agent] }));
        Assert.Equal(["supervisor"], (await People.Find("SOFIA", Ct))!.Person.Roles);
        Assert.Equal(1, await People.Version(Ct));
        Assert.Single((await Store.Get<AuditQueries>().List(new AuditFilter(null, null, null, "user:sofia", null, 10), Ct)).Items);
    }

    [Fact]
    public async Task What_holds_of_who_is_signed_in_is_what_was_saved_last()
    {
        await Make("sofia", [RoleWord.Supervisor], ["c1"]);
        var moment = (await People.Find("SOFIA", Ct))!;
        var before = (await Queries.Standing(moment.User.Id, Ct))!;
        Assert.Equal((moment.User.SecurityStamp, false, false, "c1"), (before.SecurityStamp, before.Disabled, before.IsAgent, Assert.Single(before.Campaigns!)));
        moment.User.SecurityStamp = "another";
        await Save(moment, moment.Person with { Disabled = true, Roles = [RoleWord.Agent], Campaigns = null });
        Assert.Equal(new UserStanding("another", true, true, null), await Queries.Standing(moment.User.Id, Ct));
        Assert.Null(await Queries.Standing("nobody", Ct));
    }

    [Fact]
    public async Task A_list_is_searched_paged_and_quick_with_none_one_and_thousands()
    {
        Assert.Empty((await List()).Items);
        await Make("ana.núñez", [RoleWord.Agent, RoleWord.Supervisor], ["c1"], "Ana Morales");
        var only = Assert.Single((await List()).Items);
        Assert.Equal(("ana.núñez", "Ana Morales", true), (only.UserName, only.DisplayName, only.OneTimePassword));
        Assert.Equal(("agent supervisor", "c1"), (string.Join(' ', only.Roles), Assert.Single(only.Campaigns!)));
        Assert.Equal(SaveOutcome.Saved, (await Task.WhenAll(Enumerable.Range(0, 5_000).Select(AddPlain))).Distinct().Single());

        var watch = Stopwatch.StartNew();
        var first = await List(limit: 200);
        Assert.Equal((200, "user0198", "USER0198"), (first.Items.Count, first.Items[^1].UserName, first.Next));
        var (seen, after) = (new HashSet<string>(first.Items.Select(u => u.UserName)), first.Next);
        while (after is not null)
        {
            var page = await List(after: after, limit: 200);
            Assert.All(page.Items, u => Assert.True(seen.Add(u.UserName)));
            after = page.Next;
        }

        Assert.Equal(5_001, seen.Count);
        Assert.Equal(["ana.núñez"], (await List("NUNEZ")).Items.Select(u => u.UserName));
        Assert.Equal(["ana.núñez"], (await List("morales")).Items.Select(u => u.UserName));
        Assert.Equal(["ana.núñez"], (await List(role: "supervisor")).Items.Select(u => u.UserName));
        Assert.Equal(10, (await List("user499", role: "agent")).Items.Count);
        Assert.Empty((await List("%")).Items);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"31 pages took {watch.Elapsed}.");
    }

    private async Task<SaveOutcome> AddPlain(int n)
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"user{n:0000}");
        var user = new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name };
        var made = await Store.Get<UserStore>().CreateAsync(user, Ct);
        await Store.Get<UserStore>().AddToRoleAsync(user, RoleWord.Agent, Ct);
        return made.Succeeded ? SaveOutcome.Saved : SaveOutcome.Taken;
    }

    private async Task<SaveOutcome> Make(string name, string[] roles, string[]? campaigns = null, string? displayName = null)
    {
        var person = new Person(name, displayName ?? name, roles, false, campaigns);
        var user = new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = person.DisplayName, SecurityStamp = "s", OneTimePassword = true };
        return await People.Create(user, person, Admin, PersonDifference.Of(null, person, new Dictionary<string, string>()), TestStore.Noon, Ct);
    }

    private Task<SaveOutcome> Save(PersonMoment moment, Person after) =>
        People.Save(moment, after, AuditWord.Settings, Admin, PersonDifference.Of(moment.Person, after, new Dictionary<string, string>()), TestStore.Noon, Ct);

    private Task<UserList> List(string? search = null, string? role = null, string? after = null, int limit = 50) =>
        Queries.List(new UserFilter(search, role, after, limit), Ct);

    private async Task<int> Count(bool disabled) => (await List()).Items.Count(u => u.Disabled == disabled);
}
