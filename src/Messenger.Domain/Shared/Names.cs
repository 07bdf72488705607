namespace Messenger.Domain.Shared;

/// <summary>How streams, conversations, interactions and leases are named. An id stands inside; a name is never parsed elsewhere.</summary>
public static class Names
{
    public static string ConversationKey(string pageId, string psid) => $"{pageId}:{psid}";

    public static (string PageId, string Psid) SplitConversationKey(string key)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        return (key[..colon], key[(colon + 1)..]);
    }

    /// <summary>The n-th interaction of a conversation. Page and customer ids are digits, so '-' cannot be ambiguous.</summary>
    public static string InteractionId(string conversationKey, int number) => $"{conversationKey.Replace(':', '-')}-{number}";

    /// <summary>The conversation an interaction belongs to, or null when the id has not our form.</summary>
    public static string? ConversationOf(string interactionId)
    {
        var parts = interactionId.Split('-');
        return parts.Length == 3 && parts.All(p => p.Length is > 0 and <= 32 && p.All(char.IsAsciiDigit)) ? $"{parts[0]}:{parts[1]}" : null;
    }

    public static string ConversationStream(string key) => "conversation/" + key;

    public static string AgentStream(string agentId) => "agent/" + agentId;

    public static string CampaignStream(string campaignId) => "campaign/" + campaignId;

    public static string ActivationStream(string activationId) => "activation/" + activationId;

    public static string PageStream(string pageId) => "page/" + pageId;

    public static string BoardStream(string campaignId, string incarnation) => $"board/{campaignId}~{incarnation}";

    public static string CampaignTableStream(string incarnation) => $"campaigns/all~{incarnation}";

    public static string PullStream(string campaignId, string incarnation) => $"pull/{campaignId}~{incarnation}";
}

/// <summary>Names one offer: n is gap-free per campaign.</summary>
[Orleans.GenerateSerializer, Orleans.Immutable]
public readonly record struct Lease([property: Orleans.Id(0)] string CampaignId, [property: Orleans.Id(1)] long Number)
{
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{CampaignId}#{Number}");
}
