using System.Security.Claims;
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

/// <summary>A campaign goes: never while somebody waits in it or is served, and never by a slip of the hand.</summary>
internal static class CampaignDeletionEndpoint
{
    public static void MapCampaignDeletion(this IEndpointRouteBuilder api) =>
        api.MapDelete("/campaigns/{campaignId}", Delete).RequireAuthorization(Policies.Administrator).WithTags("Campaigns")
            .WithSummary("Deletes a campaign; name repeats its name, If-Match carries its ETag. Refused while interactions of it are open. Recordings, figures and audit stay.");

    internal static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Delete(
        string campaignId, ClaimsPrincipal user, CampaignQueries campaigns, IWorkerGrains grains, HttpRequest request, CancellationToken ct, string? name = null)
    {
        if (await campaigns.Find(campaignId, ct) is not { } row)
        {
            return CampaignEndpoints.NoCampaign();
        }

        if (VersionTag.Fault(request, row.Settings.Version) is { } fault)
        {
            return fault;
        }

        var faults = new Faults();
        faults.Check(nameof(name), name == row.Settings.Name, Fault.Of(FaultCode.NameDiffers));
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        // The campaign itself decides; it does not know of one that was handed over inside of it and kept, which counts here.
        if (await campaigns.Open(campaignId, ct) is > 0 and var open)
        {
            return Hindered(open);
        }

        return await grains.Get<ICampaignGrain>(campaignId).Handle(new CampaignCommand.Delete(row.Settings.Version) { By = user.AsEditor() }) switch
        {
            Answer.Refused { Count: { } count } => Hindered(count),
            Answer.Refused { Code: RefusalCode.Stale } => VersionTag.Stale(),
            Answer.Refused => CampaignEndpoints.NoCampaign(),
            _ => TypedResults.NoContent(),
        };
    }

    private static ProblemHttpResult Hindered(int open) => TypedResults.Problem(
        type: Problems.OpenInteractions, statusCode: StatusCodes.Status409Conflict, title: "Interactions of this campaign are open.",
        extensions: [new("open", open)]);
}
