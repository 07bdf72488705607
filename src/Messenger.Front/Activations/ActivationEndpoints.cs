using System.Security.Claims;
using Messenger.Contracts;
using Messenger.Domain.Activations;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Campaigns;
using Messenger.Front.Configuration;
using Messenger.Front.Security;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Activations;

/// <summary>Connecting a campaign with a Page of Facebook (R21-R26, R31).</summary>
internal static class ActivationEndpoints
{
    private const int LongestState = 200;

    public static void MapActivations(this IEndpointRouteBuilder api)
    {
        api.MapPost("/campaigns/{campaignId}/activations", Start).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("Begins to connect a Page: where the browser has to go. An attempt that still goes on for this campaign ends. Refused while no external address is set.");
        api.MapGet("/campaigns/{campaignId}/activations", List).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("The campaign's attempts and how each ended, the newest first.");
        api.MapGet("/activations/{activationId}", Get).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("How far an attempt is; the topic activation:{id} of the supervisor hub pushes the same.");
        api.MapPost("/activations/return", Return).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("What the browser brought back from Facebook: accepted once, in time, from the user who began.");
        api.MapPost("/activations/{activationId}/page", Choose).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("Takes one of the Pages that Facebook named; acceptName where it is called otherwise than was typed.");
        api.MapPost("/activations/{activationId}/stop", Stop).RequireAuthorization(Policies.Administrator).WithTags("Activation")
            .WithSummary("Ends an attempt: the person closed the window. What is over stays as it is.");
    }

    internal static async Task<Results<Ok<ActivationStarted>, ProblemHttpResult>> Start(
        string campaignId, NewActivation begin, ClaimsPrincipal user, CampaignQueries campaigns, ActivationQueries activations, OwnAddress address, MetaOptions meta,
        IWorkerGrains grains, CancellationToken ct)
    {
        if (await campaigns.Find(campaignId, ct) is not { Settings.Type: CampaignType.Messenger } campaign)
        {
            return CampaignEndpoints.NoCampaign();
        }

        if (await address.Find(ct) is not { } own)
        {
            return Problems.Of(Problems.NoExternalAddress, StatusCodes.Status409Conflict, "No external address is set, so Facebook could not bring the browser back.");
        }

        foreach (var earlier in (await activations.Of(campaignId, ct)).Where(a => a.Phase is "waiting" or "choosing"))
        {
            await grains.Get<IActivationGrain>(earlier.Id).Handle(new ActivationCommand.Stop(ActivationExit.Superseded, user.AsEditor()));
        }

        var state = LoginState.New(Guid.CreateVersion7().ToString("N"));
        var grain = grains.Get<IActivationGrain>(state.ActivationId);
        await grain.Handle(new ActivationCommand.Start(campaignId, campaign.Settings.Name, campaign.Settings.PageName, user.AsEditor(), state.Hash));
        var dialog = LoginDialog.Address(meta, OwnAddress.Under(own, OwnAddress.ReturnPath), state.Text, LoginDialog.Permissions, begin.AskAgain ?? false);
        return TypedResults.Ok(new ActivationStarted(state.ActivationId, dialog.AbsoluteUri, (await Shown(grain)).Until));
    }

    internal static async Task<Results<Ok<ActivationList>, ProblemHttpResult>> List(
        string campaignId, CampaignQueries campaigns, ActivationQueries activations, CancellationToken ct) =>
        await campaigns.Find(campaignId, ct) is null ? CampaignEndpoints.NoCampaign() : TypedResults.Ok(new ActivationList(await activations.Of(campaignId, ct)));

    internal static async Task<Results<Ok<ActivationView>, ProblemHttpResult>> Get(
        string activationId, ActivationQueries activations, IWorkerGrains grains, CancellationToken ct) =>
        await activations.Exists(activationId, ct) ? TypedResults.Ok(await Shown(grains.Get<IActivationGrain>(activationId))) : None();

    internal static async Task<Results<Ok<ActivationView>, ProblemHttpResult>> Return(
        ActivationReturn back, ClaimsPrincipal user, FacebookLogin login, OwnAddress address, IWorkerGrains grains, ILogger<LoginState> logger, CancellationToken ct)
    {
        var read = LoginReturn.Read(name => name switch { "state" => back.State, "code" => back.Code, "error" => back.Error, "error_reason" => back.ErrorReason, _ => null });
        var text = read switch { LoginReturn.Granted granted => granted.State, LoginReturn.Declined declined => declined.State, _ => back.State ?? "" };
        var state = LoginState.Read(text.Length <= LongestState ? text : text[..LongestState]);
        var grain = grains.Get<IActivationGrain>(state.ActivationId);
        if (await grain.Handle(new ActivationCommand.Return(state.Hash, user.AsEditor())) is Answer.Refused refused)
        {
            logger.ReturnRefused(state.ActivationId, refused.Code);
            return TypedResults.Problem(
                type: Problems.StateRefused, statusCode: StatusCodes.Status409Conflict, title: "This return from Facebook is not accepted: begin again.",
                extensions: [new("reason", refused.Code)]);
        }

        await grain.Handle(read switch
        {
            LoginReturn.Granted granted when await address.Find(ct) is { } own =>
                await login.Ask(state.ActivationId, granted.Code, OwnAddress.Under(own, OwnAddress.ReturnPath), ct),
            LoginReturn.Declined { Reason: "user_denied" } => new ActivationCommand.Stop(ActivationExit.Cancelled),
            LoginReturn.Declined => new ActivationCommand.Stop(ActivationExit.NotAllowed),
            _ => new ActivationCommand.Stop(ActivationExit.FacebookRefused),
        });
        return TypedResults.Ok(await Shown(grain));
    }

    internal static async Task<Results<Ok<ActivationView>, ValidationProblem, ProblemHttpResult>> Choose(
        string activationId, PageChoice choice, ClaimsPrincipal user, ActivationQueries activations, IWorkerGrains grains, CancellationToken ct)
    {
        if (!await activations.Exists(activationId, ct))
        {
            return None();
        }

        if (string.IsNullOrEmpty(choice.PageId))
        {
            return Problems.Invalid("pageId", "the id of one of the Pages");
        }

        var grain = grains.Get<IActivationGrain>(activationId);
        return await grain.Handle(new ActivationCommand.Choose(choice.PageId, choice.AcceptName ?? false, user.AsEditor())) is Answer.Refused
            ? Problems.Of(Problems.NotChoosable, StatusCodes.Status409Conflict, "This Page cannot be chosen here, or not any more.")
            : TypedResults.Ok(await Shown(grain));
    }

    internal static async Task<Results<Ok<ActivationView>, ProblemHttpResult>> Stop(
        string activationId, ClaimsPrincipal user, ActivationQueries activations, IWorkerGrains grains, CancellationToken ct)
    {
        if (!await activations.Exists(activationId, ct))
        {
            return None();
        }

        var grain = grains.Get<IActivationGrain>(activationId);
        await grain.Handle(new ActivationCommand.Stop(ActivationExit.Cancelled, user.AsEditor()));
        return TypedResults.Ok(await Shown(grain));
    }

    private static async Task<ActivationView> Shown(IActivationGrain grain) => Json.Read<ActivationView>((await grain.Read(null, null)).Snapshot!.Json);

    private static ProblemHttpResult None() => Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such activation.");
}
