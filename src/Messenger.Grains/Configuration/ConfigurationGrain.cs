using Messenger.Contracts;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Configuration;
using Messenger.Storage.Journal;
using Orleans.Runtime;

namespace Messenger.Grains.Configuration;

/// <summary>The settings of the whole installation.</summary>
[GrainType("configuration")]
public sealed class ConfigurationGrain(GrainParts parts, [PersistentState("configuration-state", SnapshotStorage.Name)] IPersistentState<StoredState> snapshot)
    : DeciderGrain<GlobalSettings, ConfigurationCommand, ConfigurationFact, ConfigurationRules>(parts, snapshot), IConfigurationGrain
{
    protected override string StreamName => "configuration/" + Key;

    public Task<Answer> Handle(ConfigurationCommand command, string? commandId = null) => Decide(command, commandId);

    protected override IEnumerable<RowChange> Changes(GlobalSettings after, IReadOnlyList<ConfigurationFact> facts, DateTimeOffset at) =>
        facts.Count == 0 ? [] : [ConfigurationProjection.Upsert(after)];
}
