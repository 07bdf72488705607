using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>The lists from which the agent takes for himself: they come and go with his campaigns' strategies.</summary>
public sealed partial class Desk
{
    private readonly Dictionary<string, PullState> pulls = new(StringComparer.Ordinal);

    /// <summary>His campaigns of that kind and who waits in each; a list without state is still on its way.</summary>
    public IReadOnlyList<(PullCampaign Campaign, PullState List)> Pulls { get; private set; } = [];

    public Task<CommandResult> TakeOver(string interactionId) => live.Command("Accept", interactionId, NewId());

    private void FollowPulls()
    {
        var wanted = state.Agent?.Pulls ?? [];
        foreach (var gone in pulls.Keys.Except(wanted.Select(pull => pull.CampaignId), StringComparer.Ordinal).ToList())
        {
            pulls.Remove(gone);
            _ = live.Leave(TopicOf(gone));
        }

        foreach (var pull in wanted.Where(pull => !pulls.ContainsKey(pull.CampaignId)))
        {
            var list = pulls[pull.CampaignId] = new PullState(pull.CampaignId, clock);
            _ = live.Follow(TopicOf(pull.CampaignId), list);
        }

        Pulls = [.. wanted.Select(pull => (pull, pulls[pull.CampaignId]))];
    }

    private static string TopicOf(string campaignId) => "pull:" + campaignId;
}
