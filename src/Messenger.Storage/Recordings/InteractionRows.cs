using Messenger.Domain.Conversations;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>Changes of the interaction table.</summary>
internal static class InteractionRows
{
    public static RowChange Opened(string conversationKey, ConversationFact.InteractionOpened fact, DateTimeOffset at) => new(
        """
        INSERT INTO interaction (id, conversation_key, number, campaign_id, campaign_name, status, opened_at, search, completed)
        VALUES (@InteractionId, @Key, @Number, @CampaignId, @CampaignName, 'waiting', @At, '', 0)
        """,
        new { fact.InteractionId, Key = conversationKey, fact.Number, fact.CampaignId, fact.CampaignName, At = at });

    // q is the arrival, however often it is queued again.
    public static RowChange Queued(ConversationFact.Placed fact) => new(
        "UPDATE interaction SET place = 'queued', queued_at = COALESCE(queued_at, opened_at) WHERE id = @InteractionId",
        new { fact.InteractionId });

    public static RowChange NotQueued(ConversationFact.Placed fact) => new(
        "UPDATE interaction SET place = 'disabled' WHERE id = @InteractionId",
        new { fact.InteractionId });

    public static RowChange Owned(ConversationFact.Owned fact) => new(
        """
        UPDATE interaction
        SET status = 'active', agent_id = @Id, agent_user_name = @UserName, agent_name = @DisplayName, search = @Search
        WHERE id = @InteractionId
        """,
        new
        {
            fact.InteractionId,
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

    public static RowChange Ended(ConversationFact.Ended fact, DateTimeOffset at) => new(
        """
        UPDATE interaction
        SET status = 'closed', ended_at = @At, end_reason = @Reason, completed = @Completed, disposition_id = @DispositionId, note = @Note
        WHERE id = @InteractionId
        """,
        new { fact.InteractionId, At = at, fact.Reason, fact.Completed, fact.DispositionId, fact.Note });
}
