using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Configuration;

/// <summary>
/// Settings of the whole installation: whole, versioned, journaled like everything else. What campaigns go by is owed to each of them,
/// the newest version, until it is acknowledged; a campaign that nobody told of itself is owed nothing.
/// </summary>
public readonly struct ConfigurationRules : IRules<ConfigurationState, ConfigurationCommand, ConfigurationFact>
{
    public static ConfigurationState Initial(string key) => ConfigurationState.Initial;

    public static Decision<ConfigurationFact> Decide(ConfigurationState state, ConfigurationCommand command, DateTimeOffset now) => command switch
    {
        ConfigurationCommand.Save c when c.BasedOn != state.Settings.Version => Decision<ConfigurationFact>.Refuse(RefusalCode.Stale),
        ConfigurationCommand.Save c => Happened(Saved(state.Settings, c.Settings with { Version = c.BasedOn + 1 }, c.By)),
        ConfigurationCommand.CampaignJoined c when !state.Campaigns.ContainsKey(c.CampaignId) => Happened(new ConfigurationFact.CampaignKnown(c.CampaignId)),
        ConfigurationCommand.GlobalsAcknowledged c when state.Campaigns.TryGetValue(c.CampaignId, out var told) && told < c.Version =>
            Happened(new ConfigurationFact.CampaignTold(c.CampaignId, c.Version)),
        ConfigurationCommand.CampaignJoined or ConfigurationCommand.GlobalsAcknowledged or ConfigurationCommand.Tick => Decision<ConfigurationFact>.Nothing,
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static ConfigurationState Apply(ConfigurationState state, ConfigurationFact fact, DateTimeOffset at) => fact switch
    {
        ConfigurationFact.SettingsChanged f => state with { Settings = f.Settings },
        ConfigurationFact.CampaignKnown f => state with { Campaigns = state.Campaigns.SetItem(f.CampaignId, ConfigurationState.Untold) },
        ConfigurationFact.CampaignTold f => state with { Campaigns = state.Campaigns.SetItem(f.CampaignId, f.Version) },
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    public static IEnumerable<Obligation> Pending(ConfigurationState state)
    {
        foreach (var (campaignId, told) in state.Campaigns)
        {
            if (told < state.Settings.Version)
            {
                yield return new Obligation.ToCampaign($"globals/{campaignId}", campaignId, new CampaignCommand.SetGlobals(state.Settings.Rules));
            }
        }
    }

    public static ConfigurationCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToCampaign { CampaignId: var campaignId, Command: CampaignCommand.SetGlobals c } =>
            new ConfigurationCommand.GlobalsAcknowledged(campaignId, c.Rules.Version),
        _ => throw new NotSupportedException($"The configuration does not owe {obligation.Key}."),
    };

    public static DateTimeOffset? NextDue(ConfigurationState state) => null;

    public static ConfigurationCommand Tick() => new ConfigurationCommand.Tick();

    public static IEnumerable<ViewEvent> View(ConfigurationState before, ConfigurationState after, ConfigurationFact fact, DateTimeOffset at, long next) => [];

    public static object Snapshot(ConfigurationState state, long version, DateTimeOffset now) => state.Settings;

    private static ConfigurationFact.SettingsChanged Saved(GlobalSettings before, GlobalSettings after, Editor? by) =>
        new(after, by, SettingsDifference.Of(before, after));

    private static Decision<ConfigurationFact> Happened(ConfigurationFact fact) => new([fact], Answer.Done);
}
