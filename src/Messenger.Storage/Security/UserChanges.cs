using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Security;

/// <summary>What a save of a user changes in his rows.</summary>
internal static class UserChanges
{
    public static string NewStamp() => Guid.NewGuid().ToString("N");

    public static RowChange Added(User user) => new(
        """
        INSERT INTO user_account (id, user_name, normalized_user_name, display_name, password_hash, security_stamp,
            concurrency_stamp, access_failed_count, lockout_end, lockout_enabled, disabled, one_time, search)
        VALUES (@Id, @UserName, @NormalizedUserName, @DisplayName, @PasswordHash, @SecurityStamp, @ConcurrencyStamp,
            @AccessFailedCount, @LockoutEnd, @LockoutEnabled, @Disabled, @OneTimePassword, @Search)
        """,
        new
        {
            user.Id,
            user.UserName,
            user.NormalizedUserName,
            user.DisplayName,
            user.PasswordHash,
            user.SecurityStamp,
            user.ConcurrencyStamp,
            user.AccessFailedCount,
            user.LockoutEnd,
            user.LockoutEnabled,
            user.Disabled,
            user.OneTimePassword,
            Search = Searched(user),
        });

    /// <summary>Meets no row when somebody else saved him since he was read.</summary>
    public static RowChange Changed(User user, string newStamp) => new(
        """
        UPDATE user_account
        SET display_name = @DisplayName, password_hash = @PasswordHash, security_stamp = @SecurityStamp,
            concurrency_stamp = @NewStamp, access_failed_count = @AccessFailedCount, lockout_end = @LockoutEnd,
            lockout_enabled = @LockoutEnabled, disabled = @Disabled, one_time = @OneTimePassword, search = @Search
        WHERE id = @Id AND concurrency_stamp = @ConcurrencyStamp
        """,
        new
        {
            user.Id,
            user.DisplayName,
            user.PasswordHash,
            user.SecurityStamp,
            user.ConcurrencyStamp,
            NewStamp = newStamp,
            user.AccessFailedCount,
            user.LockoutEnd,
            user.LockoutEnabled,
            user.Disabled,
            user.OneTimePassword,
            Search = Searched(user),
        });

    /// <summary>His roles and campaigns are these and no others.</summary>
    public static IEnumerable<RowChange> Rights(string userId, IReadOnlyList<string> roles, IReadOnlyList<string>? campaigns) =>
    [
        new RowChange("DELETE FROM user_role WHERE user_id = @Id", new { Id = userId }),
        .. roles.Select(role => new RowChange("INSERT INTO user_role (user_id, role) VALUES (@Id, @Role)", new { Id = userId, Role = role })),
        new RowChange("UPDATE user_account SET all_campaigns = @All WHERE id = @Id", new { Id = userId, All = campaigns is null }),
        new RowChange("DELETE FROM user_campaign WHERE user_id = @Id", new { Id = userId }),
        .. (campaigns ?? []).Select(campaign => new RowChange(
            "INSERT INTO user_campaign (user_id, campaign_id) VALUES (@Id, @Campaign)", new { Id = userId, Campaign = campaign })),
    ];

    private static string Searched(User user) => SearchText.Of(user.UserName, user.DisplayName);
}
