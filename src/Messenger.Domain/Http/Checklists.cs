using Messenger.Domain.Checklists;

namespace Messenger.Domain.Http;

/// <summary>GET /api/campaigns/{campaignId}/checklist (R27) and GET /api/setup: what has to be in order, looked at just now.</summary>
/// <param name="IsComplete">All of it is.</param>
public sealed record ChecklistView(bool IsComplete, IReadOnlyList<ChecklistItem> Items)
{
    public static ChecklistView Of(IReadOnlyList<ChecklistItem> items) => new(items.All(i => i.Done), items);
}

/// <summary>GET /api/campaigns/{campaignId}/test: what would happen to a customer who wrote for the first time now, and why (R27).</summary>
/// <param name="Steps">In their order; the words of <see cref="WhyStep.Kind"/> and besides refused (the queue is full), no-page, token-invalid and text.</param>
public sealed record CampaignTestView(IReadOnlyList<WhyStep> Steps);
