namespace Messenger.Domain.Hubs;

/// <summary>What both hubs do: follow a topic from the versions the client has, and stop following it.</summary>
public interface IFeedHub
{
    /// <param name="since">The version the client has of each stream; null = nothing, and the answer is a snapshot.</param>
    Task<Subscription> Subscribe(string topic, IReadOnlyDictionary<string, long>? since);

    Task Unsubscribe(string topic);
}

/// <summary>
/// /hubs/supervisor, for supervisors and administrators. Topics: campaigns, campaign:{campaignId}, interaction:{interactionId}. Commands answer as those of
/// <see cref="IAgentHub"/>, and each names its supervisor in the journal.
/// </summary>
public interface ISupervisorHub : IFeedHub
{
    /// <summary>Gives one that waits or is held to an agent, whosever turn it is.</summary>
    /// <param name="force">He gets it over his limits and on a break, too; he has to be signed in and a member.</param>
    Task<CommandResult> Assign(string interactionId, string userName, bool force, string? commandId);

    /// <param name="target">agent:{userName} or campaign:{campaignId}.</param>
    /// <param name="note">For whoever takes it, up to 2,000 UTF-16 units.</param>
    /// <param name="force">As of <see cref="Assign"/>.</param>
    Task<CommandResult> Transfer(string interactionId, string target, string? note, bool force, string? commandId);

    /// <summary>Takes it over: it becomes his own, whatever his limits say. He has to be at his desk as an agent of its campaign.</summary>
    Task<CommandResult> TakeOver(string interactionId, string? commandId);

    /// <summary>Back to the front of its queue.</summary>
    Task<CommandResult> Requeue(string interactionId, string? commandId);

    /// <summary>Ends it, whoever has it.</summary>
    Task<CommandResult> Close(string interactionId, string? note, string? commandId);
}

/// <summary>
/// /hubs/agent, for agents. Topics: desk, and pull:{campaignId} where he takes for himself. Every command may be repeated: it answers ok when its target state holds already, and a
/// repeated <c>commandId</c> gets the first answer. Refusals carry one of <see cref="Shared.RefusalCode"/>.
/// </summary>
public interface IAgentHub : IFeedHub
{
    /// <param name="status">available, offline, or offline-after-chats. Offline with open chats is refused: open-interactions (R41).</param>
    Task<CommandResult> SetStatus(string status, string? commandId);

    /// <param name="afterChats">False = at once, his chats stay with him; true = when the last one ends.</param>
    Task<CommandResult> StartBreak(string breakId, bool afterChats, string? commandId);

    Task<CommandResult> EndBreak(string? commandId);

    /// <summary>Takes what rings, or one that waits where agents take for themselves.</summary>
    Task<CommandResult> Accept(string interactionId, string? commandId);

    /// <summary>Not this one: what rings, or what he has, goes back to the front of its queue. He is offered none of its campaign for 10 s.</summary>
    /// <param name="reason">In his own words, up to 200 UTF-16 units; null = none.</param>
    Task<CommandResult> Decline(string interactionId, string? reason, string? commandId);

    /// <summary>Hands his interaction over; he keeps it until it is taken, and gets it back when nobody takes it in time.</summary>
    /// <param name="target">agent:{userName} or campaign:{campaignId}. An agent without room is refused: limit-reached, on-break, offline, not-a-member.</param>
    /// <param name="note">For whoever takes it, up to 2,000 UTF-16 units; the customer never sees it.</param>
    Task<CommandResult> Transfer(string interactionId, string target, string? note, string? commandId);

    /// <summary>Keeps after all what he was handing over.</summary>
    Task<CommandResult> CancelTransfer(string interactionId, string? commandId);

    /// <summary>Writes to a customer again whose interaction ended (R37a): a new one, linked to it, his at once when he has room.</summary>
    Task<CommandResult> Reopen(string interactionId, string? commandId);

    /// <summary>Ends his wrap-up of this interaction before its time.</summary>
    Task<CommandResult> EndWrapUp(string interactionId, string? commandId);

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
