using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>Changes of the interaction table.</summary>
internal static class InteractionRows
{
    public static RowChange Opened(string conversationKey, ConversationFact.InteractionOpened fact, DateTimeOffset at) => new(
        """
        INSERT INTO interaction (id, conversation_key, number, campaign_id, campaign_name, status, opened_at, search, completed, kind)
        VALUES (@InteractionId, @Key, @Number, @CampaignId, @CampaignName, 'waiting', @At, '', 0, @Kind)
        """,
        new { fact.InteractionId, Key = conversationKey, fact.Number, fact.CampaignId, fact.CampaignName, fact.Kind, At = at });

    /// <summary>Its place, and the status that the recordings show while nobody owns it. q is the arrival, however often it is queued again; an opening sets it anew.</summary>
    public static RowChange Placed(ConversationFact.Placed fact) => new(
        """
        UPDATE interaction
        SET place = @Place, queued_at = CASE WHEN kind = 'reopened' THEN NULL
                ELSE COALESCE(@QueuedAt, queued_at, CASE WHEN @Place IN ('queued', 'held') THEN opened_at END) END,
            status = CASE WHEN status IN ('active', 'closed') THEN status ELSE @Status END
        WHERE id = @InteractionId
        """,
        new { fact.InteractionId, Place = WordOf(fact.Place), fact.QueuedAt, Status = StatusOf(fact.Place) });

    public static RowChange Abandoned(ConversationFact.Abandoned fact) => new(
        "UPDATE interaction SET abandoned_at = COALESCE(abandoned_at, @At) WHERE id = @InteractionId",
        new { fact.InteractionId, fact.At });

    /// <summary>The first time counts. Who has an agent was in the queue, whether his conversation has heard of that or not; one that an agent reopened was not.</summary>
    public static RowChange Owned(ConversationFact.Owned fact, DateTimeOffset at) => new(
        """
        UPDATE interaction
        SET assigned_at = COALESCE(assigned_at, @At), queued_at = COALESCE(queued_at, CASE WHEN kind = 'reopened' THEN NULL ELSE opened_at END),
            status = 'active', agent_id = @Id, agent_user_name = @UserName, agent_name = @DisplayName, search = @Search,
            now_campaign_id = COALESCE(@CampaignId, now_campaign_id), now_campaign_name = COALESCE(@CampaignName, now_campaign_name)
        WHERE id = @InteractionId
        """,
        new
        {
            fact.InteractionId,
            At = at,
            CampaignId = fact.CampaignName is null ? null : fact.Lease.CampaignId,
            fact.CampaignName,
            fact.Agent.Id,
            fact.Agent.UserName,
            fact.Agent.DisplayName,
            Search = SearchText.Of(fact.Agent.UserName, fact.Agent.DisplayName),
        });

    public static RowChange Requeued(ConversationFact.Requeued fact) => new(
        """
        UPDATE interaction
        SET status = 'waiting', agent_id = NULL, agent_user_name = NULL, agent_name = NULL, search = ''
        WHERE id = @InteractionId
        """,
        new { fact.InteractionId });

    public static RowChange Answered(ConversationFact.Answered fact, DateTimeOffset at) => new(
        "UPDATE interaction SET answered_at = COALESCE(answered_at, @At) WHERE id = @InteractionId",
        new { fact.InteractionId, At = at });

    /// <summary>A person replied; the first time counts.</summary>
    public static RowChange Replied(string interactionId, DateTimeOffset at) => new(
        "UPDATE interaction SET replied_at = @At WHERE id = @InteractionId AND replied_at IS NULL",
        new { InteractionId = interactionId, At = at });

    public static RowChange Ended(ConversationFact.Ended fact, DateTimeOffset at) => new(
        """
        UPDATE interaction
        SET status = 'closed', ended_at = @At, end_reason = @Reason, completed = @Completed, disposition_id = @DispositionId, note = @Note
        WHERE id = @InteractionId
        """,
        new { fact.InteractionId, At = fact.At ?? at, fact.Reason, fact.Completed, fact.DispositionId, fact.Note });

    private static string WordOf(QueuePlace place) => place switch
    {
        QueuePlace.Queued => "queued",
        QueuePlace.Disabled => "disabled",
        QueuePlace.Held => "held",
        QueuePlace.ClosedHours => "closed-hours",
        QueuePlace.OutOfHours => "out-of-hours",
        QueuePlace.WindowClosed => "window-closed",
        QueuePlace.Refused => "refused",
        QueuePlace.Directed => "directed",
        QueuePlace.Deleted => "deleted",
        _ => throw new StorageException($"{place} is no place."),
    };

    private static string StatusOf(QueuePlace place) => place switch
    {
        QueuePlace.Held => "held",
        QueuePlace.ClosedHours or QueuePlace.OutOfHours => "outOfHours",
        QueuePlace.WindowClosed => "windowClosed",
        _ => "waiting",
    };
}
