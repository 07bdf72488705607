using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Members;

/// <summary>The API calls of members and voice rosters.</summary>
public sealed class MembersApi(HttpClient http) : ApiCalls(http)
{
    private const int MostAttempts = 3;

    public Task<Reply<AgentList>> Agents() => Get("api/agents", MembersJson.Default.AgentList);

    public Task<Reply<CampaignList>> Campaigns() => Get("api/campaigns", MembersJson.Default.CampaignList);

    public Task<Reply<CampaignView>> Campaign(string id) => Get("api/campaigns/" + Uri.EscapeDataString(id), MembersJson.Default.CampaignView);

    public Task<Reply<MemberList>> Members(string campaignId) => Get(Path(campaignId), MembersJson.Default.MemberList);

    /// <param name="tag">The version that the change is based on.</param>
    public Task<Reply<MemberList>> Save(string campaignId, MembersEdit edit, string tag) =>
        Send(HttpMethod.Put, Path(campaignId), edit, MembersJson.Default.MembersEdit, MembersJson.Default.MemberList, tag);

    public Task<Reply<ConfigurationView>> Configuration() => Get("api/configuration", MembersJson.Default.ConfigurationView);

    public Task<Reply<ConfigurationView>> SaveRule(bool needsVoice, string tag) => Send(
        HttpMethod.Put, "api/configuration", new ConfigurationEdit(NeedsVoice: needsVoice), MembersJson.Default.ConfigurationEdit, MembersJson.Default.ConfigurationView, tag);

    public Task<Reply<CampaignView>> CreateRoster(string name) => Send(
        HttpMethod.Post, "api/campaigns", new NewCampaign { Name = name, Type = "voice" }, MembersJson.Default.NewCampaign, MembersJson.Default.CampaignView);

    /// <summary>Adds who is not there yet at the end of a list, whoever else changes it meanwhile.</summary>
    /// <returns>How many were added; null = it could not be done.</returns>
    public async Task<int?> Append(string campaignId, IReadOnlyCollection<string> userNames)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            if (await Members(campaignId) is not { Value: { } list, Tag: { } tag })
            {
                return null;
            }

            var known = list.Items.Select(m => m.UserName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = userNames.Where(name => !known.Contains(name)).ToList();
            if (missing.Count == 0)
            {
                return 0;
            }

            var items = list.Items.Select(m => new MemberEdit(m.UserName, m.Penalty)).Concat(missing.Select(name => new MemberEdit(name)));
            var reply = await Save(campaignId, new MembersEdit([.. items]), tag);
            if (reply.IsDone)
            {
                return missing.Count;
            }

            if (!reply.IsStale)
            {
                return null;
            }
        }

        return null;
    }

    private static string Path(string campaignId) => $"api/campaigns/{Uri.EscapeDataString(campaignId)}/members";
}
