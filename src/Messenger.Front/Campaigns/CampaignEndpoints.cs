using System.Security.Claims;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Campaigns;

/// <summary>Lists of campaigns, as supervisors and as agents see them.</summary>
internal static class CampaignEndpoints
{
    public static void MapCampaigns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns", All).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns").WithSummary("All campaigns, by name.");
        api.MapGet("/desk/campaigns", Mine).RequireAuthorization(Policies.Agent).WithTags("Campaigns")
            .WithSummary("The campaigns the signed-in agent is a member of.");
    }

    internal static async Task<Ok<CampaignList>> All(
        CampaignQueries campaigns, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(new CampaignList([.. (await campaigns.All(ct)).Select(row => Item(row, clock.GetUtcNow()))]));

    internal static async Task<Ok<CampaignList>> Mine(
        ClaimsPrincipal user, CampaignQueries campaigns, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct)
    {
        var mine = (await campaigns.OfMember(user.FindFirstValue(ClaimTypes.NameIdentifier)!, ct)).ToHashSet(StringComparer.Ordinal);
        var rows = (await campaigns.All(ct)).Where(row => mine.Contains(row.Id));
        return TypedResults.Ok(new CampaignList([.. rows.Select(row => Item(row, clock.GetUtcNow()))]));
    }

    internal static CampaignItem Item(CampaignRow row, DateTimeOffset now)
    {
        var settings = row.Settings;
        var type = settings.Type switch
        {
            CampaignType.Messenger => "messenger",
            CampaignType.Voice => "voice",
            _ => throw new InvalidOperationException($"No word for {settings.Type}."),
        };

        // An unknown zone is as good as a closed door: better shown closed than an error for the whole list.
        var openNow = TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var zone) && new Schedule(zone, settings.Schedule).IsOpen(now);
        return new CampaignItem(
            row.Id, settings.Name, type, settings.PageId, settings.PageName, settings.Enabled, openNow, settings.PageToken is null ? "none" : "valid");
    }
}
