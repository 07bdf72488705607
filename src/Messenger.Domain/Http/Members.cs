namespace Messenger.Domain.Http;

/// <summary>GET /api/campaigns/{id}/members: who serves it, in member order. The version is the ETag.</summary>
public sealed record MemberList(IReadOnlyList<MemberItem> Items);

/// <param name="Penalty">0-100.</param>
/// <param name="Reason">Why he receives nothing whatever he does: not-in-voice-campaign; null = no such reason.</param>
public sealed record MemberItem(string UserName, string DisplayName, int Penalty, string? Reason);

/// <summary>GET /api/agents: everybody who can be a member, by display name, and where each is one.</summary>
public sealed record AgentList(IReadOnlyList<AgentItem> Items);

/// <param name="CampaignIds">Where he is a member, voice rosters included.</param>
public sealed record AgentItem(string UserName, string DisplayName, IReadOnlyList<string> CampaignIds);

/// <summary>PUT /api/campaigns/{id}/members: the whole list, in member order.</summary>
/// <param name="OnRemoval">finish or requeue: what becomes of the chats of who is removed. Needed where somebody who is removed has any (R32).</param>
public sealed record MembersEdit(IReadOnlyList<MemberEdit>? Items = null, string? OnRemoval = null);

/// <summary>Of the problem that asks for <c>onRemoval</c>: who has how many chats of the campaign.</summary>
public sealed record MemberChats(string UserName, string DisplayName, int Chats);

/// <param name="Penalty">0-100; left out = 0.</param>
public sealed record MemberEdit(string? UserName = null, int? Penalty = null);
