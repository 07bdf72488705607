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

/// <summary>A campaign's settings.</summary>
internal static class CampaignSettingsEndpoints
{
    public static void MapCampaignSettings(this IEndpointRouteBuilder api)
    {
        api.MapPost("/campaigns", Post).RequireAuthorization(Policies.Administrator).WithTags("Campaigns")
            .WithSummary("Creates a campaign, messenger or voice; what is left out is at its default, and copyMembersOf names the campaign whose members it gets. Its id is in the answer and never changes.");
        api.MapGet("/campaigns/{campaignId}", Get).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns")
            .WithSummary("A campaign's settings, and how many wrote while it was switched off; the ETag is the settings' version.");
        api.MapPut("/campaigns/{campaignId}", Put).RequireAuthorization(Policies.Administrator).WithTags("Campaigns")
            .WithSummary("Changes settings; what is left out stays. If-Match carries the ETag they were read with.");
    }

    internal static async Task<Results<Created<CampaignView>, ValidationProblem, ProblemHttpResult>> Post(
        NewCampaign campaign, ClaimsPrincipal user, CampaignQueries campaigns, MemberQueries members, IWorkerGrains grains, HttpResponse response,
        CancellationToken ct)
    {
        var faults = new Faults();
        var settings = CampaignEditing.Create(campaign, faults);
        CampaignCommand.SetMembers? copied = null;
        if (campaign.CopyMembersOf is { } source)
        {
            faults.Check("copyMembersOf", await campaigns.Find(source, ct) is not null, new Fault(FaultCode.NoCampaign, [source]));
            copied = Copied((await members.Of(source, ct)).Items, user);
        }

        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var id = Guid.CreateVersion7().ToString("N");
        if (await grains.Get<ICampaignGrain>(id).Handle(new CampaignCommand.Save(settings, 0) { By = user.AsEditor(), Members = copied }) is Answer.Refused)
        {
            return Taken();
        }

        VersionTag.Set(response, 1);
        return TypedResults.Created($"/api/campaigns/{id}", await View(id, settings, campaigns, ct));
    }

    internal static async Task<Results<Ok<CampaignView>, ProblemHttpResult>> Get(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, HttpResponse response, CancellationToken ct)
    {
        if (!scope.Sees(campaignId) || await campaigns.Find(campaignId, ct) is not { } row)
        {
            return CampaignEndpoints.NoCampaign();
        }

        VersionTag.Set(response, row.Settings.Version);
        return TypedResults.Ok(await View(campaignId, row.Settings, campaigns, ct));
    }

    internal static async Task<Results<Ok<CampaignView>, ValidationProblem, ProblemHttpResult>> Put(
        string campaignId, CampaignEdit edit, ClaimsPrincipal user, CampaignQueries campaigns, IWorkerGrains grains, HttpRequest request, HttpResponse response,
        CancellationToken ct)
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
        var settings = CampaignEditing.Apply(row.Settings, edit, faults);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        var saved = await grains.Get<ICampaignGrain>(campaignId).Handle(
            new CampaignCommand.Save(settings, row.Settings.Version) { QueueRecorded = edit.QueueRecorded ?? true, By = user.AsEditor() });
        switch (saved)
        {
            case Answer.Refused { Code: RefusalCode.Stale }:
                return VersionTag.Stale();
            case Answer.Refused:
                return Taken();
            default:
                VersionTag.Set(response, row.Settings.Version + 1);
                return TypedResults.Ok(await View(campaignId, settings, campaigns, ct));
        }
    }

    private static CampaignCommand.SetMembers Copied(IReadOnlyList<MemberRow> rows, ClaimsPrincipal user) => new([.. rows.Select(m => new Member(m.AgentId, m.Penalty))])
    {
        By = user.AsEditor(),
        UserNames = rows.ToDictionary(m => m.AgentId, m => m.UserName, StringComparer.Ordinal),
    };

    private static async Task<CampaignView> View(string campaignId, CampaignSettings settings, CampaignQueries campaigns, CancellationToken ct) =>
        new(CampaignEditing.Of(settings))
        {
            Id = campaignId,
            Type = CampaignEditing.WordOf(settings.Type),
            PageId = settings.PageId,
            RecordedMeanwhile = await campaigns.RecordedMeanwhile(campaignId, ct),
        };

    /// <summary>A unique index: another campaign has this name, or this Page while both are enabled (R1, R6).</summary>
    private static ProblemHttpResult Taken() =>
        Problems.Of(Problems.Taken, StatusCodes.Status409Conflict, "Another campaign has this name, or is enabled on the same Page.");
}
