using Messenger.Domain.Campaigns;
using Messenger.Domain.Checklists;
using Messenger.Domain.Http;
using Messenger.Front.Configuration;
using Messenger.Front.MetaApps;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Pages;

namespace Messenger.Front.Checklists;

/// <summary>Looks just now at everything that the checklists go by: the database, the external address, Facebook.</summary>
internal sealed class Readiness(
    OwnAddress address, AddressTest test, AppClient app, CampaignQueries campaigns, MemberQueries members, PageHealthQueries pages,
    ConfigurationQueries configuration)
{
    public async Task<ChecklistView> Of(CampaignRow campaign, CancellationToken ct)
    {
        var looked = Address(ct);
        var health = campaign.Settings.PageId is { } pageId ? await pages.Find(pageId, ct) : null;
        var rows = (await members.Of(campaign.Id, ct)).Items;
        var needsVoice = (await configuration.Read(ct)).NeedsVoice;
        var eligible = rows.Count(m => MemberEditing.ReasonOf(campaign.Settings.Type, needsVoice, m.IsInVoice) is null);
        var (fault, detail) = await looked;
        return ChecklistView.Of(CampaignChecklist.Of(new CampaignReadiness(campaign.Settings, health, fault, detail, rows.Count, eligible)));
    }

    public async Task<ChecklistView> OfInstallation(CancellationToken ct)
    {
        var (looked, asked) = (Address(ct), App(ct));
        var verdicts = await pages.Verdicts(ct);
        var connected = (await campaigns.All(ct)).Where(c => IsConnected(c.Settings, verdicts)).Select(c => c.Id).ToList();
        var served = await members.Served((await configuration.Read(ct)).NeedsVoice, ct);
        var ((fault, detail), (appFault, webhookFault, webhookDetail)) = (await looked, await asked);
        return ChecklistView.Of(SetupChecklist.Of(new SetupReadiness(
            fault, detail, appFault, webhookFault, webhookDetail, connected.Count, connected.Any(served.Contains))));
    }

    private static bool IsConnected(CampaignSettings s, IReadOnlyDictionary<string, string> verdicts) =>
        s is { Type: CampaignType.Messenger, Enabled: true, PageId: { } pageId }
        && CampaignActivity.TokenOf(s, verdicts.GetValueOrDefault(pageId)) is TokenWord.Valid or TokenWord.Degraded;

    private async Task<(string? Fault, string? Detail)> Address(CancellationToken ct) => await address.Find(ct) is not { } own
        ? ("none", null)
        : await test.Of(own, ct) is { Outcome: not "ok" } found ? (found.Outcome, found.Detail) : default;

    private async Task<(string? App, string? Webhook, string? Detail)> App(CancellationToken ct)
    {
        var ours = await address.Find(ct) is { } own ? OwnAddress.Under(own, OwnAddress.WebhookPath).ToString() : null;
        return await app.Webhook(ct) switch
        {
            GraphResult<AppWebhook>.Done { Value: var webhook } => webhook switch
            {
                { Callback: null } => (null, "none", null),
                _ when webhook.Callback != ours => (null, "other", webhook.Callback),
                { IsActive: false } => (null, "not-active", null),
                { Missing: { Count: > 0 } missing } => (null, "missing-fields", string.Join(", ", missing)),
                _ => default,
            },
            GraphResult<AppWebhook>.Refused => ("refused", null, null),
            _ => ("unreachable", null, null),
        };
    }
}
