using Messenger.Domain.People;

namespace Messenger.Storage.Security;

/// <summary>The roles there are; fixed words, stored in lower case.</summary>
public static class Roles
{
    public const string Agent = RoleWord.Agent;
    public const string Supervisor = RoleWord.Supervisor;
    public const string Administrator = RoleWord.Administrator;

    public static readonly IReadOnlyList<string> All = RoleWord.All;

    /// <summary>Identity hands over names in upper case; null = no such role.</summary>
    internal static string? Known(string? name) => All.FirstOrDefault(r => string.Equals(r, name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A role as Identity wants it.</summary>
public sealed record Role(string Name);
