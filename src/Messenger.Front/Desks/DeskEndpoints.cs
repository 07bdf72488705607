using System.Security.Claims;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Reporting;
using Messenger.Front.Security;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Recordings;
using Messenger.Storage.Reporting;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Desks;

/// <summary>What a desk and the board ask beside their live topics: where an interaction could go, what an agent had, what he has.</summary>
internal static class DeskEndpoints
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 100;

    /// <summary>Nothing older can be written to again; the recordings have it.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    public static void MapDesks(this IEndpointRouteBuilder api)
    {
        api.MapGet("/desk/targets", Targets).RequireAuthorization(Policies.DeskOrBoard).WithTags("Desk")
            .WithSummary("Agents and campaigns to which an interaction could go; for who owns it, and for supervisors.");
        api.MapGet("/desk/history", History).RequireAuthorization(Policies.Agent).WithTags("Desk")
            .WithSummary("The signed-in agent's ended interactions of the last 31 days, newest first.");
        api.MapGet("/desk/history/{interactionId}", Own).RequireAuthorization(Policies.Agent).WithTags("Desk")
            .WithSummary("One of them, with its messages and events.");
        api.MapGet("/desk/ringing/{interactionId}", Ringing).RequireAuthorization(Policies.Agent).WithTags("Desk")
            .WithSummary("Who it is that rings at the signed-in agent's desk.");
        api.MapGet("/agents/{userName}/interactions", Held).RequireAuthorization(Policies.Supervisor).WithTags("Desk")
            .WithSummary("What an agent has now, oldest first.");
    }

    internal static async Task<Results<Ok<TargetList>, ValidationProblem, ProblemHttpResult>> Targets(
        ClaimsPrincipal user, RecordingQueries recordings, DeskQueries desks, CampaignQueries campaigns, CampaignScope scope, ConfigurationQueries configuration,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct, string? interaction = null)
    {
        if (string.IsNullOrWhiteSpace(interaction))
        {
            return Problems.Invalid(nameof(interaction), "an interaction's id");
        }

        if (await recordings.Find(interaction, ct) is not { EndedAt: null } wanted)
        {
            return NoInteraction();
        }

        // Whoever has it may send it anywhere; a supervisor where he may look.
        var owns = wanted.Status == "active" && wanted.AgentUserName == user.Identity?.Name;
        if (!owns && scope == CampaignScope.None)
        {
            return Problems.Of(Problems.NotYours, StatusCodes.Status403Forbidden, "The interaction is not yours.");
        }

        if (!owns && await recordings.Find(interaction, scope.Only, ct) is null)
        {
            return NoInteraction();
        }

        bool MayGoTo(string campaignId) => owns || scope.Sees(campaignId);

        var (rows, holidays, now) = (await campaigns.All(ct), (await configuration.Read(ct)).Holidays, clock.GetUtcNow());
        var own = rows.FirstOrDefault(row => row.Id == wanted.CampaignId);
        var agents = own is null ? [] : (await desks.Serving(own.Id, ct)).Where(agent => agent.Row.UserName != wanted.AgentUserName).Select(agent => Shown(agent, own.Settings));
        var others = rows.Where(row => row.Id != wanted.CampaignId && MayGoTo(row.Id) && row.Settings is { Type: CampaignType.Messenger, Enabled: true })
            .Select(row => new TargetCampaign(row.Id, row.Settings.Name, OpeningHours.Of(row.Settings, holidays, now).Open));
        return TypedResults.Ok(new TargetList([.. agents], [.. others]));
    }

    internal static async Task<Results<Ok<OwnHistory>, ValidationProblem>> History(
        ClaimsPrincipal user, DeskQueries desks, MetaOptions meta, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct,
        string? search = null, string? cursor = null, string? limit = null)
    {
        RecordingCursor? after = null;
        var query = new QueryText();
        query.Cursor(nameof(cursor), cursor, text =>
        {
            var isOurs = RecordingCursor.TryParse(text, out var read);
            after = isOurs ? read : null;
            return isOurs;
        });
        var count = Math.Min(MostLimit, query.Number(nameof(limit), limit, DefaultLimit));
        if (query.Faults.Count > 0)
        {
            return Problems.Invalid(query.Faults);
        }

        var now = clock.GetUtcNow();
        return TypedResults.Ok(await desks.History(Id(user), search, after, count, now - Kept, now, meta.HumanAgent, ct));
    }

    internal static async Task<Results<Ok<OwnTranscript>, ProblemHttpResult>> Own(
        string interactionId, ClaimsPrincipal user, DeskQueries desks, MetaOptions meta,
        [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, CancellationToken ct) =>
        await desks.Own(interactionId, Id(user), clock.GetUtcNow(), meta.HumanAgent, ct) is { } own ? TypedResults.Ok(own) : NoInteraction();

    internal static async Task<Results<Ok<RingingCustomer>, ProblemHttpResult>> Ringing(
        string interactionId, ClaimsPrincipal user, DeskQueries desks, CancellationToken ct) =>
        await desks.CustomerOffered(interactionId, Id(user), ct) is { } name ? TypedResults.Ok(new RingingCustomer(name)) : NoInteraction();

    internal static async Task<Results<Ok<HeldList>, ProblemHttpResult>> Held(
        string userName, UserManager<User> users, DeskQueries desks, CampaignQueries campaigns, CampaignScope scope, CancellationToken ct) =>
        await users.FindByNameAsync(userName) is { } user && await users.IsInRoleAsync(user, Roles.Agent) && await campaigns.Serves(user.Id, scope, ct)
            ? TypedResults.Ok(new HeldList(await desks.HeldBy(user.UserName, scope.Only, ct)))
            : Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such agent.");

    private static TargetAgent Shown(ServingAgent agent, CampaignSettings campaign) => new(
        agent.Row.UserName, agent.Row.DisplayName, agent.Row.Status, agent.Row.Connected, agent.Row.Break, agent.Row.InCall, agent.Row.Load, agent.Row.Limit,
        RoomRules.Hindrance(agent.Row, agent.OfCampaign, campaign));

    private static string Id(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)!;

    private static ProblemHttpResult NoInteraction() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such interaction.");
}
