using Messenger.Domain.Metrics;

namespace Messenger.Domain.Http;

/// <summary>GET /api/reports/day: a campaign's day by the formulas (docs/metrics.md).</summary>
/// <param name="Day">A local day of the campaign.</param>
/// <param name="From">Its first instant; <paramref name="Until"/> is that of the next day.</param>
/// <param name="ServiceLevelSeconds">T, as it is set now.</param>
/// <param name="At">Until when those still unanswered have waited.</param>
public sealed record DayReport(
    string CampaignId, string CampaignName, DateOnly Day, string TimeZone, DateTimeOffset From, DateTimeOffset Until, int ServiceLevelSeconds,
    DateTimeOffset At, DayFigures Figures, IReadOnlyList<CompletedByAgent> Completed);

/// <summary>Completed on that day (R42); who completed none is not in the list.</summary>
public sealed record CompletedByAgent(string UserName, string DisplayName, int Completed);
