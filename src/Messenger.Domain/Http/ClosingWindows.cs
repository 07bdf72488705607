namespace Messenger.Domain.Http;

/// <summary>GET /api/campaigns/{campaignId}/closing-windows: whose reply window closes at an hour at which the campaign is closed (B5).</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Waiting">How many of them wait for an answer.</param>
/// <param name="Items">Who waits for an answer first, then whose window closes first; at most 200.</param>
public sealed record ClosingWindowList(int Total, int Waiting, IReadOnlyList<ClosingWindowItem> Items);

/// <param name="Place">queued, held or closed-hours; null = an agent has it.</param>
/// <param name="Waits">The customer wrote last.</param>
/// <param name="ClosesAt">From then on Facebook refuses any answer.</param>
/// <param name="LastHours">When the campaign closes for the last time before that; null = it does not open any more until then.</param>
public sealed record ClosingWindowItem(
    string InteractionId, string CustomerName, string? AgentUserName, string? AgentName, string? Place, bool Waits, DateTimeOffset ClosesAt, DateTimeOffset? LastHours);
