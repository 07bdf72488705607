using System.Security.Claims;
using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Campaigns;

/// <summary>Who serves a campaign, or stands in a voice roster (R32, R33).</summary>
internal static class MemberEndpoints
{
    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns/{campaignId}/members", Get).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns")
            .WithSummary("A campaign's members in their order, with the reason why one receives nothing; the ETag is the list's version.");
        api.MapPut("/campaigns/{campaignId}/members", Put).RequireAuthorization(Policies.Administrator).WithTags("Campaigns")
            .WithSummary("Sets the whole list, in the order in which it is given; voice rosters too. If-Match carries the ETag it was read with. "
                + "When somebody who has chats of it is removed, onRemoval says what becomes of them.");
        api.MapGet("/agents", Agents).RequireAuthorization(Policies.Supervisor).WithTags("Campaigns")
            .WithSummary("Everybody who can be a member, by name, and the campaigns and voice rosters where each is one.");
    }

    /// <summary>Who sees certain campaigns sees their members, and of these what they are there.</summary>
    internal static async Task<Ok<AgentList>> Agents(MemberQueries members, CampaignScope scope, CancellationToken ct)
    {
        var all = await members.Agents(ct);
        return TypedResults.Ok(scope.IsEvery ? all : new AgentList(
            [.. all.Items.Select(a => a with { CampaignIds = [.. a.CampaignIds.Where(scope.Sees)] }).Where(a => a.CampaignIds.Count > 0)]));
    }

    internal static async Task<Results<Ok<MemberList>, ProblemHttpResult>> Get(
        string campaignId, CampaignQueries campaigns, CampaignScope scope, MemberQueries members, ConfigurationQueries configuration, HttpResponse response, CancellationToken ct) =>
        scope.Sees(campaignId) && await campaigns.Find(campaignId, ct) is { } row
            ? TypedResults.Ok(await List(row, members, configuration, response, ct))
            : CampaignEndpoints.NoCampaign();

    internal static async Task<Results<Ok<MemberList>, ValidationProblem, ProblemHttpResult>> Put(
        string campaignId, MembersEdit edit, ClaimsPrincipal user, CampaignQueries campaigns, MemberQueries members, ConfigurationQueries configuration,
        IWorkerGrains grains, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        if (await campaigns.Find(campaignId, ct) is not { } row)
        {
            return CampaignEndpoints.NoCampaign();
        }

        var before = await members.Of(campaignId, ct);
        if (VersionTag.Fault(request, before.Version) is { } fault)
        {
            return fault;
        }

        var faults = new Faults();
        var candidates = await members.Candidates(ct);
        var list = MemberEditing.Apply(edit, candidates, faults);
        var removal = MemberEditing.RemovalOf(edit, faults);
        if (faults.Count > 0)
        {
            return Problems.Invalid(faults);
        }

        if (edit.OnRemoval is null && await Chatting(row, before, list, members, ct) is { Length: > 0 } chatting)
        {
            return Problems.AsksForRemoval(chatting);
        }

        var names = before.Items.ToDictionary(m => m.AgentId, m => m.UserName, StringComparer.Ordinal);
        foreach (var named in edit.Items!)
        {
            var candidate = candidates[named.UserName!.Trim()];
            names[candidate.UserId] = candidate.UserName;
        }

        var set = await grains.Get<ICampaignGrain>(campaignId).Handle(
            new CampaignCommand.SetMembers(list) { BasedOn = before.Version, By = user.AsEditor(), UserNames = names, OnRemoval = removal });
        return set is Answer.Refused ? VersionTag.Stale() : TypedResults.Ok(await List(row, members, configuration, response, ct));
    }

    /// <summary>Who is removed and has chats of this campaign, by name; a roster of the telephone system gives nobody any.</summary>
    private static async Task<MemberChats[]> Chatting(
        CampaignRow campaign, MemberRows before, IReadOnlyList<Member> after, MemberQueries members, CancellationToken ct)
    {
        var removed = before.Items.ExceptBy(after.Select(m => m.AgentId), m => m.AgentId, StringComparer.Ordinal).ToArray();
        if (removed.Length == 0 || campaign.Settings.Type != CampaignType.Messenger)
        {
            return [];
        }

        var chats = await members.Chats(campaign.Id, [.. removed.Select(m => m.AgentId)], ct);
        return [.. removed.Where(m => chats.ContainsKey(m.AgentId)).Select(m => new MemberChats(m.UserName, m.DisplayName, chats[m.AgentId]))];
    }

    private static async Task<MemberList> List(
        CampaignRow campaign, MemberQueries members, ConfigurationQueries configuration, HttpResponse response, CancellationToken ct)
    {
        var (rows, needsVoice) = (await members.Of(campaign.Id, ct), (await configuration.Read(ct)).NeedsVoice);
        VersionTag.Set(response, rows.Version);
        return new MemberList([.. rows.Items.Select(m => new MemberItem(
            m.UserName, m.DisplayName, m.Penalty, MemberEditing.ReasonOf(campaign.Settings.Type, needsVoice, m.IsInVoice)))]);
    }
}
