using System.Security.Claims;
using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Front.Campaigns;
using Messenger.Front.Explaining;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Explaining;
using Messenger.Storage.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Checklists;

/// <summary>What is missing before customers are served, and what would happen to one now (R27).</summary>
internal static class ChecklistEndpoints
{
    public static void MapChecklists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns/{campaignId}/checklist", Campaign).RequireAuthorization(Policies.Supervisor).WithTags("Checklists")
            .WithSummary("Token, webhook, schedule, external address and members of a campaign, looked at just now: each in order, or what is not.");
        api.MapGet("/campaigns/{campaignId}/test", Test).RequireAuthorization(Policies.Supervisor).WithTags("Checklists")
            .WithSummary("What would happen to a customer who wrote for the first time now, and why; nothing is stored or sent. In the reader's language.");
        api.MapGet("/setup", Setup).RequireAuthorization(Policies.Administrator).WithTags("Checklists")
            .WithSummary("The five steps from an empty installation to the first customer: each done, or what is missing.");
    }

    internal static async Task<Results<Ok<ChecklistView>, ProblemHttpResult>> Campaign(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, Readiness readiness, CancellationToken ct) =>
        await Find(campaignId, campaigns, scope, ct) is { } campaign ? TypedResults.Ok(await readiness.Of(campaign, ct)) : CampaignEndpoints.NoCampaign();

    internal static async Task<Results<Ok<CampaignTestView>, ProblemHttpResult>> Test(
        string campaignId, HttpContext context, CampaignQueries campaigns, CampaignScope scope, PageHealthQueries pages, WhyQueries why, WhyRoom room, IWorkerGrains grains,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct)
    {
        if (await Find(campaignId, campaigns, scope, ct) is not { } campaign)
        {
            return CampaignEndpoints.NoCampaign();
        }

        var rehearsal = await grains.Get<ICampaignGrain>(campaignId).Rehearse();
        var health = campaign.Settings.PageId is { } pageId ? await pages.Find(pageId, ct) : null;
        var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
        var explained = await room.Ask(caller, patience => why.Of(campaignId, rehearsal, patience), ct);
        var language = ReaderLanguage.Choose(context.Request.Query["lang"], context.Request.Headers.AcceptLanguage.ToString());
        return TypedResults.Ok(new RehearsalTexts(campaign, CampaignActivity.TokenOf(campaign.Settings, health?.Verdict), explained, language).View(clock.GetUtcNow()));
    }

    internal static async Task<Ok<ChecklistView>> Setup(Readiness readiness, CancellationToken ct) => TypedResults.Ok(await readiness.OfInstallation(ct));

    /// <summary>A voice roster has no customers.</summary>
    private static async Task<CampaignRow?> Find(string campaignId, CampaignQueries campaigns, CampaignScope scope, CancellationToken ct) =>
        scope.Sees(campaignId) && await campaigns.Find(campaignId, ct) is { Settings.Type: CampaignType.Messenger } campaign ? campaign : null;
}
