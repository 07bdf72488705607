namespace Messenger.Storage.Security;

/// <summary>Somebody who may sign in.</summary>
public sealed class User
{
    /// <summary>Names the user inside; an agent's grain has the same key.</summary>
    public string Id { get; set; } = Guid.CreateVersion7().ToString("N");

    /// <summary>The key outside; never changes.</summary>
    public string UserName { get; set; } = "";

    public string NormalizedUserName { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string? PasswordHash { get; set; }

    /// <summary>Changes when what a sign-in rests on changes; older cookies then end.</summary>
    public string SecurityStamp { get; set; } = "";

    /// <summary>Changes with each save; a save based on an older one is refused.</summary>
    public string? ConcurrencyStamp { get; set; }

    public int AccessFailedCount { get; set; }

    public DateTimeOffset? LockoutEnd { get; set; }

    public bool LockoutEnabled { get; set; }

    /// <summary>May not sign in any more; his records stay.</summary>
    public bool Disabled { get; set; }

    /// <summary>The password was made for him: it opens nothing but the choice of his own.</summary>
    public bool OneTimePassword { get; set; }
}
