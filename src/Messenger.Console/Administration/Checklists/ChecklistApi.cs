using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Checklists;

/// <summary>The API calls of the checklists.</summary>
public sealed class ChecklistApi(HttpClient http) : ApiCalls(http)
{
    public Task<Reply<ChecklistView>> OfInstallation() => Get("api/setup", ChecklistJson.Default.ChecklistView);

    public Task<Reply<ChecklistView>> Of(string campaignId) => Get($"api/campaigns/{Uri.EscapeDataString(campaignId)}/checklist", ChecklistJson.Default.ChecklistView);

    /// <summary>What would happen to a customer now, in the language of the screen.</summary>
    public Task<Reply<CampaignTestView>> Test(string campaignId) => Get($"api/campaigns/{Uri.EscapeDataString(campaignId)}/test", ChecklistJson.Default.CampaignTestView);
}
