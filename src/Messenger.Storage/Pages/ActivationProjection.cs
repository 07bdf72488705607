using Messenger.Domain.Activations;
using Messenger.Domain.Auditing;
using Messenger.Domain.Http;
using Messenger.Storage.Auditing;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Pages;

/// <summary>What an activation's facts change: its row, and the audit's.</summary>
public static class ActivationProjection
{
    /// <exception cref="StorageException">A kind of fact this version does not know.</exception>
    public static IEnumerable<RowChange> Changes(ActivationState after, ActivationFact fact, DateTimeOffset at) => fact switch
    {
        ActivationFact.Started f => [Insert(after.Id, f.Start)],
        ActivationFact.StateRefused f => Audited(after, f.Number, f.By, [new FieldChange("state", null, f.Reason)], at),
        ActivationFact.Stopped f => [Update(after, at), .. Audited(after, 0, f.By ?? after.Started?.By, [new FieldChange("activation", null, f.Exit)], at)],
        ActivationFact.Finished => [Update(after, at), .. Audited(after, 0, after.Started?.By, [new FieldChange("activation", null, "done")], at)],
        ActivationFact.Chosen or ActivationFact.Halted or ActivationFact.Granted => [Update(after, at)],
        ActivationFact.Returned or ActivationFact.Subscribed or ActivationFact.Connected => [],
        _ => throw new StorageException($"No projection for the activation's fact {fact?.GetType().Name}."),
    };

    private static RowChange Insert(string id, ActivationStart s) => new(
        """
        INSERT INTO activation (id, campaign_id, campaign_name, started_at, until, by_id, by_user_name, by_display_name, phase, changed_at)
        VALUES (@Id, @CampaignId, @CampaignName, @At, @Until, @ById, @UserName, @DisplayName, 'waiting', @At)
        """,
        new { Id = id, s.CampaignId, s.CampaignName, s.At, s.Until, ById = s.By.Id, s.By.UserName, s.By.DisplayName });

    private static RowChange Update(ActivationState s, DateTimeOffset at) => new(
        "UPDATE activation SET phase = @Phase, exit = @Exit, page_id = @PageId, page_name = @PageName, changed_at = @At WHERE id = @Id",
        new { s.Id, Phase = ActivationRules.WordOf(s.Phase), s.Exit, PageId = s.Chosen?.Id, PageName = s.Chosen?.Name, At = at });

    private static IEnumerable<RowChange> Audited(ActivationState s, int number, Editor? by, IReadOnlyList<FieldChange> changes, DateTimeOffset at) =>
        AuditRows.Of(AuditWord.ActivationPrefix + s.Id, AuditWord.Activation, number, by, [new FieldChange("campaign", null, s.Started?.CampaignName), .. changes], at);
}
