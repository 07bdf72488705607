using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Telephony;

/// <summary>What the phone system tells: who is in a call. It signs in as a supervisor or administrator of its own.</summary>
internal static class TelephonyEndpoints
{
    public static void MapTelephony(this IEndpointRouteBuilder api) =>
        api.MapPut("/telephony/agents/{userName}/call", SetCall).RequireAuthorization(Policies.Supervisor).WithTags("Telephony")
            .WithSummary("Says that an agent is in a call, or not any more. Repeating it changes nothing.");

    internal static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> SetCall(
        string userName, CallRequest request, UserManager<User> users, CampaignQueries campaigns, CampaignScope scope, IWorkerGrains grains, CancellationToken ct)
    {
        if (request.InCall is not { } inCall)
        {
            return Problems.Invalid("inCall", "true or false.");
        }

        if (await users.FindByNameAsync(userName) is not { } user || !await users.IsInRoleAsync(user, Roles.Agent) || !await campaigns.Serves(user.Id, scope, ct))
        {
            return Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such agent.");
        }

        await grains.Get<IAgentGrain>(user.Id).Handle(new AgentCommand.SetCall(inCall));
        return TypedResults.NoContent();
    }
}

/// <summary>Body of PUT /api/telephony/agents/{userName}/call.</summary>
internal sealed record CallRequest(bool? InCall);
