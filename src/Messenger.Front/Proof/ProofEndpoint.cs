using Messenger.Domain.Metrics;
using Messenger.Domain.Proof;
using Messenger.Front.Security;
using Messenger.Storage.Proof;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Proof;

/// <summary>The journal of a day, checked (B10).</summary>
internal static class ProofEndpoint
{
    public static void MapProof(this IEndpointRouteBuilder api) =>
        api.MapGet("/proof", Prove).RequireAuthorization(Policies.Supervisor).WithTags("Proof")
            .WithSummary("Reads the journal again with books of its own: every violation of a day, and how its queued add up; day left out = today, UTC.");

    internal static async Task<Results<Ok<ProofReport>, ValidationProblem, ProblemHttpResult>> Prove(
        ProofQueries proof, CampaignScope scope, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct, string? day = null)
    {
        if (!scope.IsEvery)
        {
            return Problems.Of(Problems.NotYours, StatusCodes.Status403Forbidden, "The proof is of all campaigns, and for whoever sees all.");
        }

        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (string.IsNullOrWhiteSpace(day))
        {
            return TypedResults.Ok(await proof.Of(today, ct));
        }

        return LocalDay.TryReadDate(day, out var wanted)
            ? TypedResults.Ok(await proof.Of(wanted, ct))
            : Problems.Invalid(new Dictionary<string, string[]> { [nameof(day)] = ["a date as in 2026-03-02"] });
    }
}
