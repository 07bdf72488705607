using Messenger.Domain.Auditing;

namespace Messenger.Domain.Http;

/// <summary>GET /api/audit: who changed which setting from what to what, the newest first.</summary>
/// <param name="Next">Cursor of the next page; null = this was the last.</param>
public sealed record AuditList(IReadOnlyList<AuditItem> Items, string? Next);

/// <summary>One save.</summary>
/// <param name="User">Null = the installation itself.</param>
/// <param name="Target"><c>configuration</c>, <c>campaign:{id}</c>, <c>user:{userName}</c>, <c>activation:{id}</c>, or <c>customer:{pageId}:{psid}</c>.</param>
/// <param name="TargetName">What the campaign, user or customer is called now, or the campaign was when it was deleted; null for the configuration.</param>
/// <param name="Kind">created, settings, members, deleted, password, activation, blocked or unblocked.</param>
public sealed record AuditItem(DateTimeOffset At, AuditUser? User, string Target, string? TargetName, string Kind, IReadOnlyList<FieldChange> Changes);

/// <summary>As he was called then.</summary>
public sealed record AuditUser(string UserName, string DisplayName);

/// <summary>The words of the audit in SQL and in the API.</summary>
public static class AuditWord
{
    public const string Created = "created";
    public const string Settings = "settings";
    public const string Members = "members";
    public const string Deleted = "deleted";
    public const string Configuration = "configuration";
    public const string CampaignPrefix = "campaign:";
    public const string Password = "password";
    public const string UserPrefix = "user:";
    public const string Activation = "activation";

    /// <summary>Before the activation's id.</summary>
    public const string ActivationPrefix = "activation:";
    public const string Blocked = "blocked";
    public const string Unblocked = "unblocked";

    /// <summary>Before the Page's id, a colon and the customer's.</summary>
    public const string CustomerPrefix = "customer:";
}
