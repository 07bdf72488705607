using Messenger.Domain.Activations;
using Messenger.Domain.Pages;

namespace Messenger.Domain.Http;

/// <summary>POST /api/campaigns/{campaignId}/activations: an attempt to connect a Page begins (R21).</summary>
/// <param name="DialogUrl">Facebook's login dialog with a state that works once, for this user, until <paramref name="Until"/>.</param>
public sealed record ActivationStarted(string Id, string DialogUrl, DateTimeOffset Until);

/// <summary>Begins an activation.</summary>
/// <param name="AskAgain">Ask again for permissions that were declined before; default false.</param>
public sealed record NewActivation(bool? AskAgain);

/// <summary>POST /api/activations/return: what the browser brought back from Facebook, as it stood in the address.</summary>
/// <param name="Code">Null when the person said no.</param>
/// <param name="Error">Meta's words when he did.</param>
public sealed record ActivationReturn(string? State, string? Code, string? Error, string? ErrorReason);

/// <summary>POST /api/activations/{id}/page: the person takes this Page.</summary>
/// <param name="AcceptName">Whatever it is called; default false.</param>
public sealed record PageChoice(string PageId, bool? AcceptName);

/// <summary>GET /api/campaigns/{campaignId}/activations, one row: an attempt and how it ended.</summary>
/// <param name="Phase">As of the activation.</param>
/// <param name="Exit">One of <see cref="ActivationExit"/>; null = nothing is wrong with it.</param>
public sealed record ActivationItem(
    string Id, DateTimeOffset StartedAt, DateTimeOffset Until, string By, string Phase, string? Exit, string? PageName, DateTimeOffset ChangedAt);

public sealed record ActivationList(IReadOnlyList<ActivationItem> Items);

/// <summary>GET /api/campaigns/{campaignId}/page: how a Page fares at Meta (R29, B6).</summary>
/// <param name="PageId">Null = the campaign has no Page.</param>
/// <param name="Verdict">valid, degraded, invalid, or none when nobody has looked yet.</param>
/// <param name="Since">When it became so; null = nobody has looked yet.</param>
/// <param name="EndsAt">When the token or the data access ends; null = neither does.</param>
/// <param name="LastEventAt">The last message of a customer within a week; null = none.</param>
/// <param name="History">The newest first, at most 200.</param>
public sealed record PageHealthView(
    string? PageId, string Verdict, IReadOnlyList<PageReason> Reasons, DateTimeOffset? Since, DateTimeOffset? EndsAt, DateTimeOffset? LastEventAt,
    IReadOnlyList<PageHealthChange> History);

public sealed record PageHealthChange(DateTimeOffset At, string Verdict, IReadOnlyList<PageReason> Reasons);
