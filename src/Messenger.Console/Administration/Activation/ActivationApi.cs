using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Administration.Activation;

/// <summary>The API calls of connecting a Page and of its health.</summary>
public sealed class ActivationApi(HttpClient http) : ApiCalls(http)
{
    public Task<Reply<CampaignView>> Campaign(string campaignId) => Get(Of(campaignId), ActivationJson.Default.CampaignView);

    public Task<Reply<ActivationStarted>> Start(string campaignId, bool askAgain) => Send(
        HttpMethod.Post, Of(campaignId) + "/activations", new NewActivation(askAgain), ActivationJson.Default.NewActivation, ActivationJson.Default.ActivationStarted);

    public Task<Reply<ActivationList>> Attempts(string campaignId) => Get(Of(campaignId) + "/activations", ActivationJson.Default.ActivationList);

    public Task<Reply<ActivationView>> Return(ActivationReturn back) =>
        Send(HttpMethod.Post, "api/activations/return", back, ActivationJson.Default.ActivationReturn, ActivationJson.Default.ActivationView);

    public Task<Reply<ActivationView>> Find(string id) => Get("api/activations/" + Uri.EscapeDataString(id), ActivationJson.Default.ActivationView);

    public Task<Reply<ActivationView>> Choose(string id, string pageId, bool acceptName) => Send(
        HttpMethod.Post, $"api/activations/{Uri.EscapeDataString(id)}/page", new PageChoice(pageId, acceptName), ActivationJson.Default.PageChoice,
        ActivationJson.Default.ActivationView);

    public Task<Reply<ActivationView>> Stop(string id) => Send(
        HttpMethod.Post, $"api/activations/{Uri.EscapeDataString(id)}/stop", new NewActivation(null), ActivationJson.Default.NewActivation,
        ActivationJson.Default.ActivationView);

    public Task<Reply<PageHealthView>> Health(string campaignId) => Get(Of(campaignId) + "/page", ActivationJson.Default.PageHealthView);

    public Task<Reply<PageHealthView>> Look(string campaignId) => Send(
        HttpMethod.Post, Of(campaignId) + "/page/look", new NewActivation(null), ActivationJson.Default.NewActivation, ActivationJson.Default.PageHealthView);

    private static string Of(string campaignId) => "api/campaigns/" + Uri.EscapeDataString(campaignId);
}
