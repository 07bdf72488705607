using System.Security.Claims;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Explaining;
using Messenger.Storage.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Explaining;

/// <summary>Why an interaction went to whom it went.</summary>
internal static class WhyEndpoint
{
    public static void MapWhy(this IEndpointRouteBuilder api) =>
        api.MapGet("/interactions/{interactionId}/why", Why).RequireAuthorization(Policies.Supervisor).WithTags("Interactions")
            .WithSummary("Recomputes from the journal whom it was offered, what was known of each member then, and why it waits if it does; in the reader's language.");

    internal static async Task<Results<Ok<WhyView>, ProblemHttpResult>> Why(
        string interactionId, HttpContext context, WhyQueries why, RecordingQueries recordings, CampaignScope scope, WhyRoom room, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await recordings.Find(interactionId, scope.Only, ct) is null)
        {
            return Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such interaction.");
        }

        try
        {
            var caller = context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";
            return await room.Ask(caller, patience => why.Of(interactionId, now, patience), ct) is { } explained
                ? TypedResults.Ok(new WhyTexts(explained, ReaderLanguage.Choose(context.Request.Query["lang"], context.Request.Headers.AcceptLanguage.ToString())).View(now))
                : Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such interaction.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Problems.Of(Problems.TakesTooLong, StatusCodes.Status503ServiceUnavailable, "It takes too long to read the journal; try again later.");
        }
    }
}
