using System.Text.Json.Serialization;

namespace Messenger.Domain.Http;

/// <summary>GET /api/users: who may sign in, by user name.</summary>
/// <param name="Next">Cursor of the next page; null = this was the last.</param>
public sealed record UserList(IReadOnlyList<UserView> Items, string? Next);

/// <summary>GET /api/users/{userName}. Its concurrency stamp is the ETag.</summary>
/// <param name="Roles">agent, supervisor, administrator; several are possible.</param>
/// <param name="Disabled">He may not sign in any more; his records stay.</param>
/// <param name="Campaigns">Ids of the campaigns he sees as a supervisor; null = all.</param>
/// <param name="OneTimePassword">His password was made for him and he has not chosen his own yet.</param>
public sealed record UserView(
    string UserName, string DisplayName, IReadOnlyList<string> Roles, bool Disabled, IReadOnlyList<string>? Campaigns, bool OneTimePassword);

/// <summary>Answer of POST /api/users and of POST /api/users/{userName}/password.</summary>
/// <param name="Password">To be told to him; it opens nothing but the choice of his own, and is never shown again.</param>
public sealed record IssuedPassword(UserView User, string Password);

/// <summary>PUT /api/users/{userName}: left out = stays as it is.</summary>
public record UserEdit(string? DisplayName = null, IReadOnlyList<string>? Roles = null, bool? Disabled = null)
{
    /// <summary>Ids of the only campaigns he sees as a supervisor; null, when given, = all.</summary>
    public IReadOnlyList<string>? Campaigns
    {
        get;
        init
        {
            field = value;
            NamesCampaigns = true;
        }
    }

    /// <summary>Whether <see cref="Campaigns"/> was given at all: what is left out must not lift a restriction.</summary>
    [JsonIgnore]
    public bool NamesCampaigns { get; private init; }
}

/// <summary>POST /api/users.</summary>
/// <param name="UserName">1-40 letters, digits and - . _ @ +, unique without regard to case; it never changes.</param>
public sealed record NewUser(string? UserName = null, string? DisplayName = null, IReadOnlyList<string>? Roles = null) : UserEdit(DisplayName, Roles);

/// <summary>Body of POST /api/auth/password.</summary>
/// <param name="Password">The present one, or the one-time one.</param>
/// <param name="NewPassword">8-256 characters, and another one.</param>
public sealed record PasswordChange(string? UserName = null, string? Password = null, string? NewPassword = null);

/// <summary>GET /api/auth/help (anonymous): whom to ask for a password.</summary>
/// <param name="PasswordContact">As the administrator wrote it; empty = nothing is set.</param>
public sealed record SignInHelp(string PasswordContact);
