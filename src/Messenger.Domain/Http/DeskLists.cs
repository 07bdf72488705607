using Messenger.Domain.Hubs;

namespace Messenger.Domain.Http;

/// <summary>GET /api/desk/targets: where an interaction could go, as far as screens know; the agent and the campaign decide.</summary>
/// <param name="Agents">The other members of its campaign, in their order.</param>
/// <param name="Campaigns">The other enabled Messenger campaigns, by name: to its own queue it is returned.</param>
public sealed record TargetList(IReadOnlyList<TargetAgent> Agents, IReadOnlyList<TargetCampaign> Campaigns);

/// <param name="Status">available or offline.</param>
/// <param name="Connected">False while his connection is lost and the grace runs.</param>
/// <param name="Load">What he has over all his campaigns, of at most <paramref name="Limit"/>.</param>
/// <param name="Hindrance">Why he cannot take it now: offline, on-break, full, in-call, not-in-voice-campaign; null = nothing stands in the way.</param>
public sealed record TargetAgent(
    string UserName, string DisplayName, string Status, bool Connected, BreakView? Break, bool InCall, int Load, int Limit, string? Hindrance);

/// <param name="Open">Inside its schedule at this moment.</param>
public sealed record TargetCampaign(string Id, string Name, bool Open);

/// <summary>GET /api/desk/history: what the signed-in agent had last and is over, the newest first.</summary>
/// <param name="Next">Cursor of the next page; null = this was the last.</param>
public sealed record OwnHistory(IReadOnlyList<OwnInteraction> Items, string? Next);

/// <param name="EndReason">closed, supervisor, chat-time-limit, inactivity, ...</param>
/// <param name="Window">Whether the customer may still be written to; counted from his last message.</param>
public sealed record OwnInteraction(
    string Id, string CampaignId, string CampaignName, string CustomerName, DateTimeOffset OpenedAt, DateTimeOffset EndedAt, string EndReason,
    string? DispositionId, string? Note, WindowView Window);

/// <summary>GET /api/desk/history/{interactionId}: one of them with its messages and events, in order.</summary>
public sealed record OwnTranscript(OwnInteraction Interaction, IReadOnlyList<MessageView> Messages);

/// <summary>GET /api/desk/ringing/{interactionId}: who it is that rings; Facebook tells a new customer's name a moment after his message.</summary>
public sealed record RingingCustomer(string CustomerName);

/// <summary>GET /api/agents/{userName}/interactions: what an agent has now, the oldest first.</summary>
public sealed record HeldList(IReadOnlyList<HeldItem> Items);

/// <param name="AnsweredAt">Null while he has neither opened nor answered it.</param>
public sealed record HeldItem(string Id, string CampaignId, string CampaignName, string CustomerName, DateTimeOffset OpenedAt, DateTimeOffset? AnsweredAt);
