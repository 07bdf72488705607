using System.Text.Json.Serialization;
using Messenger.Domain.Shared;
using Orleans;

namespace Messenger.Domain.Configuration;

/// <summary>What the configuration grain can be told.</summary>
[GenerateSerializer, Immutable]
public abstract record ConfigurationCommand
{
    /// <summary>Save everything. <paramref name="BasedOn"/> is the version it was edited from; another one is refused.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Save([property: Id(0)] GlobalSettings Settings, [property: Id(1)] int BasedOn) : ConfigurationCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : ConfigurationCommand;
}

/// <summary>What happened to the configuration. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(SettingsChanged), "settings-changed/1")]
public abstract record ConfigurationFact
{
    public sealed record SettingsChanged(GlobalSettings Settings) : ConfigurationFact;
}

/// <summary>Settings of the whole installation: whole, versioned, journaled like everything else.</summary>
public readonly struct ConfigurationRules : IRules<GlobalSettings, ConfigurationCommand, ConfigurationFact>
{
    public static GlobalSettings Initial(string key) => GlobalSettings.Empty;

    public static Decision<ConfigurationFact> Decide(GlobalSettings state, ConfigurationCommand command, DateTimeOffset now) => command switch
    {
        ConfigurationCommand.Save c when c.BasedOn != state.Version => Decision<ConfigurationFact>.Refuse(RefusalCode.Stale),
        ConfigurationCommand.Save c => new([new ConfigurationFact.SettingsChanged(c.Settings with { Version = c.BasedOn + 1 })], Answer.Done),
        ConfigurationCommand.Tick => Decision<ConfigurationFact>.Nothing,
        _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
    };

    public static GlobalSettings Apply(GlobalSettings state, ConfigurationFact fact, DateTimeOffset at) => fact switch
    {
        ConfigurationFact.SettingsChanged f => f.Settings,
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    public static IEnumerable<Obligation> Pending(GlobalSettings state) => [];

    public static ConfigurationCommand? Answered(Obligation obligation, Answer answer) => null;

    public static DateTimeOffset? NextDue(GlobalSettings state) => null;

    public static ConfigurationCommand Tick() => new ConfigurationCommand.Tick();

    public static IEnumerable<ViewEvent> View(GlobalSettings before, GlobalSettings after, ConfigurationFact fact, DateTimeOffset at, long next) => [];

    public static object Snapshot(GlobalSettings state, long version, DateTimeOffset now) => state;
}
