using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;

namespace Messenger.Console.Administration.Audit;

/// <summary>The API calls of the audit's screen.</summary>
public sealed class AuditApi(HttpClient http) : ApiCalls(http)
{
    public Task<Reply<AuditList>> List(AuditQuestion question, string? cursor) =>
        Get($"api/audit?{question.Query}&cursor={Uri.EscapeDataString(cursor ?? "")}", AuditJson.Default.AuditList);

    public Task<Reply<CampaignList>> Campaigns() => Get("api/campaigns", AuditJson.Default.CampaignList);
}

/// <summary>Which changes; what is empty does not restrict.</summary>
/// <param name="User">A part of the name of who made them.</param>
/// <param name="Target">configuration, campaign:{id} or user:{userName}.</param>
/// <param name="From">The first day, in the person's own time zone.</param>
/// <param name="To">The last day, whole.</param>
public sealed record AuditQuestion(string User, string Target, DateOnly? From, DateOnly? To)
{
    public string Query => string.Join('&', new[] { Part("user", User), Part("target", Target), Part("from", Start(From)), Part("to", Start(To?.AddDays(1))) }.OfType<string>());

    public bool IsOpen => Query.Length == 0;

    private static string? Part(string name, string value) => value.Length == 0 ? null : $"{name}={Uri.EscapeDataString(value)}";

    private static string Start(DateOnly? day) => day is { } date
        ? new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeZoneInfo.Local.GetUtcOffset(date.ToDateTime(TimeOnly.MinValue))).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)
        : "";
}
