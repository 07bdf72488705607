using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Feeds;

/// <summary>
/// Those who wait in a campaign in which this agent takes for himself. His own stream says whether he may see them, at the beginning and
/// as long as he looks: who is no member any more, or whose campaign gives interactions out again, is told to subscribe, and refused.
/// </summary>
internal sealed class PullTopic : SingleTopic
{
    private const string Prefix = "pull:";

    private const int LongestId = 64;

    private readonly string _campaignId;
    private readonly FeedStream _agent;

    public PullTopic(string agentId, string campaignId, IFeed feed) : base(Prefix + campaignId, StreamSourceName.PullList(campaignId), feed)
    {
        _campaignId = campaignId;
        _agent = new FeedStream(this, StreamSourceName.Agent(agentId), feed);
    }

    /// <summary>The campaign a topic names; null when it is not one of these topics, or names nothing that could be a campaign.</summary>
    public static string? CampaignOf(string? topic) =>
        topic?.StartsWith(Prefix, StringComparison.Ordinal) == true && topic[Prefix.Length..] is { Length: > 0 and <= LongestId } id
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? id
            : null;

    public override IEnumerable<FeedStream> Streams => [.. base.Streams, _agent];

    public override IEnumerable<FeedStream> Told => base.Streams;

    public override async Task<Subscription> Open(IReadOnlyDictionary<string, long>? since)
    {
        await _agent.Follow();
        var whole = await _agent.Snapshot();
        if (!Allows(Json.Read<AgentSnapshot>(whole.Json).Agent))
        {
            throw new HubException(HubCode.Forbidden);
        }

        _agent.StartAt(whole.Stream, whole.Version);
        return await base.Open(since);
    }

    public override Task On(FeedStream stream, RelayedEvent next) =>
        stream != _agent ? base.On(stream, next)
        : next.Source.Type == ViewEventType.AgentChanged && !Allows(Json.Read<AgentView>(next.Source.Json)) ? Feed.Resync(this)
        : Task.CompletedTask;

    public override Task On(FeedStream stream, StreamSnapshot whole) => stream == _agent ? Feed.Resync(this) : base.On(stream, whole);

    private bool Allows(AgentView agent) => agent.Pulls.Any(pull => pull.CampaignId == _campaignId);
}
