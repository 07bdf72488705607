using System.Collections.Immutable;

namespace Messenger.Domain.Configuration;

/// <summary>Everything the configuration grain knows.</summary>
/// <param name="Campaigns">Each campaign and the newest version of the settings that it acknowledged; <see cref="Untold"/> = none.</param>
public sealed record ConfigurationState(GlobalSettings Settings, ImmutableDictionary<string, int> Campaigns)
{
    public const int Untold = -1;

    public static readonly ConfigurationState Initial = new(GlobalSettings.Empty, ImmutableDictionary<string, int>.Empty);
}
