using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>An interaction as the query brings it.</summary>
internal sealed class InteractionRow
{
    public const string Columns = """
        i.id, COALESCE(i.now_campaign_id, i.campaign_id) AS CampaignId, COALESCE(i.now_campaign_name, i.campaign_name) AS CampaignName, c.page_id AS PageId, c.psid AS Psid,
        c.customer_name AS CustomerName, i.status, i.agent_user_name AS AgentUserName, i.agent_name AS AgentName,
        i.opened_at AS OpenedAt, i.answered_at AS AnsweredAt, i.ended_at AS EndedAt, i.end_reason AS EndReason,
        i.disposition_id AS DispositionId, i.note,
        (SELECT COUNT(*) FROM message m WHERE m.interaction_id = i.id AND m.direction <> 'system') AS Messages
        """;

    public string Id { get; init; } = "";
    public string CampaignId { get; init; } = "";
    public string CampaignName { get; init; } = "";
    public string PageId { get; init; } = "";
    public string Psid { get; init; } = "";
    public string CustomerName { get; init; } = "";
    public string Status { get; init; } = "";
    public string? AgentUserName { get; init; }
    public string? AgentName { get; init; }
    public long OpenedAt { get; init; }
    public long? AnsweredAt { get; init; }
    public long? EndedAt { get; init; }
    public string? EndReason { get; init; }
    public string? DispositionId { get; init; }
    public string? Note { get; init; }
    public long Messages { get; init; }

    public RecordingItem Item() => new(
        Id, CampaignId, CampaignName, PageId, Psid, CustomerName, Status, AgentUserName, AgentName, UnixTime.Instant(OpenedAt),
        UnixTime.Instant(AnsweredAt), UnixTime.Instant(EndedAt), EndReason, DispositionId, Note, (int)Messages);
}

/// <summary>A message as the query brings it.</summary>
internal sealed class MessageRow
{
    public const string Columns = """
        m.position, m.conversation_key AS ConversationKey, m.seq, m.interaction_id AS InteractionId, i.campaign_id AS CampaignId,
        m.mid, m.client_message_id AS ClientMessageId, m.direction, m.text, m.attachments, m.at, m.state, m.author,
        m.failure_reason AS FailureReason, m.reply_to_mid AS ReplyToMid, m.reaction, m.edit_number AS EditNumber, m.unsent, m.origin
        """;

    public long Position { get; init; }
    public string ConversationKey { get; init; } = "";
    public long Seq { get; init; }
    public string? InteractionId { get; init; }
    public string? CampaignId { get; init; }
    public string? Mid { get; init; }
    public string? ClientMessageId { get; init; }
    public string Direction { get; init; } = "";
    public string? Text { get; init; }
    public string? Attachments { get; init; }
    public long At { get; init; }
    public string State { get; init; } = "";
    public string? Author { get; init; }
    public string? FailureReason { get; init; }
    public string? ReplyToMid { get; init; }
    public string? Reaction { get; init; }
    public long? EditNumber { get; init; }
    public long Unsent { get; init; }
    public string? Origin { get; init; }

    private bool IsUnsent => Unsent == 1;

    private bool IsEdited => EditNumber is not null && !IsUnsent;

    private IReadOnlyList<Attachment> Files => Attachments is null ? [] : StoredJson.Read<List<Attachment>>(Attachments);

    public RecordingMessage Recorded() => new(
        Mid, InteractionId ?? "", CampaignId ?? "", Messenger.Domain.Shared.Names.SplitConversationKey(ConversationKey).Psid, Seq,
        Direction, UnixTime.Instant(At), Text, Files, State, Author)
    {
        ReplyToMid = ReplyToMid,
        Reaction = Reaction,
        Edited = IsEdited,
        Unsent = IsUnsent,
        Origin = Origin,
    };

    /// <summary>The id of a message inside its conversation is its seq.</summary>
    public MessageView View() => new(
        Seq.ToString(System.Globalization.CultureInfo.InvariantCulture), Mid, Seq, Direction, Text, Files, UnixTime.Instant(At), State,
        ClientMessageId, Author, FailureReason, InteractionId ?? "")
    {
        ReplyToMid = ReplyToMid,
        Reaction = Reaction,
        Edited = IsEdited,
        Unsent = IsUnsent,
        Origin = Origin,
    };
}
