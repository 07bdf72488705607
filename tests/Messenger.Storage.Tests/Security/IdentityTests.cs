using System.Xml.Linq;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Storage.Tests.Security;

public sealed class IdentityOnSqlite : IdentityTests<SqliteDatabase>;

public sealed class IdentityOnPostgres : IdentityTests<PostgresDatabase>;

public abstract class IdentityTests<TDatabase> : IAsyncLifetime
    where TDatabase : TestDatabase, new()
{
    private readonly TDatabase database = new();
    private TestStore store = null!;

    private static CancellationToken Ct => TestStore.Ct;

    private UserManager<User> Users => store.Get<UserManager<User>>();

    public ValueTask InitializeAsync()
    {
        store = NewStore();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await store.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task A_user_signs_in_with_his_password_and_has_his_roles()
    {
        var created = await Create("ana", "Ana Núñez", Roles.Agent, Roles.Supervisor);

        var found = await Users.FindByNameAsync("ANA");
        Assert.NotNull(found);
        Assert.Equal((created.Id, "ana", "Ana Núñez"), (found.Id, found.UserName, found.DisplayName));
        Assert.True(await Users.CheckPasswordAsync(found, "messenger"));
        Assert.False(await Users.CheckPasswordAsync(found, "wrong"));
        Assert.Equal(["agent", "supervisor"], await Users.GetRolesAsync(found));
        Assert.True(await Users.IsInRoleAsync(found, "Agent"));
        Assert.Equal("ana", Assert.Single(await Users.GetUsersInRoleAsync("agent")).UserName);
        var principal = await store.Get<IUserClaimsPrincipalFactory<User>>().CreateAsync(found);
        Assert.True(principal.IsInRole("supervisor"));

        Assert.True((await Users.RemoveFromRoleAsync(found, "supervisor")).Succeeded);
        Assert.Equal(["agent"], await Users.GetRolesAsync(found));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Users.AddToRoleAsync(found, "emperor"));
    }

    [Fact]
    public async Task A_user_name_is_taken_once()
    {
        await Create("ana", "Ana");

        Assert.Contains((await Users.CreateAsync(new User { UserName = "Ana" }, "messenger")).Errors, e => e.Code == "DuplicateUserName");

        // Two at the same moment both pass Identity's own check; the database decides.
        var rival = new User { UserName = "ana", NormalizedUserName = "ANA" };
        Assert.False((await store.Get<UserStore>().CreateAsync(rival, Ct)).Succeeded);
    }

    [Fact]
    public async Task Of_two_changes_of_the_same_state_the_second_is_refused()
    {
        var id = (await Create("ana", "Ana")).Id;
        var mine = (await Users.FindByIdAsync(id))!;
        var theirs = (await Users.FindByIdAsync(id))!;

        mine.Disabled = true;
        Assert.True((await Users.UpdateAsync(mine)).Succeeded);
        theirs.DisplayName = "Other";
        Assert.Contains((await Users.UpdateAsync(theirs)).Errors, e => e.Code == "ConcurrencyFailure");

        var stored = (await Users.FindByIdAsync(id))!;
        Assert.Equal((true, "Ana"), (stored.Disabled, stored.DisplayName));
    }

    [Fact]
    public async Task Failed_sign_ins_lock_out_for_a_time()
    {
        var user = await Create("ana", "Ana");
        for (var i = 0; i < 5; i++)
        {
            await Users.AccessFailedAsync(user);
        }

        var stored = (await Users.FindByIdAsync(user.Id))!;
        Assert.True(await Users.IsLockedOutAsync(stored));
        Assert.True(stored.LockoutEnd > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Everybody_is_listed_with_roles_and_a_deleted_user_is_gone()
    {
        await Create("bruno", "Bruno", Roles.Agent);
        var ana = await Create("ana", "Ana", Roles.Administrator, Roles.Agent);

        var all = await store.Get<UserStore>().All(Ct);
        Assert.Equal(["ana", "bruno"], all.Select(u => u.User.UserName));
        Assert.Equal(["administrator", "agent"], all[0].Roles);

        Assert.True((await Users.DeleteAsync((await Users.FindByIdAsync(ana.Id))!)).Succeeded);
        Assert.Equal("bruno", Assert.Single(await store.Get<UserStore>().All(Ct)).User.UserName);
        Assert.Single(await Users.GetUsersInRoleAsync("agent"));
    }

    [Fact]
    public async Task What_one_process_protects_another_one_reads()
    {
        var secret = store.Get<IDataProtectionProvider>().CreateProtector("page-token").Protect("token");

        await using var other = NewStore();
        Assert.Equal("token", other.Get<IDataProtectionProvider>().CreateProtector("page-token").Unprotect(secret));
        Assert.NotEmpty(other.Get<DataProtectionKeys>().GetAllElements());
        other.Get<DataProtectionKeys>().StoreElement(new XElement("key"), "k");
        Assert.Contains(store.Get<DataProtectionKeys>().GetAllElements(), e => e.Name == "key");
    }

    private TestStore NewStore() => new(database.Options, services =>
    {
        services.AddLogging();
        services.AddDataProtection().SetApplicationName("messenger");
        services.AddIdentityCore<User>(o =>
        {
            o.Password.RequireDigit = o.Password.RequireUppercase = o.Password.RequireNonAlphanumeric = false;
        }).AddRoles<Role>();
    });

    private async Task<User> Create(string name, string display, params string[] roles)
    {
        var user = new User { UserName = name, DisplayName = display };
        Assert.True((await Users.CreateAsync(user, "messenger")).Succeeded);
        foreach (var role in roles)
        {
            Assert.True((await Users.AddToRoleAsync(user, role)).Succeeded);
        }

        return user;
    }
}
