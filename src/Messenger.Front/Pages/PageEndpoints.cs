using System.Globalization;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Pages;

/// <summary>What Meta told about a Page as a whole.</summary>
internal static class PageEndpoints
{
    private const int LongestId = 32;
    private const int Most = 200;
    private const string DefaultLimit = "50";

    private static readonly string[] Kinds = [PageEventWord.PolicyEnforcement, PageEventWord.AppRoles, PageEventWord.Changes];

    public static void MapPages(this IEndpointRouteBuilder api) =>
        api.MapGet("/pages/{pageId}/events", Events).RequireAuthorization(Policies.Supervisor).WithTags("Pages")
            .WithSummary("Policy measures, app roles and changes of a Page, newest first; kind restricts, limit is 1 to 200.");

    /// <summary>A Page that nothing is known of has no events.</summary>
    internal static async Task<Results<Ok<PageEventList>, ValidationProblem, ProblemHttpResult>> Events(
        string pageId, PageEvents events, CampaignQueries campaigns, CampaignScope scope, CancellationToken ct, string? kind = null, string? limit = null)
    {
        if (pageId.Length > LongestId || !pageId.All(char.IsAsciiDigit))
        {
            return Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "That is not a Page's id.");
        }

        var faults = new Dictionary<string, string[]>();
        if (!int.TryParse(limit ?? DefaultLimit, NumberStyles.None, CultureInfo.InvariantCulture, out var max) || max is < 1 or > Most)
        {
            faults[nameof(limit)] = ["a whole number from 1 to 200"];
        }

        if (kind is not null && !Kinds.Contains(kind, StringComparer.Ordinal))
        {
            faults[nameof(kind)] = [$"one of {string.Join(", ", Kinds)}"];
        }

        return faults.Count > 0 ? Problems.Invalid(faults)
            : TypedResults.Ok(new PageEventList(await campaigns.PagesOf(scope, ct) is { } seen && !seen.Contains(pageId) ? [] : await events.Newest(pageId, kind, max, ct)));
    }
}
