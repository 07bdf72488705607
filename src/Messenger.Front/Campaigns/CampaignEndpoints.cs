using System.Security.Claims;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Pages;
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
        api.MapGet("/campaigns", All).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns").WithSummary("All campaigns that the caller may see, by name.");
        api.MapGet("/desk/campaigns", Mine).RequireAuthorization(Policies.Agent).WithTags("Campaigns")
            .WithSummary("The campaigns the signed-in agent is a member of.");
    }

    internal static async Task<Ok<CampaignList>> All(
        CampaignTableQueries campaigns, CampaignScope scope, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct) =>
        TypedResults.Ok(new CampaignList([.. (await campaigns.Read(clock.GetUtcNow(), ct)).Items.Where(campaign => scope.Sees(campaign.Id))]));

    internal static async Task<Ok<DeskCampaignList>> Mine(
        ClaimsPrincipal user, CampaignQueries campaigns, ConfigurationQueries configuration, PageHealthQueries pages,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct)
    {
        var mine = (await campaigns.OfMember(user.FindFirstValue(ClaimTypes.NameIdentifier)!, ct)).ToHashSet(StringComparer.Ordinal);
        var (holidays, now) = (await Holidays(configuration, ct), clock.GetUtcNow());
        var rows = (await campaigns.All(ct)).Where(row => mine.Contains(row.Id));
        var verdicts = await pages.Verdicts(ct);
        return TypedResults.Ok(new DeskCampaignList([.. rows.Select(row => OfDesk(row.Id, row.Settings, verdicts, holidays, now))]));
    }

    private static async Task<HashSet<DateOnly>> Holidays(ConfigurationQueries configuration, CancellationToken ct) =>
        [.. (await configuration.Read(ct)).Holidays];

    private static DeskCampaign OfDesk(
        string id, CampaignSettings s, IReadOnlyDictionary<string, string> verdicts, HashSet<DateOnly> holidays, DateTimeOffset now) =>
        new(id, s.Name, CampaignEditing.WordOf(s.Type), s.PageId, s.PageName, s.Enabled, IsOpen(s, holidays, now),
            CampaignActivity.TokenOf(s, verdicts.GetValueOrDefault(s.PageId ?? "")), s.CannedResponses);

    /// <summary>An unknown zone is as good as a closed door: better shown closed than an error for the whole list.</summary>
    private static bool IsOpen(CampaignSettings s, HashSet<DateOnly> holidays, DateTimeOffset now) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(s.TimeZone, out var zone) && new Schedule(zone, s.Schedule, holidays).IsOpen(now);

    internal static ProblemHttpResult NoCampaign() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such campaign.");
}
