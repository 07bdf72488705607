namespace Messenger.Bench.Proving;

/// <summary>An interaction as its conversation's facts left its row.</summary>
internal sealed class DayRow(string id, string conversationKey, string campaignId, DateTimeOffset openedAt)
{
    public string Id => id;

    public string ConversationKey => conversationKey;

    public string CampaignId => campaignId;

    public DateTimeOffset OpenedAt => openedAt;

    public DateTimeOffset? AbandonedAt { get; set; }

    public DateTimeOffset? AssignedAt { get; set; }

    public DateTimeOffset? RepliedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? AgentId { get; set; }
}
