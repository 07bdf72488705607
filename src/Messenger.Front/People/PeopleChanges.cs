using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.People;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.People;

/// <summary>What a change of a user needs beside its rows: a password to hash, campaigns to name, and whoever has to hear of it.</summary>
internal sealed class PeopleChanges(
    CampaignQueries campaigns, IPasswordHasher<User> hasher, IWorkerGrains grains, Standings standings, OpenSessions sessions,
    [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public static string NewStamp() => Guid.NewGuid().ToString("N").ToUpperInvariant();

    /// <summary>All campaigns by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CampaignNames(CancellationToken ct) =>
        (await campaigns.All(ct)).ToDictionary(c => c.Id, c => c.Settings.Name, StringComparer.Ordinal);

    /// <summary>He has this one-time password from now on; what he was signed in with and the lock of wrong passwords end.</summary>
    public void Issue(User user, string password) => Set(user, password, oneTime: true);

    /// <summary>As <see cref="Issue"/>, and it is his own.</summary>
    public void Choose(User user, string password) => Set(user, password, oneTime: false);

    /// <summary>His saved state reaches his agent grain, and whatever is open on this front; the other fronts find it out by themselves.</summary>
    /// <param name="before">Null = he is new.</param>
    public async Task Tell(User user, Person? before, Person after)
    {
        standings.Forget();
        await sessions.Look();
        var agent = new Lazy<IAgentGrain>(() => grains.Get<IAgentGrain>(user.Id));
        if (after.Has(RoleWord.Agent))
        {
            await GrainCalls.Repeated(() => agent.Value.Handle(new AgentCommand.Register(after.UserName, after.DisplayName)));
        }

        if (!after.IsActiveAgent && (after.Has(RoleWord.Agent) || before?.Has(RoleWord.Agent) == true))
        {
            await GrainCalls.Repeated(() => agent.Value.Handle(new AgentCommand.Suspend()));
        }
    }

    private void Set(User user, string password, bool oneTime)
    {
        user.PasswordHash = hasher.HashPassword(user, password);
        (user.OneTimePassword, user.SecurityStamp) = (oneTime, NewStamp());
        (user.AccessFailedCount, user.LockoutEnd) = (0, null);
    }
}
