using Messenger.Storage.Shared;

namespace Messenger.Storage.Security;

/// <summary>A user as the query brings him.</summary>
internal sealed class UserRow
{
    public const string Select = """
        SELECT id, user_name AS UserName, normalized_user_name AS NormalizedUserName, display_name AS DisplayName,
            password_hash AS PasswordHash, security_stamp AS SecurityStamp, concurrency_stamp AS ConcurrencyStamp,
            access_failed_count AS AccessFailedCount, lockout_end AS LockoutEnd, lockout_enabled AS LockoutEnabled, disabled,
            one_time AS OneTime, all_campaigns AS AllCampaigns
        FROM user_account
        """;

    public string Id { get; init; } = "";
    public string UserName { get; init; } = "";
    public string NormalizedUserName { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string? PasswordHash { get; init; }
    public string SecurityStamp { get; init; } = "";
    public string ConcurrencyStamp { get; init; } = "";
    public long AccessFailedCount { get; init; }
    public long? LockoutEnd { get; init; }
    public long LockoutEnabled { get; init; }
    public long Disabled { get; init; }
    public long OneTime { get; init; }
    public long AllCampaigns { get; init; }

    public User User() => new()
    {
        Id = Id,
        UserName = UserName,
        NormalizedUserName = NormalizedUserName,
        DisplayName = DisplayName,
        PasswordHash = PasswordHash,
        SecurityStamp = SecurityStamp,
        ConcurrencyStamp = ConcurrencyStamp,
        AccessFailedCount = (int)AccessFailedCount,
        LockoutEnd = UnixTime.Instant(LockoutEnd),
        LockoutEnabled = LockoutEnabled == 1,
        Disabled = Disabled == 1,
        OneTimePassword = OneTime == 1,
    };
}
