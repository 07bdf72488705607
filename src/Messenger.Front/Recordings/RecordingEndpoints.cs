using System.Globalization;
using Messenger.Domain.Http;
using Messenger.Front.Security;
using Messenger.Storage.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.Recordings;

/// <summary>What was recorded: the list, one interaction's messages, and the export of everything.</summary>
internal static class RecordingEndpoints
{
    private const int DefaultLimit = 50;

    private static readonly string[] Statuses = ["waiting", "held", "active", "closed", "abandoned", "outOfHours", "windowClosed"];

    public static void MapRecordings(this IEndpointRouteBuilder api)
    {
        var recordings = api.MapGroup("/recordings").RequireAuthorization(Policies.Supervisor).WithTags("Recordings");
        recordings.MapGet("", List).WithSummary("Interactions, newest first; what is left out does not restrict.");
        recordings.MapGet("/{interactionId}/messages", Messages).WithSummary("An interaction's messages and events in order of receipt.");
        recordings.MapGet("/export", Export).WithSummary("One line per message, as it is read: format=ndjson (default) or csv.");
    }

    internal static async Task<Results<Ok<RecordingList>, ValidationProblem>> List(
        RecordingQueries recordings, CampaignScope scope, CancellationToken ct, string? from = null, string? to = null, string? user = null, string? campaign = null,
        string? status = null, string? cursor = null, string? limit = null)
    {
        var query = new QueryText();
        var filter = new RecordingFilter(
            query.Instant(nameof(from), from), query.Instant(nameof(to), to), user, campaign, query.OneOf(nameof(status), status, Statuses),
            query.Cursor(nameof(cursor), cursor, text => RecordingCursor.TryParse(text, out _)), query.Number(nameof(limit), limit, DefaultLimit))
        {
            Only = scope.Only,
        };
        return query.Faults.Count > 0 ? Problems.Invalid(query.Faults) : TypedResults.Ok(await recordings.List(filter, ct));
    }

    internal static async Task<Results<Ok<RecordingMessages>, ValidationProblem, ProblemHttpResult>> Messages(
        string interactionId, RecordingQueries recordings, CampaignScope scope, CancellationToken ct, string? after = null)
    {
        var query = new QueryText();
        var position = query.Position(nameof(after), after);
        if (query.Faults.Count > 0)
        {
            return Problems.Invalid(query.Faults);
        }

        return await recordings.Find(interactionId, scope.Only, ct) is null
            ? Problems.Of(Problems.NotFound, StatusCodes.Status404NotFound, "There is no such interaction.")
            : TypedResults.Ok(await recordings.Messages(interactionId, position, ct));
    }

    internal static Results<PushStreamHttpResult, ValidationProblem> Export(
        RecordingQueries recordings, CampaignScope scope, CancellationToken ct, string? format = null, string? from = null, string? to = null, string? campaign = null)
    {
        var query = new QueryText();
        var since = query.Instant(nameof(from), from);
        var until = query.Instant(nameof(to), to);
        var isCsv = query.OneOf(nameof(format), format, "ndjson", "csv") == "csv";
        if (query.Faults.Count > 0)
        {
            return Problems.Invalid(query.Faults);
        }

        var messages = recordings.Export(since, until, campaign, scope.Only, ct);
        return isCsv
            ? TypedResults.Stream(body => RecordingExport.Csv(messages, body, ct), "text/csv; charset=utf-8", "messages.csv")
            : TypedResults.Stream(body => RecordingExport.NdJson(messages, body, ct), "application/x-ndjson", "messages.ndjson");
    }
}
