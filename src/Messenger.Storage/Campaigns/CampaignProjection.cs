using System.Text;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Storage.Auditing;
using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Campaigns;

/// <summary>What a campaign's facts change in its rows: campaign, campaign_member and queue_entry.</summary>
public static class CampaignProjection
{
    /// <exception cref="StorageException">A kind of fact this version does not know.</exception>
    public static IEnumerable<RowChange> Changes(string campaignId, CampaignFact fact, DateTimeOffset at) => fact switch
    {
        CampaignFact.SettingsChanged { Settings: { } settings } changed =>
            [Settings(campaignId, settings), .. AuditRows.Of(Audited(campaignId), AuditRows.KindOf(settings.Version), settings.Version, changed.By, changed.Changes, at)],
        CampaignFact.MembersChanged changed => [.. Members(campaignId, changed), .. AuditRows.Of(
            Audited(campaignId), AuditWord.Members, changed.Version ?? 0, changed.By, changed.Changes, at)],
        CampaignFact.Deleted deleted => [.. Deleted(campaignId, deleted, at), .. AuditRows.Of(
            Audited(campaignId), AuditWord.Deleted, deleted.Settings.Version, deleted.By, [new FieldChange("name", deleted.Settings.Name, null)], at)],
        CampaignFact.Queued queued => [QueueRows.Queued(campaignId, queued)],
        CampaignFact.NotQueued recorded => [QueueRows.NotQueued(campaignId, recorded, at)],
        CampaignFact.ScheduleTurned { Open: true } turned => QueueRows.Opened(campaignId, turned),
        CampaignFact.ScheduleTurned => [],
        CampaignFact.Admitted admitted => [QueueRows.Admitted(campaignId, admitted)],
        CampaignFact.RecordedReleased released => [QueueRows.Released(campaignId, released)],
        CampaignFact.WindowPassed passed => [QueueRows.WindowPassed(campaignId, passed)],
        CampaignFact.Offered offered => [new RowChange(
            "UPDATE queue_entry SET lease = @Lease, offered_to = @AgentId WHERE campaign_id = @Id AND interaction_id = @InteractionId",
            new { Id = campaignId, offered.Lease, offered.AgentId, offered.InteractionId })],
        CampaignFact.OfferRefused refused => [new RowChange(
            "UPDATE queue_entry SET lease = NULL, offered_to = NULL WHERE campaign_id = @Id AND lease = @Lease",
            new { Id = campaignId, refused.Lease })],
        CampaignFact.OfferReturned returned => [new RowChange(
            "UPDATE queue_entry SET lease = NULL, offered_to = NULL, class = 0 WHERE campaign_id = @Id AND lease = @Lease",
            new { Id = campaignId, returned.Lease })],

        // Assigned, it waits no longer; when it is given back the conversation queues it anew.
        CampaignFact.Assigned assigned => [new RowChange(
            "DELETE FROM queue_entry WHERE campaign_id = @Id AND lease = @Lease",
            new { Id = campaignId, assigned.Lease })],
        CampaignFact.OfferGone gone => [new RowChange(
            "DELETE FROM queue_entry WHERE campaign_id = @Id AND lease = @Lease",
            new { Id = campaignId, gone.Lease })],
        CampaignFact.Removed removed => [new RowChange(
            "DELETE FROM queue_entry WHERE campaign_id = @Id AND interaction_id = @InteractionId AND epoch <= @Epoch",
            new { Id = campaignId, removed.InteractionId, removed.Epoch })],
        CampaignFact.LimitDelivered or CampaignFact.HintSeen or CampaignFact.DayBegan or CampaignFact.WindowExtended or CampaignFact.GlobalsSet
            or CampaignFact.PlaceTold or CampaignFact.Joined or CampaignFact.Directed => [],
        _ => throw new StorageException($"No projection for the campaign fact {fact?.GetType().Name}."),
    };

    private static RowChange Settings(string campaignId, CampaignSettings settings) => new(
        """
        INSERT INTO campaign (id, name, name_key, type, page_id, enabled, settings, version)
        VALUES (@Id, @Name, @NameKey, @Type, @PageId, @Enabled, @Settings, @Version)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, type = excluded.type,
            page_id = excluded.page_id, enabled = excluded.enabled, settings = excluded.settings, version = excluded.version
        """,
        new
        {
            Id = campaignId,
            settings.Name,
            NameKey = settings.Name.Normalize(NormalizationForm.FormC).ToLowerInvariant(),
            Type = CampaignEditing.WordOf(settings.Type),
            settings.PageId,
            settings.Enabled,
            Settings = StoredJson.Write(settings),
            settings.Version,
        });

    /// <summary>Name and Page are free for others; who waits in it no more has no row.</summary>
    private static IEnumerable<RowChange> Deleted(string campaignId, CampaignFact.Deleted deleted, DateTimeOffset at) =>
    [
        new RowChange(
            """
            INSERT INTO deleted_campaign (id, name, settings, deleted_at) VALUES (@Id, @Name, @Settings, @At)
            ON CONFLICT (id) DO NOTHING
            """,
            new { Id = campaignId, deleted.Settings.Name, Settings = StoredJson.Write(deleted.Settings), At = at }),
        new RowChange("DELETE FROM campaign WHERE id = @Id", new { Id = campaignId }),
        new RowChange("DELETE FROM campaign_member WHERE campaign_id = @Id", new { Id = campaignId }),
        new RowChange("DELETE FROM member_list WHERE campaign_id = @Id", new { Id = campaignId }),
        new RowChange("DELETE FROM queue_entry WHERE campaign_id = @Id", new { Id = campaignId }),
    ];

    private static string Audited(string campaignId) => AuditWord.CampaignPrefix + campaignId;

    private static IEnumerable<RowChange> Members(string campaignId, CampaignFact.MembersChanged changed) =>
    [
        new RowChange(
            """
            INSERT INTO member_list (campaign_id, version) VALUES (@Id, @Version)
            ON CONFLICT (campaign_id) DO UPDATE SET version = excluded.version
            """,
            new { Id = campaignId, Version = changed.Version ?? 0 }),
        new RowChange("DELETE FROM campaign_member WHERE campaign_id = @Id", new { Id = campaignId }),
        .. changed.Members.Select((member, position) => new RowChange(
            "INSERT INTO campaign_member (campaign_id, agent_id, position, penalty) VALUES (@Id, @AgentId, @Position, @Penalty)",
            new { Id = campaignId, member.AgentId, Position = position, member.Penalty })),
    ];
}
