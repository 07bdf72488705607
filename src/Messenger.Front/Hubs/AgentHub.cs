using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
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

/// <summary>The agent's desk, /hubs/agent: its topic "desk" and his commands (docs/hubs.md). Every command answers, also when refused.</summary>
[Authorize(Policies.Agent)]
internal sealed class AgentHub(
    LocalFeeds feeds, DeskPresence presence, IHubContext<AgentHub, IFeedClient> hub, IWorkerGrains grains, ConfigurationQueries configuration,
    CommandAnswers answers, FileQueries files, RecordingQueries recordings, TimeProvider clock) : Hub<IFeedClient>, IAgentHub
{
    private const int MaxClientMessageId = 100;

    private const int MaxUploadId = 100;

    /// <summary>A grain remembers the newest ones of each stream, in memory and in its snapshot.</summary>
    private const int MaxCommandId = 100;

    /// <summary>UTF-16 units of a note (product table).</summary>
    private const int MaxNote = 2_000;

    /// <summary>After this the mark is under way, or lost; nobody misses it.</summary>
    private static readonly TimeSpan TypingPatience = TimeSpan.FromMilliseconds(200);

    private string Me => Context.UserId;

    public override Task OnConnectedAsync()
    {
        feeds.Open(Context, hub.Clients.Client(Context.ConnectionId));
        return presence.Connected(Context.ConnectionId, Me, Context.SessionId);
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        await feeds.Close(Context);
        await presence.Disconnected(Context.ConnectionId);
    }

    public Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since)
    {
        var me = Me;
        return topic == DeskTopic.TopicName
            ? feeds.Of(Context).Subscribe(feed => new DeskTopic(me, feed), since)
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

    /// <summary>Takes what was offered; offers are taken automatically today, so it is his already or somebody else's. Where agents take for themselves, it takes one that waits.</summary>
    public Task<CommandResult> Accept(string interactionId, string? commandId) =>
        answers.To(nameof(Accept), Me, Context.Language, async () =>
        {
            if (!IsInteraction(interactionId) || commandId?.Length > MaxCommandId)
            {
                return new Answer.Refused(RefusalCode.Unknown);
            }

            var offered = await grains.Get<IAgentGrain>(Me).Handle(new AgentCommand.Accept(interactionId), commandId);
            return offered is Answer.Refused { Code: RefusalCode.AlreadyTaken } && await recordings.Find(interactionId, Context.ConnectionAborted) is { } waiting
                ? await grains.Get<ICampaignGrain>(waiting.CampaignId).Handle(new CampaignCommand.Pull(Me, interactionId))
                : offered;
        });

    /// <summary>Gives an interaction back to the front of its queue.</summary>
    public Task<CommandResult> Decline(string interactionId, string? reason, string? commandId) =>
        Agent(nameof(Decline), IsInteraction(interactionId) ? new AgentCommand.Decline(interactionId) : null, commandId);

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
        if (note?.Length > MaxNote)
        {
            return await answers.To(nameof(Close), Known(interactionId), Context.Language, () => Task.FromResult<Answer>(new Answer.Refused(RefusalCode.TooLong)));
        }

        var known = dispositionId is null || (await configuration.Read(Context.ConnectionAborted)).Dispositions.Any(d => d.Id == dispositionId);
        return await Conversation(
            nameof(Close), interactionId, known ? new ConversationCommand.Close(interactionId, Me, dispositionId, note) : null, commandId);
    }

    /// <summary>Only what has the shape of an id may reach the log.</summary>
    private static string? Known(string? interactionId) => IsInteraction(interactionId) ? interactionId : null;

    private static bool IsInteraction(string? interactionId) => Names.ConversationOf(interactionId ?? "") is not null;

    private Task<CommandResult> Agent(string name, AgentCommand? command, string? commandId) =>
        answers.To(name, Me, Context.Language, () => command is null || commandId?.Length > MaxCommandId
            ? Task.FromResult<Answer>(new Answer.Refused(RefusalCode.Unknown))
            : grains.Get<IAgentGrain>(Me).Handle(command, commandId));

    private Task<CommandResult> Conversation(string name, string? interactionId, ConversationCommand? command, string? commandId) =>
        answers.To(name, Known(interactionId), Context.Language, () => command is not null && !(commandId?.Length > MaxCommandId) && Names.ConversationOf(interactionId ?? "") is { } key
            ? grains.Get<IConversationGrain>(key).Handle(command, commandId)
            : Task.FromResult<Answer>(new Answer.Refused(RefusalCode.Unknown)));
}
