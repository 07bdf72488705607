using System.Runtime.CompilerServices;
using Dapper;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Recordings;

/// <summary>Recordings and transcripts (R45-R48).</summary>
public sealed class RecordingQueries(Database database)
{
    private const int LongestSearch = 100;
    private const int MessagesPerPage = 500;
    private const int ExportedAtOnce = 1_000;

    /// <summary>One page, newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is not one of ours (<see cref="RecordingCursor.TryParse"/>).</exception>
    public Task<RecordingList> List(RecordingFilter filter, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var limit = Math.Clamp(filter.Limit, 1, 200);
        var where = new List<string> { "1 = 1" };
        var values = new DynamicParameters(new { Count = limit + 1 });
        void Restrict(string condition, string name, object? value)
        {
            if (value is not null)
            {
                where.Add(condition);
                values.Add(name, value);
            }
        }

        Restrict("i.opened_at >= @From", "From", filter.From?.ToUnixTimeMilliseconds());
        Restrict("i.opened_at < @To", "To", filter.To?.ToUnixTimeMilliseconds());
        Restrict("i.campaign_id = @Campaign", "Campaign", Given(filter.Campaign));
        Restrict("i.status = @Status", "Status", Given(filter.Status));
        if (filter.Only is { } only)
        {
            where.Add(Within.Campaigns(only, values));
        }

        if (Given(filter.User) is { } user)
        {
            // The customers' names are searched once, not once per interaction.
            Restrict(
                """
                (i.search LIKE @User ESCAPE '\' OR i.conversation_key IN (SELECT key FROM conversation WHERE search LIKE @User ESCAPE '\'))
                """,
                "User",
                SearchText.Containing(user.Length > LongestSearch ? user[..LongestSearch] : user));
        }

        if (Given(filter.Cursor) is { } text)
        {
            if (!RecordingCursor.TryParse(text, out var cursor))
            {
                throw new ArgumentException("Not a cursor of this list.", nameof(filter));
            }

            Restrict("(i.opened_at, i.id) < (@LastOpened, @LastId)", "LastOpened", cursor.OpenedAt);
            values.Add("LastId", cursor.Id);
        }

        var sql = $"""
            SELECT {InteractionRow.Columns}
            FROM interaction i JOIN conversation c ON c.key = i.conversation_key
            WHERE {string.Join(" AND ", where)}
            ORDER BY i.opened_at DESC, i.id DESC LIMIT @Count
            """;
        return database.Read(
            async connection =>
            {
                var rows = (await connection.QueryAsync<InteractionRow>(new CommandDefinition(sql, values, cancellationToken: ct))).AsList();
                var next = rows.Count > limit ? new RecordingCursor(rows[limit - 1].OpenedAt, rows[limit - 1].Id).ToString() : null;
                return new RecordingList([.. rows.Take(limit).Select(r => r.Item())], next);
            },
            ct);
    }

    /// <summary>Null when there is no such interaction.</summary>
    public Task<RecordingItem?> Find(string interactionId, CancellationToken ct = default) => Find(interactionId, only: null, ct);

    /// <summary>Null when there is no such interaction, or it is of none of these campaigns.</summary>
    /// <param name="only">Ids; null = all.</param>
    public Task<RecordingItem?> Find(string interactionId, IReadOnlyCollection<string>? only, CancellationToken ct = default)
    {
        var values = new DynamicParameters(new { interactionId });
        var sql = $"""
            SELECT {InteractionRow.Columns} FROM interaction i JOIN conversation c ON c.key = i.conversation_key
            WHERE i.id = @interactionId {(only is null ? "" : "AND " + Within.Campaigns(only, values))}
            """;
        return database.Read(
            async connection => (await connection.QuerySingleOrDefaultAsync<InteractionRow>(new CommandDefinition(sql, values, cancellationToken: ct)))?.Item(),
            ct);
    }

    /// <summary>Messages and events of an interaction in the order of receipt, at most 500 at a time.</summary>
    /// <param name="after">0 = from the beginning, else the <c>Next</c> of an earlier answer. States that changed since are not repeated.</param>
    public Task<RecordingMessages> Messages(string interactionId, long after, CancellationToken ct = default) => database.Read(
        async connection =>
        {
            var rows = (await connection.QueryAsync<MessageRow>(new CommandDefinition(
                $"""
                SELECT {MessageRow.Columns}
                FROM message m LEFT JOIN interaction i ON i.id = m.interaction_id
                WHERE m.interaction_id = @interactionId AND m.position > @after
                ORDER BY m.position LIMIT {MessagesPerPage}
                """,
                new { interactionId, after },
                cancellationToken: ct))).AsList();
            return new RecordingMessages([.. rows.Select(r => r.Recorded())], rows.Count == 0 ? after : rows[^1].Position);
        },
        ct);

    /// <summary>Messages of a conversation below a seq, oldest first: the newest <paramref name="max"/> of them.</summary>
    /// <param name="beforeSeq"><see cref="long.MaxValue"/> = the end of the transcript.</param>
    public Task<IReadOnlyList<MessageView>> Transcript(string conversationKey, long beforeSeq, int max, CancellationToken ct = default) =>
        database.Read<IReadOnlyList<MessageView>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<MessageRow>(new CommandDefinition(
                    $"""
                    SELECT {MessageRow.Columns}
                    FROM message m LEFT JOIN interaction i ON i.id = m.interaction_id
                    WHERE m.conversation_key = @conversationKey AND m.seq < @beforeSeq AND m.direction <> 'system'
                    ORDER BY m.seq DESC LIMIT @max
                    """,
                    new { conversationKey, beforeSeq, max },
                    cancellationToken: ct));
                return [.. rows.Select(r => r.View()).Reverse()];
            },
            ct);

    /// <summary>Every message (not the events) of a time span, by time. Read in pieces: a slow receiver holds no transaction open.</summary>
    /// <param name="from">This instant or later; null = from the beginning.</param>
    /// <param name="to">Before this instant; null = to the end.</param>
    /// <param name="campaign">A campaign's id; null = all, and what was written while no interaction ran.</param>
    /// <param name="only">Ids of the campaigns that whoever asks may look into; null = all, and then also what belongs to none.</param>
    public async IAsyncEnumerable<RecordingMessage> Export(
        DateTimeOffset? from, DateTimeOffset? to, string? campaign, IReadOnlyCollection<string>? only, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var chosen = Given(campaign);
        var values = new DynamicParameters(new { To = to?.ToUnixTimeMilliseconds() ?? long.MaxValue, Campaign = chosen });
        var sql = $"""
            SELECT {MessageRow.Columns}
            FROM message m LEFT JOIN interaction i ON i.id = m.interaction_id
            WHERE (m.at, m.position) > (@At, @Position) AND m.at < @To AND m.direction <> 'system'
            {(chosen is null ? "" : "AND i.campaign_id = @Campaign")}
            {(only is null ? "" : "AND " + Within.Campaigns(only, values))}
            ORDER BY m.at, m.position LIMIT {ExportedAtOnce}
            """;
        var at = (from?.ToUnixTimeMilliseconds() ?? long.MinValue + 1) - 1;
        var position = long.MaxValue;
        while (true)
        {
            values.Add("At", at);
            values.Add("Position", position);
            var rows = await database.Read(
                async connection => (await connection.QueryAsync<MessageRow>(new CommandDefinition(sql, values, cancellationToken: ct))).AsList(),
                ct);
            foreach (var row in rows)
            {
                yield return row.Recorded();
            }

            if (rows.Count < ExportedAtOnce)
            {
                yield break;
            }

            (at, position) = (rows[^1].At, rows[^1].Position);
        }
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
