using System.Globalization;
using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Campaigns;

/// <summary>A campaign's settings. Two who edit at once: the second one's ETag is out of date, and nothing is overwritten.</summary>
internal static class CampaignSettingsEndpoints
{
    public static void MapCampaignSettings(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns/{campaignId}", Get).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns")
            .WithSummary("A campaign's settings; the ETag is their version.");
        api.MapPut("/campaigns/{campaignId}", Put).RequireAuthorization(Policies.Administrator).WithTags("Campaigns")
            .WithSummary("Changes settings; what is left out stays. If-Match carries the ETag they were read with.");
    }

    internal static async Task<Results<Ok<CampaignEdit>, ProblemHttpResult>> Get(string campaignId, CampaignQueries campaigns, HttpResponse response, CancellationToken ct)
    {
        if (await campaigns.Find(campaignId, ct) is not { } row)
        {
            return NoCampaign();
        }

        response.Headers.ETag = Tag(row.Settings.Version);
        return TypedResults.Ok(CampaignEditing.Of(row.Settings));
    }

    internal static async Task<Results<Ok<CampaignEdit>, ValidationProblem, ProblemHttpResult>> Put(
        string campaignId, CampaignEdit edit, CampaignQueries campaigns, IWorkerGrains grains, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        if (await campaigns.Find(campaignId, ct) is not { } row)
        {
            return NoCampaign();
        }

        if (request.Headers.IfMatch is not [{ Length: > 0 } tag])
        {
            return Problems.Of(Problems.TagMissing, StatusCodes.Status428PreconditionRequired, "If-Match has to carry the ETag of the settings that were edited.");
        }

        var faults = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var settings = CampaignEditing.Apply(row.Settings, edit, faults);
        if (tag != Tag(row.Settings.Version))
        {
            return Stale();
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var saved = await grains.Get<ICampaignGrain>(campaignId).Handle(
            new CampaignCommand.Save(settings, row.Settings.Version) { QueueRecorded = edit.QueueRecorded ?? true });
        switch (saved)
        {
            case Answer.Refused { Code: RefusalCode.Stale }:
                return Stale();
            case Answer.Refused:
                // A unique index: another campaign has this name, or this Page while both are enabled (R1, R6).
                return Problems.Of(Problems.Taken, StatusCodes.Status409Conflict, "Another campaign has this name, or is enabled on the same Page.");
            default:
                response.Headers.ETag = Tag(row.Settings.Version + 1);
                return TypedResults.Ok(CampaignEditing.Of(settings));
        }
    }

    private static string Tag(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    private static ProblemHttpResult NoCampaign() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such campaign.");

    private static ProblemHttpResult Stale() => Problems.Of(Problems.Stale, StatusCodes.Status412PreconditionFailed, "Somebody else changed these settings meanwhile; read them again.");
}
