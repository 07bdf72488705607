using System.Globalization;

namespace Messenger.Domain.Conversations;

/// <summary>Names the occasions of automatic texts: a customer hears each once.</summary>
internal readonly struct AutomaticOccasion
{
    private const string SilencePrefix = "silence/";

    /// <summary>A closed period of a campaign.</summary>
    public static string Closed(string campaignId, DateTimeOffset? since) => string.Create(CultureInfo.InvariantCulture, $"closed/{campaignId}/{since:O}");

    public static string Full(string interactionId) => $"full/{interactionId}";

    public static string Welcome(string interactionId) => $"welcome/{interactionId}";

    public static string Joined(string interactionId) => $"joined/{interactionId}";

    public static string Goodbye(string interactionId) => $"goodbye/{interactionId}";

    /// <summary>A silence of the customer.</summary>
    public static string Silence(string interactionId, DateTimeOffset since) => string.Create(CultureInfo.InvariantCulture, $"{SilencePrefix}{interactionId}/{since:O}");

    /// <summary>Of these the newest is enough: an earlier silence is over, and many of them must not push out what else was told.</summary>
    public static bool IsSilence(string occasion) => occasion.StartsWith(SilencePrefix, StringComparison.Ordinal);
}
