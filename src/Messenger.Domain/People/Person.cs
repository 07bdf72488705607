namespace Messenger.Domain.People;

/// <summary>What an administrator sets of somebody who may sign in.</summary>
/// <param name="UserName">The key outside; never changes.</param>
/// <param name="Roles">Of <see cref="RoleWord.All"/>, in that order.</param>
/// <param name="Campaigns">Ids of the only campaigns he sees as a supervisor, each once; null = all.</param>
public sealed record Person(string UserName, string DisplayName, IReadOnlyList<string> Roles, bool Disabled, IReadOnlyList<string>? Campaigns)
{
    public bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);

    public bool IsActiveAdministrator => !Disabled && Has(RoleWord.Administrator);

    /// <summary>He may come to a desk.</summary>
    public bool IsActiveAgent => !Disabled && Has(RoleWord.Agent);
}

/// <summary>The roles there are; fixed words.</summary>
public static class RoleWord
{
    public const string Agent = "agent";
    public const string Supervisor = "supervisor";
    public const string Administrator = "administrator";

    public static readonly IReadOnlyList<string> All = [Agent, Supervisor, Administrator];
}
