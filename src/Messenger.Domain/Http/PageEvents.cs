namespace Messenger.Domain.Http;

/// <summary>GET /api/pages/{pageId}/events, the newest first.</summary>
public sealed record PageEventList(IReadOnlyList<PageEventItem> Items);

/// <summary>Something Meta told about a Page as a whole.</summary>
/// <param name="At">Meta's time of it, else that of receipt.</param>
/// <param name="Kind">policy_enforcement, app_roles or changes.</param>
/// <param name="Action">
/// warning, block or unblock; the roles of this product's app on the Page, separated by commas, empty = none; the field that changed.
/// </param>
/// <param name="Reason">Meta's words, at most 1,000 characters; null when it gave none.</param>
public sealed record PageEventItem(string PageId, DateTimeOffset At, string Kind, string Action, string? Reason);

/// <summary>The words of a Page's events in SQL and in the API; Meta's own.</summary>
public static class PageEventWord
{
    public const string PolicyEnforcement = "policy_enforcement";
    public const string AppRoles = "app_roles";
    public const string Changes = "changes";
    public const string Warning = "warning";
    public const string Block = "block";
    public const string Unblock = "unblock";
}
