using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Recordings;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Identity;

namespace Messenger.Front.Hubs;

/// <summary>Who or what <c>agent:{userName}</c> and <c>campaign:{campaignId}</c> mean for an interaction, and whether it could go there now.</summary>
internal sealed class TransferTargets(UserManager<User> users, CampaignQueries campaigns, RecordingQueries recordings, IWorkerGrains grains)
{
    private const string AgentPrefix = "agent:";
    private const string CampaignPrefix = "campaign:";

    /// <summary>A user name or a campaign's id is never longer.</summary>
    private const int Longest = 256;

    /// <summary>What the recipient would refuse is refused before anything begins; what changes after this is settled between the grains.</summary>
    /// <param name="force">An agent's limits and breaks do not count.</param>
    /// <param name="scope">Where whoever hands it over may send it; <see cref="CampaignScope.Every"/> for agents.</param>
    public async Task<(TransferTarget? Target, string Refusal)> Find(
        string interactionId, string? target, bool force, CampaignScope scope, CancellationToken ct)
    {
        if (target is not { Length: <= Longest } || await recordings.Find(interactionId, ct) is not { } interaction)
        {
            return (null, RefusalCode.Unknown);
        }

        if (target.StartsWith(AgentPrefix, StringComparison.Ordinal))
        {
            return await Agent(target[AgentPrefix.Length..], interaction.CampaignId, force, scope, ct);
        }

        return target.StartsWith(CampaignPrefix, StringComparison.Ordinal) && scope.Sees(target[CampaignPrefix.Length..])
            && await campaigns.Find(target[CampaignPrefix.Length..], ct) is { Settings: { Type: CampaignType.Messenger, Enabled: true } } campaign
                ? (new TransferTarget(campaign.Id, campaign.Settings.Name, null), "")
                : (null, RefusalCode.Unknown);
    }

    public async Task<AgentName?> Named(string userId) =>
        await users.FindByIdAsync(userId) is { } user ? new AgentName(user.Id, user.UserName, user.DisplayName) : null;

    /// <summary>Null when there is no such agent.</summary>
    public async Task<AgentName?> AgentNamed(string? userName) =>
        userName is { Length: > 0 and <= Longest } && await users.FindByNameAsync(userName) is { } user && await users.IsInRoleAsync(user, Roles.Agent)
            ? new AgentName(user.Id, user.UserName, user.DisplayName)
            : null;

    /// <summary>In the interaction's own campaign when he serves it, else in one that he does.</summary>
    private async Task<(TransferTarget? Target, string Refusal)> Agent(string userName, string campaignId, bool force, CampaignScope scope, CancellationToken ct)
    {
        if (await AgentNamed(userName) is not { } agent)
        {
            return (null, RefusalCode.Unknown);
        }

        var served = (await campaigns.OfMember(agent.Id, ct)).ToHashSet(StringComparer.Ordinal);
        var campaign = (await campaigns.All(ct)).Where(c => served.Contains(c.Id) && scope.Sees(c.Id) && c.Settings is { Type: CampaignType.Messenger, Enabled: true })
            .OrderByDescending(c => c.Id == campaignId).FirstOrDefault();
        if (campaign is null)
        {
            return (null, RefusalCode.NotAMember);
        }

        return !force && await grains.Get<IAgentGrain>(agent.Id).Handle(new AgentCommand.AskRoom(campaign.Id)) is Answer.Refused refused
            ? (null, refused.Code)
            : (new TransferTarget(campaign.Id, campaign.Settings.Name, agent), "");
    }
}
