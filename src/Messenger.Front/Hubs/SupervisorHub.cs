using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Messenger.Front.Relay;
using Messenger.Front.Security;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Pages;
using Messenger.Storage.Recordings;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Hubs;

/// <summary>What supervisors watch, /hubs/supervisor: the table of campaigns, a campaign's board, the conversation of an interaction, and (administrators) an activation (docs/hubs.md).</summary>
[Authorize(Policies.Supervisor)]
internal sealed class SupervisorHub(
    LocalFeeds feeds, IHubContext<SupervisorHub, IFeedClient> hub, CampaignQueries campaigns, RecordingQueries recordings,
    TransferTargets targets, CommandAnswers answers, IWorkerGrains grains, CampaignScopes scopes, OpenSessions sessions, ActivationQueries activations) : Hub<IFeedClient>, ISupervisorHub
{
    private const string CampaignTable = "campaigns";
    private const string CampaignPrefix = "campaign:";
    private const string InteractionPrefix = "interaction:";
    private const string ActivationPrefix = "activation:";

    public override Task OnConnectedAsync()
    {
        feeds.Open(Context, hub.Clients.Client(Context.ConnectionId));
        return sessions.Opened(Context, atDesk: false);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await feeds.Close(Context);
        await sessions.Closed(Context);
    }

    public async Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since)
    {
        var source = await Source(topic ?? "");
        return await feeds.Of(Context).Subscribe(feed => new SingleTopic(topic!, source, feed), since);
    }

    public Task Unsubscribe(string topic) => feeds.Of(Context).Unsubscribe(topic);

    public Task<CommandResult> Assign(string interactionId, string userName, bool force, string? commandId) =>
        Command(nameof(Assign), interactionId, null, commandId, async (_, _, me) =>
            await targets.AgentNamed(userName) is { } agent && await recordings.Find(interactionId, Context.ConnectionAborted) is { } waiting
                ? await grains.Get<ICampaignGrain>(waiting.CampaignId).Handle(
                    new CampaignCommand.Assign(interactionId, agent.Id, me) { Force = force }, commandId)
                : new Answer.Refused(RefusalCode.Unknown));

    public Task<CommandResult> Transfer(string interactionId, string target, string? note, bool force, string? commandId) =>
        Command(nameof(Transfer), interactionId, note, commandId, (key, scope, me) => HandOver(key, scope, interactionId, target, note, force, me, commandId));

    public Task<CommandResult> TakeOver(string interactionId, string? commandId) =>
        Command(nameof(TakeOver), interactionId, null, commandId, (key, scope, me) => HandOver(key, scope, interactionId, $"agent:{me.UserName}", null, true, me, commandId));

    public Task<CommandResult> Requeue(string interactionId, string? commandId) =>
        Command(nameof(Requeue), interactionId, null, commandId, (key, _, me) =>
            grains.Get<IConversationGrain>(key).Handle(new ConversationCommand.Requeue(interactionId, me), commandId));

    public Task<CommandResult> Close(string interactionId, string? note, string? commandId) =>
        Command(nameof(Close), interactionId, note, commandId, (key, _, me) =>
            grains.Get<IConversationGrain>(key).Handle(new ConversationCommand.Close(interactionId, me.Id, null, note) { By = me }, commandId));

    private async Task<Answer> HandOver(
        string key, CampaignScope scope, string interactionId, string target, string? note, bool force, AgentName me, string? commandId)
    {
        var (found, refusal) = await targets.Find(interactionId, target, force, scope, Context.ConnectionAborted);
        return found is null ? new Answer.Refused(refusal) : await grains.Get<IConversationGrain>(key).Handle(
            new ConversationCommand.Transfer(interactionId, null, me, found, note) { Force = force }, commandId);
    }

    /// <summary>What is outside his campaigns is unknown to him, as what does not exist.</summary>
    private Task<CommandResult> Command(
        string name, string? interactionId, string? note, string? commandId, Func<string, CampaignScope, AgentName, Task<Answer>> command)
    {
        var key = Names.ConversationOf(interactionId ?? "");
        return answers.To(name, key is null ? null : interactionId, Context.Language, async () =>
        {
            if (key is null || commandId?.Length > HubLimits.CommandId || await targets.Named(Context.UserId) is not { } me)
            {
                return new Answer.Refused(RefusalCode.Unknown);
            }

            var scope = await Scope();
            return note?.Length > HubLimits.Note ? new Answer.Refused(RefusalCode.TooLong)
                : !scope.IsEvery && await recordings.Find(interactionId!, scope.Only, Context.ConnectionAborted) is null ? new Answer.Refused(RefusalCode.Unknown)
                : await command(key, scope, me);
        });
    }

    private ValueTask<CampaignScope> Scope() => scopes.Of(Context.User!, Context.ConnectionAborted);

    /// <summary>Only what exists may be followed: a grain would come into being for any name.</summary>
    private async Task<StreamSourceName> Source(string topic)
    {
        var ct = Context.ConnectionAborted;
        if (topic == CampaignTable)
        {
            // It is of all campaigns at once.
            return (await Scope()).IsEvery ? StreamSourceName.CampaignTable : throw new HubException(HubCode.Forbidden);
        }

        if (topic.StartsWith(CampaignPrefix, StringComparison.Ordinal))
        {
            var id = topic[CampaignPrefix.Length..];
            return (await Scope()).Sees(id) && await campaigns.Find(id, ct) is not null ? StreamSourceName.Board(id) : throw new HubException(HubCode.Unknown);
        }

        if (topic.StartsWith(InteractionPrefix, StringComparison.Ordinal))
        {
            var id = topic[InteractionPrefix.Length..];
            return Names.ConversationOf(id) is { } key && await recordings.Find(id, (await Scope()).Only, ct) is not null
                ? StreamSourceName.Conversation(key)
                : throw new HubException(HubCode.Unknown);
        }

        if (topic.StartsWith(ActivationPrefix, StringComparison.Ordinal) && Context.User!.IsInRole(Roles.Administrator))
        {
            var id = topic[ActivationPrefix.Length..];
            return await activations.Exists(id, ct) ? StreamSourceName.Activation(id) : throw new HubException(HubCode.Unknown);
        }

        throw new HubException(HubCode.Forbidden);
    }
}
