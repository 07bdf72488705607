namespace Messenger.Domain.Hubs;

/// <summary>What both hubs do: follow a topic from the versions the client has, and stop following it.</summary>
public interface IFeedHub
{
    /// <param name="since">The version the client has of each stream; null = nothing, and the answer is a snapshot.</param>
    Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since);

    Task Unsubscribe(string topic);
}

/// <summary>/hubs/supervisor, for supervisors and administrators. Topics: campaign:{campaignId}, interaction:{interactionId}.</summary>
public interface ISupervisorHub : IFeedHub;

/// <summary>
/// /hubs/agent, for agents. Topic: desk. Every command may be repeated: it answers ok when its target state holds already, and a
/// repeated <c>commandId</c> gets the first answer. Refusals carry one of <see cref="Shared.RefusalCode"/>.
/// </summary>
public interface IAgentHub : IFeedHub
{
    /// <param name="status">available, offline, or offline-after-chats. Offline with open chats is refused: open-interactions (R41).</param>
    Task<CommandResult> SetStatus(string status, string? commandId);

    /// <param name="afterChats">False = at once, his chats stay with him; true = when the last one ends.</param>
    Task<CommandResult> StartBreak(string breakId, bool afterChats, string? commandId);

    Task<CommandResult> EndBreak(string? commandId);

    Task<CommandResult> Accept(string interactionId, string? commandId);

    /// <summary>Gives an interaction back to the front of its queue.</summary>
    Task<CommandResult> Decline(string interactionId, string? reason, string? commandId);

    /// <param name="clientMessageId">1-100 characters, new for each message; a repeat is not sent again.</param>
    /// <param name="text">Up to 20,000 UTF-16 units; goes out in parts of at most 1,900.</param>
    Task<CommandResult> SendText(string interactionId, string clientMessageId, string text);

    /// <param name="clientMessageId">1-100 characters, new for each message; a repeat is not sent again.</param>
    /// <param name="uploadId">From POST /api/uploads, by the same agent, within 24 hours.</param>
    Task<CommandResult> SendAttachment(string interactionId, string clientMessageId, string uploadId);

    /// <summary>Shows the customer that somebody types.</summary>
    Task<CommandResult> Typing(string interactionId);

    /// <summary>He has opened it: it is answered, and nothing in it is unread.</summary>
    Task<CommandResult> MarkSeen(string interactionId);

    /// <param name="note">Up to 2,000 UTF-16 units.</param>
    Task<CommandResult> Close(string interactionId, string? dispositionId, string? note, string? commandId);
}
