using System.Globalization;

namespace Messenger.Host.Composition;

/// <summary>How a silo takes its leave.</summary>
internal static class DrainSettings
{
    /// <summary>All of the stop: announcing it, finishing what was begun, leaving the cluster.</summary>
    public static readonly TimeSpan WholeStop = TimeSpan.FromSeconds(40);

    private const string Key = "Messenger:DrainSeconds";
    private const int Most = 20;

    /// <summary>A developer's Ctrl+C has no load balancer to wait for.</summary>
    /// <exception cref="ConfigurationException">Not a number of seconds, or more than leaves time for the rest.</exception>
    public static TimeSpan Read(IConfiguration configuration, bool development) => configuration[Key] switch
    {
        null or "" => TimeSpan.FromSeconds(development ? 0 : 5),
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= Most => TimeSpan.FromSeconds(seconds),
        var text => throw ConfigurationException.Of(Key, text, "is not a time to drain", $"use whole seconds from 0 to {Most}"),
    };
}
