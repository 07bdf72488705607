using System.Text.Json.Serialization;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Http;

/// <summary>GET /api/campaigns.</summary>
public sealed record CampaignList(IReadOnlyList<CampaignItem> Items);

/// <summary>What everybody sees of a campaign.</summary>
/// <param name="Type">messenger or voice.</param>
/// <param name="OpenNow">Inside its schedule at this moment, in its own time zone.</param>
/// <param name="Token">valid, degraded, invalid or none.</param>
public record CampaignSummary(string Id, string Name, string Type, string? PageId, string? PageName, bool Enabled, bool OpenNow, string Token);

/// <summary>A row of the campaign table.</summary>
public sealed record CampaignItem(string Id, string Name, string Type, string? PageId, string? PageName, bool Enabled, bool OpenNow, string Token)
    : CampaignSummary(Id, Name, Type, PageId, PageName, Enabled, OpenNow, Token)
{
    /// <summary>How many agents serve it.</summary>
    public int Members { get; init; }

    /// <summary>How many are in its queue, those under offer included.</summary>
    public int Waiting { get; init; }

    /// <summary>How many are held beyond the limit of its queue.</summary>
    public int Held { get; init; }

    /// <summary>Why nobody is reached through it: disabled, no-page, token-invalid or token-none; null = it is active.</summary>
    public string? Inactive { get; init; }

    /// <summary>What weighs most of what is wrong with the Page, one of <see cref="Pages.PageReasonCode"/>; null = nothing, or nobody has looked yet.</summary>
    public string? TokenReason { get; init; }

    /// <summary>Since when the token fares so; null = nobody has looked yet.</summary>
    public DateTimeOffset? TokenSince { get; init; }

    /// <summary>Of its settings, as in their ETag.</summary>
    public int Version { get; init; }
}

/// <summary>GET /api/desk/campaigns: the signed-in agent's own.</summary>
public sealed record DeskCampaignList(IReadOnlyList<DeskCampaign> Items);

/// <param name="CannedResponses">The campaign's own, offered in its chats beside those of the whole installation (R20).</param>
public sealed record DeskCampaign(
    string Id, string Name, string Type, string? PageId, string? PageName, bool Enabled, bool OpenNow, string Token, IReadOnlyList<CannedResponse> CannedResponses)
    : CampaignSummary(Id, Name, Type, PageId, PageName, Enabled, OpenNow, Token);

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
