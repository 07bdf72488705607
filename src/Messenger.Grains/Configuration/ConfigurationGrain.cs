using Messenger.Contracts;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Configuration;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Configuration;

/// <summary>The settings of the whole installation.</summary>
[GrainType("configuration")]
public sealed class ConfigurationGrain(GrainParts parts)
    : DeciderGrain<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules>(parts), IConfigurationGrain
{
    protected override string StreamName => "configuration/" + Key;

    protected override string SnapshotName => "configuration-state";

    public Task<Answer> Handle(ConfigurationCommand command, string? commandId = null) => Decide(command, commandId);

    protected override IEnumerable<RowChange> Changes(ConfigurationState after, IReadOnlyList<ConfigurationFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => ConfigurationProjection.Changes(fact, at));
}
