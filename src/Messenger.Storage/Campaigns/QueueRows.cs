using Messenger.Domain.Campaigns;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Campaigns;

/// <summary>Changes of the queue_entry table: who stands where, in the same order as in the campaign itself.</summary>
internal static class QueueRows
{
    public static RowChange Queued(string campaignId, CampaignFact.Queued fact) =>
        Upsert(campaignId, fact.InteractionId, fact.Epoch, (int)fact.Class, fact.Since, "queued");

    public static RowChange NotQueued(string campaignId, CampaignFact.NotQueued fact, DateTimeOffset at) =>
        Upsert(campaignId, fact.InteractionId, fact.Epoch, (int)(fact.Class ?? QueueClass.Normal), fact.Since ?? at, WordOf(fact.Place));

    /// <summary>The backlog begins to wait; who was only answered is gone.</summary>
    public static IEnumerable<RowChange> Opened(string campaignId, CampaignFact.ScheduleTurned fact) =>
    [
        new("UPDATE queue_entry SET place = 'held', since = @At WHERE campaign_id = @Id AND place = 'closed-hours'", new { Id = campaignId, fact.At }),
        new("DELETE FROM queue_entry WHERE campaign_id = @Id AND place = 'out-of-hours'", new { Id = campaignId }),
    ];

    public static RowChange Admitted(string campaignId, CampaignFact.Admitted fact) => new(
        """
        UPDATE queue_entry SET place = 'queued'
        WHERE campaign_id = @Id AND interaction_id IN (
            SELECT interaction_id FROM queue_entry WHERE campaign_id = @Id AND place = 'held'
            ORDER BY class, since, came_at, interaction_id LIMIT @Count)
        """,
        new { Id = campaignId, fact.Count });

    public static RowChange Released(string campaignId, CampaignFact.RecordedReleased fact) => fact.IntoQueue
        ? new("UPDATE queue_entry SET place = 'held', since = @At WHERE campaign_id = @Id AND place = 'disabled'", new { Id = campaignId, fact.At })
        : new("DELETE FROM queue_entry WHERE campaign_id = @Id AND place = 'disabled'", new { Id = campaignId });

    public static RowChange WindowPassed(string campaignId, CampaignFact.WindowPassed fact) => new(
        "UPDATE queue_entry SET place = 'window-closed' WHERE campaign_id = @Id AND interaction_id = @InteractionId",
        new { Id = campaignId, fact.InteractionId });

    private static RowChange Upsert(string campaignId, string interactionId, int epoch, int queueClass, DateTimeOffset since, string place) => new(
        """
        INSERT INTO queue_entry (campaign_id, interaction_id, epoch, class, since, came_at, place)
        VALUES (@Id, @InteractionId, @Epoch, @Class, @Since, @Since, @Place)
        ON CONFLICT (campaign_id, interaction_id) DO UPDATE SET epoch = excluded.epoch, class = excluded.class,
            since = excluded.since, place = excluded.place, lease = NULL, offered_to = NULL
        """,
        new { Id = campaignId, InteractionId = interactionId, Epoch = epoch, Class = queueClass, Since = since, Place = place });

    private static string WordOf(QueuePlace place) => place switch
    {
        QueuePlace.Disabled => "disabled",
        QueuePlace.Held => "held",
        QueuePlace.ClosedHours => "closed-hours",
        QueuePlace.OutOfHours => "out-of-hours",
        QueuePlace.WindowClosed => "window-closed",
        _ => throw new StorageException($"{place} is no place to be recorded at."),
    };
}
