using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Conversations;
using Messenger.Domain.Files;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
using Messenger.Front.Feeds;
using Messenger.Front.Security;
using Messenger.Storage.Configuration;
using Messenger.Storage.Files;
using Messenger.Storage.Recordings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Hubs;

/// <summary>The agent's desk, /hubs/agent: its topics and his commands (docs/hubs.md). Every command answers, also when refused.</summary>
[Authorize(Policies.Agent)]
internal sealed class AgentHub(
    LocalFeeds feeds, DeskPresence presence, IHubContext<AgentHub, IFeedClient> hub, IWorkerGrains grains, ConfigurationQueries configuration,
    CommandAnswers answers, FileQueries files, RecordingQueries recordings,
    TransferTargets targets, OpenSessions sessions, TimeProvider clock) : Hub<IFeedClient>, IAgentHub
{
    private const int MaxClientMessageId = 100;

    private const int MaxUploadId = 100;

    /// <summary>After this the mark is under way, or lost; nobody misses it.</summary>
    private static readonly TimeSpan TypingPatience = TimeSpan.FromMilliseconds(200);

    private string Me => Context.UserId;

    public override async Task OnConnectedAsync()
    {
        feeds.Open(Context, hub.Clients.Client(Context.ConnectionId));
        await sessions.Opened(Context, atDesk: true);
        await presence.Connected(Context.ConnectionId, Me, Context.SessionId);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await feeds.Close(Context);
        await presence.Disconnected(Context.ConnectionId);
        await sessions.Closed(Context);
    }

    public Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since)
    {
        var me = Me;
        return topic == DeskTopic.TopicName ? feeds.Of(Context).Subscribe(feed => new DeskTopic(me, feed), since)
            : PullTopic.CampaignOf(topic) is { } campaign ? feeds.Of(Context).Subscribe(feed => new PullTopic(me, campaign, feed), since)
            : throw new HubException(HubCode.Forbidden);
    }

    public Task Unsubscribe(string topic) => feeds.Of(Context).Unsubscribe(topic);

    public Task<CommandResult> SetStatus(string status, string? commandId) => Agent(nameof(SetStatus), status switch
    {
        "available" => new AgentCommand.SetAvailable(),
        "offline" => new AgentCommand.SetOffline(AfterChats: false),
        "offline-after-chats" => new AgentCommand.SetOffline(AfterChats: true),
        _ => null,
    }, commandId);

    public async Task<CommandResult> StartBreak(string breakId, bool afterChats, string? commandId)
    {
        var settings = await configuration.Read(Context.ConnectionAborted);
        var kind = settings.Breaks.FirstOrDefault(known => known.Id == breakId);
        return await Agent(nameof(StartBreak), kind is null ? null : new AgentCommand.StartBreak(kind, afterChats), commandId);
    }

    public Task<CommandResult> EndBreak(string? commandId) => Agent(nameof(EndBreak), new AgentCommand.EndBreak(), commandId);

    /// <summary>Takes what rings. Offered automatically it is his already or somebody else's; where agents take for themselves, it takes one that waits.</summary>
    public Task<CommandResult> Accept(string interactionId, string? commandId) =>
        answers.To(nameof(Accept), Me, Context.Language, async () =>
        {
            if (!IsInteraction(interactionId) || commandId?.Length > HubLimits.CommandId)
            {
                return new Answer.Refused(RefusalCode.Unknown);
            }

            var offered = await grains.Get<IAgentGrain>(Me).Handle(new AgentCommand.Accept(interactionId), commandId);
            return offered is Answer.Refused { Code: RefusalCode.AlreadyTaken } && await recordings.Find(interactionId, Context.ConnectionAborted) is { } waiting
                ? await grains.Get<ICampaignGrain>(waiting.CampaignId).Handle(new CampaignCommand.Pull(Me, interactionId))
                : offered;
        });

    public Task<CommandResult> Decline(string interactionId, string? reason, string? commandId) => Agent(
        nameof(Decline), IsInteraction(interactionId) && !(reason?.Length > HubLimits.Reason) ? new AgentCommand.Decline(interactionId, reason) : null, commandId);

    public Task<CommandResult> EndWrapUp(string interactionId, string? commandId) =>
        Agent(nameof(EndWrapUp), IsInteraction(interactionId) ? new AgentCommand.EndWrapUp(interactionId) : null, commandId);

    public Task<CommandResult> Transfer(string interactionId, string target, string? note, string? commandId) =>
        Asked(nameof(Transfer), interactionId, note, commandId, async key =>
            await targets.Named(Me) is { } me && await targets.Find(interactionId, target, force: false, CampaignScope.Every, Context.ConnectionAborted) is var (found, refusal)
                ? found is null ? new Answer.Refused(refusal) : await grains.Get<IConversationGrain>(key).Handle(
                    new ConversationCommand.Transfer(interactionId, Me, me, found, note), commandId)
                : new Answer.Refused(RefusalCode.Unknown));

    public Task<CommandResult> CancelTransfer(string interactionId, string? commandId) =>
        Conversation(nameof(CancelTransfer), interactionId, new ConversationCommand.CancelTransfer(interactionId, Me), commandId);

    /// <summary>An agent without room is refused before anything begins.</summary>
    public Task<CommandResult> Reopen(string interactionId, string? commandId) =>
        Asked(nameof(Reopen), interactionId, null, commandId, async key =>
        {
            if (await targets.Named(Me) is not { } me || await recordings.Find(interactionId, Context.ConnectionAborted) is not { } ended)
            {
                return new Answer.Refused(RefusalCode.Unknown);
            }

            var room = await grains.Get<IAgentGrain>(Me).Handle(new AgentCommand.AskRoom(ended.CampaignId));
            return room is Answer.Refused ? room : await grains.Get<IConversationGrain>(key).Handle(new ConversationCommand.Reopen(interactionId, me), commandId);
        });

    public Task<CommandResult> SendText(string interactionId, string clientMessageId, string text) =>
        Conversation(nameof(SendText), interactionId,
            clientMessageId is { Length: > 0 and <= MaxClientMessageId } && !string.IsNullOrWhiteSpace(text)
                ? new ConversationCommand.SendText(interactionId, Me, clientMessageId, text)
                : null,
            commandId: null);

    /// <summary>Only what he uploaded himself, and once it was used, again for a repeat of the command only.</summary>
    public async Task<CommandResult> SendAttachment(string interactionId, string clientMessageId, string uploadId)
    {
        var upload = clientMessageId is { Length: > 0 and <= MaxClientMessageId } && uploadId is { Length: > 0 and <= MaxUploadId }
            ? await files.Upload(uploadId, Me, clock.GetUtcNow(), Context.ConnectionAborted)
            : null;
        return await Conversation(
            nameof(SendAttachment), interactionId,
            upload is null ? null : new ConversationCommand.SendFile(interactionId, Me, clientMessageId!, Outgoing(upload)), commandId: null);
    }

    private static OutgoingFile Outgoing(StoredFile upload) => new(
        upload.Id, OutgoingFileRules.KindOf(upload.MediaType), upload.Name ?? "file" + MediaTypeRules.EndingOf(upload.MediaType), upload.MediaType, upload.Size);

    /// <summary>
    /// It passes through Meta, and the calls of a connection run one after another: a slow Meta must not hold back what he does next.
    /// </summary>
    public async Task<CommandResult> Typing(string interactionId)
    {
        var asked = answers.To(nameof(Typing), Known(interactionId), Context.Language, async () =>
            Names.ConversationOf(interactionId ?? "") is { } key
                ? await grains.Get<IConversationGrain>(key).Typing(interactionId!, Me) ? Answer.Done : new Answer.Refused(RefusalCode.NotYours)
                : new Answer.Refused(RefusalCode.Unknown));
        return await Task.WhenAny(asked, Task.Delay(TypingPatience)) == asked ? await asked : new CommandResult(true);
    }

    public Task<CommandResult> MarkSeen(string interactionId) =>
        Conversation(nameof(MarkSeen), interactionId, new ConversationCommand.MarkSeen(interactionId, Me), commandId: null);

    public async Task<CommandResult> Close(string interactionId, string? dispositionId, string? note, string? commandId)
    {
        if (note?.Length > HubLimits.Note)
        {
            return await answers.To(nameof(Close), Known(interactionId), Context.Language, () => Task.FromResult<Answer>(new Answer.Refused(RefusalCode.TooLong)));
        }

        var known = dispositionId is null || DispositionTree.IsLeaf((await configuration.Read(Context.ConnectionAborted)).Dispositions, dispositionId);
        return await Conversation(
            nameof(Close), interactionId, known ? new ConversationCommand.Close(interactionId, Me, dispositionId, note) : null, commandId);
    }

    private Task<CommandResult> Asked(string name, string? interactionId, string? note, string? commandId, Func<string, Task<Answer>> command) =>
        answers.To(name, Known(interactionId), Context.Language, () => Names.ConversationOf(interactionId ?? "") is not { } key || commandId?.Length > HubLimits.CommandId
            ? Task.FromResult<Answer>(new Answer.Refused(RefusalCode.Unknown))
            : note?.Length > HubLimits.Note ? Task.FromResult<Answer>(new Answer.Refused(RefusalCode.TooLong))
            : command(key));

    /// <summary>Only what has the shape of an id may reach the log.</summary>
    private static string? Known(string? interactionId) => IsInteraction(interactionId) ? interactionId : null;

    private static bool IsInteraction(string? interactionId) => Names.ConversationOf(interactionId ?? "") is not null;

    private Task<CommandResult> Agent(string name, AgentCommand? command, string? commandId) =>
        answers.To(name, Me, Context.Language, () => command is null || commandId?.Length > HubLimits.CommandId
            ? Task.FromResult<Answer>(new Answer.Refused(RefusalCode.Unknown))
            : grains.Get<IAgentGrain>(Me).Handle(command, commandId));

    private Task<CommandResult> Conversation(string name, string? interactionId, ConversationCommand? command, string? commandId) =>
        answers.To(name, Known(interactionId), Context.Language, () => command is not null && !(commandId?.Length > HubLimits.CommandId) && Names.ConversationOf(interactionId ?? "") is { } key
            ? grains.Get<IConversationGrain>(key).Handle(command, commandId)
            : Task.FromResult<Answer>(new Answer.Refused(RefusalCode.Unknown)));
}
