using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Front.Campaigns;
using Messenger.Front.Security;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Reporting;

/// <summary>Customers whom nobody could answer any more when the campaign opens again (B5).</summary>
internal static class ClosingWindowsEndpoint
{
    public static void MapClosingWindows(this IEndpointRouteBuilder api) =>
        api.MapGet("/campaigns/{campaignId}/closing-windows", Get).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns")
            .WithSummary("Open interactions whose reply window closes at an hour at which the campaign is closed; who waits for an answer first.");

    internal static async Task<Results<Ok<ClosingWindowList>, ProblemHttpResult>> Get(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, WindowQueries windows, ConfigurationQueries configuration, MetaOptions meta,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct) =>
        scope.Sees(campaignId) && await campaigns.Find(campaignId, ct) is { Settings.Type: CampaignType.Messenger } campaign
            ? TypedResults.Ok(await windows.Closing(campaign, (await configuration.Read(ct)).Holidays, meta.HumanAgent, clock.GetUtcNow(), ct))
            : CampaignEndpoints.NoCampaign();
}
