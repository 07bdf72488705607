using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Http;
using Messenger.Host.Composition;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;

namespace Messenger.Host.Demo;

/// <summary>
/// Who can sign in to a new installation: the demo people in Development, elsewhere one administrator whose password the
/// configuration gives. An installation that has an administrator is left alone; he is made last, so a crash in between is repaired.
/// </summary>
public sealed class FirstPeople(IServiceScopeFactory scopes, UserStore store, IGrainFactory grains)
{
    internal async Task Create(HostSettings settings)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<User>>();
        if ((await users.GetUsersInRoleAsync(Roles.Administrator)).Count == 0)
        {
            if (settings.Development)
            {
                foreach (var person in DemoPeople.All)
                {
                    await Create(users, person, DemoPeople.Password);
                }
            }
            else if (settings.AdministratorPassword is { Length: > 0 } password)
            {
                await Create(users, new DemoPerson("admin", "Administrator", Roles.Administrator), password);
            }
        }

        // Again at each start: a crash between the user and his agent grain leaves no agent without a name, and none at work who was disabled.
        foreach (var (user, roles) in await store.All(CancellationToken.None))
        {
            if (roles.Contains(Roles.Agent))
            {
                var agent = grains.GetGrain<IAgentGrain>(user.Id);
                await agent.Handle(new AgentCommand.Register(user.UserName, user.DisplayName));
                if (user.Disabled)
                {
                    await agent.Handle(new AgentCommand.Suspend());
                }
            }
        }
    }

    private static async Task Create(UserManager<User> users, DemoPerson person, string password)
    {
        var user = await users.FindByNameAsync(person.UserName);
        if (user is null)
        {
            user = new User { Id = Guid.NewGuid().ToString("N"), UserName = person.UserName, DisplayName = person.DisplayName };
            Check(await users.CreateAsync(user, password), person.UserName);
        }

        if (!await users.IsInRoleAsync(user, person.Role))
        {
            Check(await users.AddToRoleAsync(user, person.Role), person.UserName);
        }
    }

    private static void Check(IdentityResult result, string userName)
    {
        if (!result.Succeeded)
        {
            throw new ConfigurationException($"The first user '{userName}' cannot be created: {string.Join(" ", result.Errors.Select(e => e.Description))}");
        }
    }
}
