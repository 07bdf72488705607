using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Messenger.Front.Relay;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Recordings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Hubs;

/// <summary>What supervisors watch, /hubs/supervisor: a campaign's board and the conversation of an interaction (docs/hubs.md).</summary>
[Authorize(Policies.Supervisor)]
internal sealed class SupervisorHub(
    LocalFeeds feeds, IHubContext<SupervisorHub, IFeedClient> hub, CampaignQueries campaigns, RecordingQueries recordings) : Hub<IFeedClient>, ISupervisorHub
{
    private const string CampaignPrefix = "campaign:";
    private const string InteractionPrefix = "interaction:";

    public override Task OnConnectedAsync()
    {
        feeds.Open(Context, hub.Clients.Client(Context.ConnectionId));
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception) => feeds.Close(Context);

    public async Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since)
    {
        var source = await Source(topic ?? "");
        return await feeds.Of(Context).Subscribe(feed => new SingleTopic(topic!, source, feed), since);
    }

    public Task Unsubscribe(string topic) => feeds.Of(Context).Unsubscribe(topic);

    /// <summary>Only what exists may be followed: a grain would come into being for any name.</summary>
    private async Task<StreamSourceName> Source(string topic)
    {
        var ct = Context.ConnectionAborted;
        if (topic.StartsWith(CampaignPrefix, StringComparison.Ordinal))
        {
            var id = topic[CampaignPrefix.Length..];
            return (await campaigns.All(ct)).Any(campaign => campaign.Id == id) ? StreamSourceName.Board(id) : throw new HubException(HubCode.Unknown);
        }

        if (topic.StartsWith(InteractionPrefix, StringComparison.Ordinal))
        {
            var id = topic[InteractionPrefix.Length..];
            return Names.ConversationOf(id) is { } key && await recordings.Find(id, ct) is not null
                ? StreamSourceName.Conversation(key)
                : throw new HubException(HubCode.Unknown);
        }

        throw new HubException(HubCode.Forbidden);
    }
}
