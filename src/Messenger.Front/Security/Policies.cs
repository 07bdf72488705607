using Messenger.Storage.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Security;

/// <summary>Who may do what. Without a policy of its own an endpoint demands a signed-in user.</summary>
internal static class Policies
{
    public const string Agent = "agent";

    /// <summary>Supervisors and administrators.</summary>
    public const string Supervisor = "supervisor";

    public const string Administrator = "administrator";

    /// <summary>Agents, and whoever supervises them.</summary>
    public const string DeskOrBoard = "desk-or-board";

    public static void AddPolicies(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Agent, policy => policy.RequireRole(Roles.Agent))
        .AddPolicy(Supervisor, policy => policy.RequireRole(Roles.Supervisor, Roles.Administrator))
        .AddPolicy(DeskOrBoard, policy => policy.RequireRole(Roles.Agent, Roles.Supervisor, Roles.Administrator))
        .AddPolicy(Administrator, policy => policy.RequireRole(Roles.Administrator))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
}
