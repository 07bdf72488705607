using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Campaigns;

/// <summary>The API calls of the campaign table and the editor.</summary>
public sealed class CampaignsApi(HttpClient http) : ApiCalls(http)
{
    public Task<Reply<CampaignList>> All() => Get("api/campaigns", CampaignJson.Default.CampaignList);

    public Task<Reply<CampaignView>> Find(string id) => Get(Path(id), CampaignJson.Default.CampaignView);

    public Task<Reply<CampaignView>> Create(NewCampaign campaign) =>
        Send(HttpMethod.Post, "api/campaigns", campaign, CampaignJson.Default.NewCampaign, CampaignJson.Default.CampaignView);

    /// <param name="tag">The version that the change is based on.</param>
    public Task<Reply<CampaignView>> Save(string id, CampaignEdit edit, string tag) =>
        Send(HttpMethod.Put, Path(id), edit, CampaignJson.Default.CampaignEdit, CampaignJson.Default.CampaignView, tag);

    /// <param name="name">As it was typed by who wants it gone.</param>
    public Task<Reply<Nothing>> Remove(string id, string name, string tag) => Delete($"{Path(id)}?name={Uri.EscapeDataString(name)}", tag);

    private static string Path(string id) => "api/campaigns/" + Uri.EscapeDataString(id);
}
