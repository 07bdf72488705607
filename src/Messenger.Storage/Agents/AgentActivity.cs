using Messenger.Domain.Campaigns;

namespace Messenger.Storage.Agents;

/// <summary>What an agent is doing, as screens show it; written with his facts.</summary>
/// <param name="Status">available or offline.</param>
/// <param name="Connected">False while his connection is lost and the grace runs.</param>
/// <param name="Load">Slots taken over all his campaigns.</param>
/// <param name="Limit">The most he may hold.</param>
/// <param name="Since">When this state began (R43).</param>
/// <param name="Withheld">Why none of his campaigns gives him anything (R33); null = nothing stands in the way.</param>
public sealed record AgentActivity(
    string AgentId, string UserName, string DisplayName, string Status, bool Connected, string? BreakId, string? BreakName,
    string? BreakIcon, DateTimeOffset? BreakSince, bool InCall, int Load, int Limit, DateTimeOffset Since, string? Withheld = null)
{
    /// <summary>What his break is called in each language; null = it has its name only.</summary>
    public LocalizedText? BreakNames { get; init; }
}
