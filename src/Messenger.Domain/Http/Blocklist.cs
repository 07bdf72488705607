namespace Messenger.Domain.Http;

/// <summary>GET /api/blocklist: customers who are not served, the newest first.</summary>
/// <param name="Next">Cursor of the next page; null = this was the last.</param>
public sealed record Blocklist(IReadOnlyList<BlockedCustomer> Items, string? Next);

/// <param name="Reason">Why, in the words of who decided it; empty where it was erased.</param>
public sealed record BlockedCustomer(string PageId, string Psid, string CustomerName, string Reason, AuditUser By, DateTimeOffset At);

/// <summary>PUT /api/blocklist/{pageId}/{psid}.</summary>
/// <param name="Reason">1-500 characters.</param>
public sealed record BlockRequest(string? Reason = null);
