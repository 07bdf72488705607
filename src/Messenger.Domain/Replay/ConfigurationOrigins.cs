using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached the configuration: saves, and what campaigns acknowledged.</summary>
public readonly struct ConfigurationOrigins : IOrigins<ConfigurationState, ConfigurationCommand, ConfigurationFact>
{
    public static IEnumerable<ConfigurationCommand> Of(ConfigurationState before, ArraySegment<ConfigurationFact> facts, DateTimeOffset at)
    {
        yield return facts[0] switch
        {
            ConfigurationFact.SettingsChanged f => new ConfigurationCommand.Save(f.Settings, f.Settings.Version - 1) { By = f.By },
            ConfigurationFact.CampaignKnown f => new ConfigurationCommand.CampaignJoined(f.CampaignId),
            ConfigurationFact.CampaignTold f => new ConfigurationCommand.GlobalsAcknowledged(f.CampaignId, f.Version),
            var unknown => throw new NotSupportedException($"No origin of {unknown.GetType().Name}."),
        };
    }

    public static Decision<ConfigurationFact>? Decide(int rulesVersion, ConfigurationState state, ConfigurationCommand command, DateTimeOffset at) =>
        ConfigurationRules.Decide(state, command, at);
}
