using Messenger.Domain.Http;
using Messenger.Domain.Metrics;
using Messenger.Front.Campaigns;
using Messenger.Front.Security;
using Messenger.Storage.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Reporting;

/// <summary>A campaign's figures by the formulas (docs/metrics.md).</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api) =>
        api.MapGet("/reports/day", Day).RequireAuthorization(Policies.Supervisor).WithTags("Reports")
            .WithSummary("A campaign's day: how its queued add up, service levels, waits and handling times, completed by agent; day left out = today, in its own time zone.");

    internal static async Task<Results<Ok<DayReport>, ValidationProblem, ProblemHttpResult>> Day(
        DayQueries days, CampaignScope scope, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct, string? campaign = null, string? day = null)
    {
        var faults = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(campaign))
        {
            faults[nameof(campaign)] = ["a campaign's id"];
        }

        DateOnly? date = null;
        if (!string.IsNullOrWhiteSpace(day))
        {
            if (LocalDay.TryReadDate(day, out var wanted))
            {
                date = wanted;
            }
            else
            {
                faults[nameof(day)] = ["a date as in 2026-03-02"];
            }
        }

        return faults.Count > 0 ? Problems.Invalid(faults)
            : scope.Sees(campaign!) && await days.Read(campaign!, date, clock.GetUtcNow(), ct) is { } report ? TypedResults.Ok(report)
            : CampaignEndpoints.NoCampaign();
    }
}
