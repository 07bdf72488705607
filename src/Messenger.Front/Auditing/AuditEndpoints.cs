using System.Globalization;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Auditing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Auditing;

/// <summary>Who changed which setting.</summary>
internal static class AuditEndpoints
{
    private const int DefaultLimit = 50;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("").RequireAuthorization(Policies.Administrator).WithTags("Audit");
        audit.MapGet("/audit", List)
            .WithSummary("Who changed what from what to what, newest first; target is configuration, campaign:{id}, user:{userName} or customer:{pageId}:{psid}; what is left out does not restrict.");
        audit.MapGet("/audit/export", Export).WithSummary("All of them, as they are read: format=ndjson (default, a line for each save) or csv (a line for each field).");
    }

    internal static async Task<Results<Ok<AuditList>, ValidationProblem>> List(
        AuditQueries audit, CancellationToken ct, string? from = null, string? to = null, string? user = null, string? target = null, string? cursor = null,
        string? limit = null)
    {
        var query = new QueryText();
        long? after = null;
        query.Cursor(nameof(cursor), cursor, text =>
        {
            var isOurs = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position);
            after = position;
            return isOurs;
        });
        var filter = Filter(query, from, to, user, target) with { After = after, Limit = query.Number(nameof(limit), limit, DefaultLimit) };
        return query.Faults.Count > 0 ? Problems.Invalid(query.Faults) : TypedResults.Ok(await audit.List(filter, ct));
    }

    internal static Results<PushStreamHttpResult, ValidationProblem> Export(
        AuditQueries audit, CancellationToken ct, string? format = null, string? from = null, string? to = null, string? user = null, string? target = null)
    {
        var query = new QueryText();
        var filter = Filter(query, from, to, user, target);
        var isCsv = query.OneOf(nameof(format), format, "ndjson", "csv") == "csv";
        if (query.Faults.Count > 0)
        {
            return Problems.Invalid(query.Faults);
        }

        var items = audit.Export(filter, ct);
        return isCsv
            ? TypedResults.Stream(body => AuditExport.Csv(items, body, ct), "text/csv; charset=utf-8", "audit.csv")
            : TypedResults.Stream(body => AuditExport.NdJson(items, body, ct), "application/x-ndjson", "audit.ndjson");
    }

    private static AuditFilter Filter(QueryText query, string? from, string? to, string? user, string? target)
    {
        if (!string.IsNullOrWhiteSpace(target) && target != AuditWord.Configuration && !target.StartsWith(AuditWord.CampaignPrefix, StringComparison.Ordinal)
            && !target.StartsWith(AuditWord.UserPrefix, StringComparison.Ordinal) && !target.StartsWith(AuditWord.CustomerPrefix, StringComparison.Ordinal)
            && !target.StartsWith(AuditWord.ActivationPrefix, StringComparison.Ordinal))
        {
            query.Faults[nameof(target)] =
                [$"{AuditWord.Configuration}, {AuditWord.CampaignPrefix} and a campaign's id, {AuditWord.UserPrefix} and a user name, {AuditWord.ActivationPrefix} and an activation's id, or {AuditWord.CustomerPrefix} and a Page's and a customer's id"];
        }

        return new AuditFilter(query.Instant(nameof(from), from), query.Instant(nameof(to), to), user, target, null, DefaultLimit);
    }
}
