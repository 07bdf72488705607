namespace Messenger.Console.Shared.Targets;

/// <summary>Where an interaction shall go.</summary>
/// <param name="UserName">Null = to a campaign.</param>
/// <param name="CampaignId">Null = to an agent.</param>
/// <param name="Name">As the screen calls it.</param>
/// <param name="Force">Over an agent's limits and breaks.</param>
public sealed record TargetChoice(string? UserName, string? CampaignId, string Name, string? Note, bool Force)
{
    /// <summary>As the hubs take it.</summary>
    public string Wire => UserName is not null ? "agent:" + UserName : "campaign:" + CampaignId;
}
