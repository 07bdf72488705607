using System.Text.Json.Serialization;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Hubs;

/// <summary>The desk's snapshot: the agent's own stream and one stream per interaction he holds.</summary>
public sealed record DeskSnapshot(AgentView Agent, IReadOnlyList<InteractionView> Interactions)
{
    /// <summary>What rings until he accepts or declines it.</summary>
    public IReadOnlyList<RingingView> Ringing { get; init; } = [];
}

/// <summary>What rings on a desk; also the data of interaction.ringing. It rings until <see cref="AgentView.Ringing"/> names it no more.</summary>
/// <param name="Preview">Beginning of the opening message, 120 graphemes (R34).</param>
/// <param name="Until">Then it goes back to the queue, and he on the system break.</param>
public sealed record RingingView(
    string Id, string CampaignId, string CampaignName, string CustomerName, string Preview, DateTimeOffset OpenedAt, DateTimeOffset Until);

/// <summary>What an agent's own stream knows of his desk; the front adds each conversation's view.</summary>
public sealed record AgentSnapshot(AgentView Agent, IReadOnlyList<HeldInteraction> Interactions)
{
    public IReadOnlyList<RingingOffer> Ringing { get; init; } = [];
}

/// <summary>What rings, and the conversation that knows more of it. Between silos the data of interaction.ringing.</summary>
public sealed record RingingOffer(string InteractionId, string ConversationKey, string CampaignId, DateTimeOffset Until);

/// <summary>An interaction on a desk, and the conversation whose stream carries it. Between silos the data of interaction.added.</summary>
public sealed record HeldInteraction(string InteractionId, string ConversationKey);

/// <summary>The agent as his desk shows him; also the data of agent.changed.</summary>
/// <param name="Status">available or offline.</param>
/// <param name="Limit">The largest limit among his campaigns, or his own cap.</param>
/// <param name="OfflineAfterChats">He leaves when his last chat ends; nothing new arrives until then.</param>
/// <param name="PlannedBreak">The break that begins when the last chat ends.</param>
/// <param name="Campaigns">Ids of the campaigns he is a member of.</param>
public sealed record AgentView(
    string Stream, long Version, string Id, string UserName, string DisplayName, string Status, BreakView? Break,
    BreakView? PlannedBreak, bool InCall, int Load, int Limit, bool OfflineAfterChats, DateTimeOffset Since, IReadOnlyList<string> Campaigns)
{
    /// <summary>Those of his campaigns in which he takes for himself.</summary>
    public IReadOnlyList<PullCampaign> Pulls { get; init; } = [];

    /// <summary>Why none of his campaigns gives him anything, whatever he does: not-in-voice-campaign (R33); null = nothing stands in the way.</summary>
    public string? Withheld { get; init; }

    /// <summary>What rings, and until when.</summary>
    public IReadOnlyList<TimedInteraction> Ringing { get; init; } = [];

    /// <summary>What he finished and may still note something on, and until when his place stays taken.</summary>
    public IReadOnlyList<TimedInteraction> WrapUps { get; init; } = [];
}

/// <summary>An interaction with which something ends at an instant.</summary>
public sealed record TimedInteraction(string InteractionId, string CampaignId, DateTimeOffset Until);

public sealed record BreakView(string Id, string Name, string Icon, DateTimeOffset Since)
{
    /// <summary>What people read in their languages; null, or empty in one = the name.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LocalizedText? Names { get; init; }

    /// <summary>As it is called in this language.</summary>
    public string In(string language) => Names?.Exactly(language) ?? Name;
}

/// <summary>One interaction on a desk or under a supervisor's eyes; also the data of interaction.added and interaction.changed (messages then empty).</summary>
/// <param name="Preview">Beginning of the opening message, 120 graphemes (R34).</param>
/// <param name="State">waiting, active or ended.</param>
/// <param name="AnsweredOutside">The Page's inbox answered this customer (R37c).</param>
public sealed record InteractionView(
    string Stream, long Version, string Id, string CampaignId, string CampaignName, string PageId, string CustomerName, string? Locale,
    DateTimeOffset OpenedAt, string Preview, int Unread, WindowView Window, string State, string? AgentId, string? AgentName,
    DateTimeOffset? AnsweredAt, bool AnsweredOutside, IReadOnlyList<MessageView> Messages)
{
    /// <summary>When the chat-time limit ends it, once it is answered (R15); null = it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? ChatEndsAt { get; init; }

    /// <summary>That limit, in seconds; 0 = none. The countdown shows in its last 60 s, of limits under 300 s in its last fifth.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ChatSeconds { get; init; }

    /// <summary>When it goes back to the queue unless its agent has written or types (B3); null = it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? FirstReplyBy { get; init; }

    /// <summary>When the customer's silence ends it; null = it does not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTimeOffset? InactiveAt { get; init; }

    /// <summary>It is being transferred; null = it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public HandingView? Handing { get; init; }

    /// <summary>continuation (R37b) or reopened (R37a); null = it began by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Kind { get; init; }

    /// <summary>The interaction it continues; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? LinkedTo { get; init; }

    /// <summary>Finish asks for a disposition.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NeedsDisposition { get; init; }
}

/// <summary>A transfer under way: its owner keeps it until somebody has taken it.</summary>
/// <param name="AgentName">The agent it goes to; null = whoever of the campaign is next.</param>
/// <param name="ReturnAt">When it ends and the interaction stays; null = it waits as long as it takes.</param>
public sealed record HandingView(string? AgentName, string CampaignId, string CampaignName, DateTimeOffset? ReturnAt);

/// <summary>Whether a reply may be sent: standard, humanAgent or closed, and when that ends.</summary>
/// <param name="Then">What begins at that instant: after standard the rest of humanAgent; null = it is closed then.</param>
public sealed record WindowView(string Kind, DateTimeOffset? ClosesAt, WindowView? Then = null);

/// <summary>A message; also the data of message.added. Direction: in, out, auto, system. State: received | queued, sent, delivered, read, failed, unknown.</summary>
/// <param name="FailureReason">Stable word when failed; the screen translates it.</param>
public sealed record MessageView(
    string Id, string? Mid, long Seq, string Direction, string? Text, IReadOnlyList<Attachment> Attachments, DateTimeOffset At, string State,
    string? ClientMessageId, string? Author, string? FailureReason, string InteractionId)
{
    /// <summary>In message.added of what opens it: the reply window from now on; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public WindowView? Window { get; init; }

    /// <summary>The mid of the message that this one answers; null when it answers none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? ReplyToMid { get; init; }

    /// <summary>The customer's reaction: an emoji, or Meta's word where it sent none; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Reaction { get; init; }

    /// <summary>Its text is not the first one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Edited { get; init; }

    /// <summary>Its writer withdrew it: text and attachments are gone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unsent { get; init; }

    /// <summary>The advertisement, link or product the customer came from with it; null = none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public string? Origin { get; init; }
}

/// <summary>The data of message.changed: a message's new state.</summary>
public sealed record MessageChange(string Id, long Seq, string State, string? Mid, string? FailureReason)
{
    /// <summary>The whole message as it is now, when more than its state changed (reaction, edit, withdrawal, copies of attachments); else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MessageView? Message { get; init; }
}

/// <summary>The data of interaction.added as the browser gets it: the interaction as it stands; its own stream follows from the view's version on.</summary>
public sealed record InteractionAdded(InteractionView Interaction);

/// <summary>The data of interaction.removed: it left this desk.</summary>
/// <param name="Reason">ended, returned or gone.</param>
public sealed record InteractionRemoved(string InteractionId, string ConversationStream, string Reason);
