using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Front.Campaigns;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Pages;

/// <summary>How the Page of a campaign fares at Meta (R29, B6).</summary>
internal static class PageHealthEndpoints
{
    public static void MapPageHealth(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns/{campaignId}/page", Get).RequireAuthorization(Policies.Supervisor).WithTags("Pages")
            .WithSummary("How the campaign's Page fares at Meta: verdict, reasons, since when, and how it fared before.");
        api.MapPost("/campaigns/{campaignId}/page/look", Look).RequireAuthorization(Policies.Supervisor).WithTags("Pages")
            .WithSummary("Asks Meta now, as is done every 15 minutes, and subscribes again what is missing.");
    }

    internal static async Task<Results<Ok<PageHealthView>, ProblemHttpResult>> Get(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, PageHealthQueries pages,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct) =>
        !scope.Sees(campaignId) || await campaigns.Find(campaignId, ct) is not { } row ? CampaignEndpoints.NoCampaign()
            : TypedResults.Ok(row.Settings.PageId is { } pageId ? await View(pageId, pages, clock, ct) : new PageHealthView(null, TokenWord.None, [], null, null, null, []));

    internal static async Task<Results<Ok<PageHealthView>, ProblemHttpResult>> Look(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, PageHealthQueries pages, IWorkerGrains grains,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct)
    {
        if (!scope.Sees(campaignId) || (await campaigns.Find(campaignId, ct))?.Settings is not { PageId: { } pageId } settings)
        {
            return CampaignEndpoints.NoCampaign();
        }

        // Without a token there is nothing to ask.
        return settings.PageToken is null || await grains.Get<IPageWatchGrain>(IPageWatchGrain.Key).Look(pageId)
            ? TypedResults.Ok(await View(pageId, pages, clock, ct))
            : Problems.Of(Problems.NotAsked, StatusCodes.Status503ServiceUnavailable, "Facebook could not be asked; what is shown is as of the last look.");
    }

    private static async Task<PageHealthView> View(string pageId, PageHealthQueries pages, TimeProvider clock, CancellationToken ct)
    {
        var (health, history) = (await pages.Find(pageId, ct), await pages.History(pageId, ct));
        var traffic = await pages.Traffic(pageId, clock.GetUtcNow(), ct);
        return new PageHealthView(
            pageId, health?.Verdict ?? TokenWord.None, health?.Reasons ?? [], history is [var newest, ..] ? newest.At : null, health?.EndsAt, traffic.LastAt, history);
    }
}
