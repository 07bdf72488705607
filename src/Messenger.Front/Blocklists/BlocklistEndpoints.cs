using System.Security.Claims;
using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Front.Security;
using Messenger.Storage.Blocklists;
using Messenger.Storage.Campaigns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Blocklists;

/// <summary>Customers who are not served (B8).</summary>
internal static class BlocklistEndpoints
{
    private const int DefaultLimit = 50;
    private const int LongestId = 32;

    public static void MapBlocklist(this IEndpointRouteBuilder api)
    {
        api.MapGet("/blocklist", List).RequireAuthorization(Policies.Supervisor).WithTags("Blocklist")
            .WithSummary("Customers who are not served, newest first; search looks in name, PSID and reason.");
        api.MapPut("/blocklist/{pageId}/{psid}", Put).RequireAuthorization(Policies.Supervisor).WithTags("Blocklist")
            .WithSummary("Serves a customer no more: what runs ends, and what he writes is only recorded. Repeating it with another reason changes the reason.");
        api.MapDelete("/blocklist/{pageId}/{psid}", Delete).RequireAuthorization(Policies.Supervisor).WithTags("Blocklist")
            .WithSummary("Serves a customer again; who is not blocked stays so.");
    }

    internal static async Task<Results<Ok<Blocklist>, ValidationProblem>> List(
        BlocklistQueries blocklist, CampaignQueries campaigns, CampaignScope scope, CancellationToken ct, string? search = null, string? cursor = null, string? limit = null)
    {
        BlocklistCursor? after = null;
        var query = new QueryText();
        query.Cursor(nameof(cursor), cursor, text =>
        {
            var isOurs = BlocklistCursor.TryParse(text, out var read);
            after = isOurs ? read : null;
            return isOurs;
        });
        var count = query.Number(nameof(limit), limit, DefaultLimit);
        return query.Faults.Count > 0 ? Problems.Invalid(query.Faults) : TypedResults.Ok(await blocklist.List(search, after, count, await campaigns.PagesOf(scope, ct), ct));
    }

    internal static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> Put(
        string pageId, string psid, BlockRequest request, ClaimsPrincipal user, BlocklistQueries blocklist, CampaignQueries campaigns, CampaignScope scope, IWorkerGrains grains,
        CancellationToken ct)
    {
        if (BlockReason.Of(request.Reason) is not { } reason)
        {
            var faults = new Faults();
            faults.Add("reason", Fault.Of(FaultCode.Length, 1, BlockReason.Longest));
            return Problems.Invalid(faults);
        }

        if (await Known(pageId, psid, blocklist, campaigns, scope, ct) is not { } key)
        {
            return NoCustomer();
        }

        await GrainCalls.Repeated(() => grains.Get<IConversationGrain>(key).Handle(new ConversationCommand.Block(reason, user.AsEditor())));
        return TypedResults.NoContent();
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> Delete(
        string pageId, string psid, ClaimsPrincipal user, BlocklistQueries blocklist, CampaignQueries campaigns, CampaignScope scope, IWorkerGrains grains, CancellationToken ct)
    {
        if (await Known(pageId, psid, blocklist, campaigns, scope, ct) is not { } key)
        {
            return NoCustomer();
        }

        await GrainCalls.Repeated(() => grains.Get<IConversationGrain>(key).Handle(new ConversationCommand.Unblock(user.AsEditor())));
        return TypedResults.NoContent();
    }

    /// <summary>Only who has written is anybody: no grain comes up for what somebody made up.</summary>
    private static async Task<string?> Known(
        string pageId, string psid, BlocklistQueries blocklist, CampaignQueries campaigns, CampaignScope scope, CancellationToken ct) =>
        IsId(pageId) && IsId(psid) && (await campaigns.PagesOf(scope, ct))?.Contains(pageId) != false && Names.ConversationKey(pageId, psid) is var key && await blocklist.IsKnown(key, ct) ? key : null;

    private static bool IsId(string id) => id.Length is >= 1 and <= LongestId && id.All(char.IsAsciiDigit);

    private static ProblemHttpResult NoCustomer() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such customer.");
}
