namespace Messenger.Storage.Agents;

/// <summary>What an agent is doing, as screens show it; written with his facts.</summary>
/// <param name="Status">available or offline.</param>
/// <param name="Connected">False while his connection is lost and the grace runs.</param>
/// <param name="Load">Slots taken over all his campaigns.</param>
/// <param name="Limit">The most he may hold.</param>
/// <param name="Since">When this state began (R43).</param>
public sealed record AgentActivity(
    string AgentId, string UserName, string DisplayName, string Status, bool Connected, string? BreakId, string? BreakName,
    string? BreakIcon, DateTimeOffset? BreakSince, bool InCall, int Load, int Limit, DateTimeOffset Since);
