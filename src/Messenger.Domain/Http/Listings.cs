using System.Text.Json.Serialization;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Http;

/// <summary>GET /api/campaigns, and GET /api/desk/campaigns for the signed-in agent's own.</summary>
public sealed record CampaignList(IReadOnlyList<CampaignItem> Items);

/// <param name="Type">messenger or voice.</param>
/// <param name="OpenNow">Inside its schedule at this moment, in its own time zone.</param>
/// <param name="Token">valid, degraded, invalid or none.</param>
public sealed record CampaignItem(string Id, string Name, string Type, string? PageId, string? PageName, bool Enabled, bool OpenNow, string Token);

/// <summary>GET /api/recordings.</summary>
/// <param name="Next">Cursor of the next page; null = this was the last.</param>
public sealed record RecordingList(IReadOnlyList<RecordingItem> Items, string? Next);

/// <summary>One interaction as recorded.</summary>
/// <param name="Status">waiting, held, active, closed, abandoned, outOfHours or windowClosed.</param>
public sealed record RecordingItem(
    string Id, string CampaignId, string CampaignName, string PageId, string CustomerId, string CustomerName, string Status,
    string? AgentUserName, string? AgentName, DateTimeOffset OpenedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EndedAt,
    string? EndReason, string? DispositionId, string? Note, int Messages);

/// <summary>GET /api/recordings/{interactionId}/messages?after.</summary>
/// <param name="Next">Pass as <c>after</c> to get what is newer.</param>
public sealed record RecordingMessages(IReadOnlyList<RecordingMessage> Items, long Next);

/// <summary>A message as recorded; state events included with direction system.</summary>
public sealed record RecordingMessage(
    string? Mid, string InteractionId, string CampaignId, string CustomerId, long Seq, string Direction, DateTimeOffset At, string? Text,
    IReadOnlyList<Attachment> Attachments, string State, string? Author)
{
    /// <summary>The mid of the message that this one answers; null when it answers none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ReplyToMid { get; init; }

    /// <summary>The customer's reaction: an emoji, or Meta's word where it sent none; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Reaction { get; init; }

    /// <summary>Its text is not the first one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Edited { get; init; }

    /// <summary>Its writer withdrew it: text and attachments are gone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unsent { get; init; }

    /// <summary>The advertisement, link or product the customer came from with it; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Origin { get; init; }
}
