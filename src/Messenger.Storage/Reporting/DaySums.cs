using System.Data.Common;
using Dapper;
using Messenger.Domain.Metrics;

namespace Messenger.Storage.Reporting;

/// <summary>
/// What <see cref="DayCounts"/> adds up, added up by the database: a board looks four times a second, and a day can have ten thousand
/// interactions. A test holds it to the engine on random days; the formulas themselves stand there alone.
/// </summary>
internal static class DaySums
{
    private const string Service = "kind IS NULL";
    private const string AsAnswered = "abandoned_at IS NULL AND answered_at IS NOT NULL";
    private const string AsAbandoned = "abandoned_at IS NOT NULL";
    private const string Unanswered = "abandoned_at IS NULL AND answered_at IS NULL AND ended_at ";

    private static readonly string QueuedSql = $"""
        SELECT COUNT(*) AS Queued,
            {Count(AsAnswered)} AS Answered,
            {Count(AsAbandoned)} AS Abandoned,
            {Count(Unanswered + "IS NOT NULL")} AS EndedOtherwise,
            {Count(Unanswered + "IS NULL")} AS Waiting,
            {Count($"{AsAbandoned} AND answered_at IS NOT NULL")} AS Recovered,
            {Count($"{AsAnswered} AND {Service}")} AS ServiceAnswered,
            {Count($"{AsAnswered} AND {Service} AND answered_at - queued_at <= @within")} AS ServiceAnsweredInTime,
            {Count($"{AsAbandoned} AND {Service}")} AS ServiceAbandoned,
            {Count($"{AsAbandoned} AND {Service} AND abandoned_at - queued_at <= @within")} AS ServiceAbandonedInTime,
            {Count($"({AsAnswered} OR {AsAbandoned}) AND {Service} AND replied_at - queued_at <= @within")} AS ServiceRepliedInTime,
            {Count($"{Unanswered} IS NULL AND {Service} AND @now - queued_at > @within")} AS ServiceWaitingLate,
            {Sum($"{AsAnswered} AND answered_at > queued_at", "answered_at - queued_at")} AS AnswerWaitMilliseconds,
            COUNT(replied_at) AS Replied,
            {Sum("replied_at > queued_at", "replied_at - queued_at")} AS ReplyWaitMilliseconds,
            MAX(CASE WHEN COALESCE(answered_at, ended_at, @now) > queued_at THEN COALESCE(answered_at, ended_at, @now) - queued_at ELSE 0 END) AS LongestWaitMilliseconds
        FROM interaction WHERE campaign_id = @campaignId AND queued_at >= @start AND queued_at < @end
        """;

    private static readonly string EndedSql = $"""
        SELECT COUNT(*) AS Ended, COUNT(answered_at) AS Handled, {Sum("ended_at > answered_at", "ended_at - answered_at")} AS HandleMilliseconds
        FROM interaction WHERE campaign_id = @campaignId AND ended_at >= @start AND ended_at < @end
        """;

    public static async Task<DayCounts> Read(
        DbConnection connection, string campaignId, LocalDay day, TimeSpan within, DateTimeOffset now, CancellationToken ct)
    {
        var values = new
        {
            campaignId,
            start = day.Start.ToUnixTimeMilliseconds(),
            end = day.End.ToUnixTimeMilliseconds(),
            within = (long)within.TotalMilliseconds,
            now = now.ToUnixTimeMilliseconds(),
        };
        var queued = await connection.QuerySingleAsync<Sums>(new CommandDefinition(QueuedSql, values, cancellationToken: ct));
        var ended = await connection.QuerySingleAsync<Sums>(new CommandDefinition(EndedSql, values, cancellationToken: ct));
        return new DayCounts
        {
            Queued = (int)queued.Queued,
            Answered = (int)queued.Answered,
            Abandoned = (int)queued.Abandoned,
            EndedOtherwise = (int)queued.EndedOtherwise,
            Waiting = (int)queued.Waiting,
            Recovered = (int)queued.Recovered,
            ServiceAnswered = (int)queued.ServiceAnswered,
            ServiceAnsweredInTime = (int)queued.ServiceAnsweredInTime,
            ServiceAbandoned = (int)queued.ServiceAbandoned,
            ServiceAbandonedInTime = (int)queued.ServiceAbandonedInTime,
            ServiceRepliedInTime = (int)queued.ServiceRepliedInTime,
            ServiceWaitingLate = (int)queued.ServiceWaitingLate,
            AnswerWaitMilliseconds = queued.AnswerWaitMilliseconds,
            Replied = (int)queued.Replied,
            ReplyWaitMilliseconds = queued.ReplyWaitMilliseconds,
            LongestWaitMilliseconds = queued.LongestWaitMilliseconds,
            Ended = (int)ended.Ended,
            Handled = (int)ended.Handled,
            HandleMilliseconds = ended.HandleMilliseconds,
        };
    }

    private static string Count(string when) => $"COUNT(CASE WHEN {when} THEN 1 END)";

    private static string Sum(string when, string length) => $"CAST(COALESCE(SUM(CASE WHEN {when} THEN {length} END), 0) AS BIGINT)";

    private sealed class Sums
    {
        public long Queued { get; init; }
        public long Answered { get; init; }
        public long Abandoned { get; init; }
        public long EndedOtherwise { get; init; }
        public long Waiting { get; init; }
        public long Recovered { get; init; }
        public long ServiceAnswered { get; init; }
        public long ServiceAnsweredInTime { get; init; }
        public long ServiceAbandoned { get; init; }
        public long ServiceAbandonedInTime { get; init; }
        public long ServiceRepliedInTime { get; init; }
        public long ServiceWaitingLate { get; init; }
        public long AnswerWaitMilliseconds { get; init; }
        public long Replied { get; init; }
        public long ReplyWaitMilliseconds { get; init; }
        public long? LongestWaitMilliseconds { get; init; }
        public long Ended { get; init; }
        public long Handled { get; init; }
        public long HandleMilliseconds { get; init; }
    }
}
