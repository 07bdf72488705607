using Messenger.Storage;
using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace Messenger.Bench.Proving;

/// <summary>Rows of the journal past the writer: a day's worth in seconds.</summary>
internal abstract class Bulk : IDisposable
{
    private const string Interaction = """
        id, conversation_key, number, campaign_id, campaign_name, status, place, opened_at, queued_at, assigned_at, answered_at, replied_at, abandoned_at, ended_at,
        agent_id, agent_user_name, agent_name, search, completed
        """;

    private static object?[] Values(DayRow row) =>
    [
        row.Id, row.ConversationKey, 1L, row.CampaignId, "Soporte", row.EndedAt is not null ? "closed" : row.AgentId is null ? "waiting" : "active", "queued",
        Whole(row.OpenedAt), Whole(row.OpenedAt), Whole(row.AssignedAt), Whole(row.AssignedAt), Whole(row.RepliedAt), Whole(row.AbandonedAt), Whole(row.EndedAt),
        row.AgentId, row.AgentId, row.AgentId is null ? null : "Ana", row.AgentId ?? "", row.EndedAt is null ? 0L : 1L,
    ];

    private static long? Whole(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    public static Bulk Into(StorageOptions storage) => storage.Kind == StorageKind.Postgres ? new Copy(storage) : new Inserts(storage);

    public abstract void Add(Append append);

    public abstract void Complete(IReadOnlyList<DayRow> interactions);

    public abstract void Dispose();

    private sealed class Copy : Bulk
    {
        private readonly NpgsqlConnection _connection;
        private readonly NpgsqlBinaryImporter _rows;

        public Copy(StorageOptions storage)
        {
            _connection = new NpgsqlConnection(storage.ConnectionString);
            _connection.Open();
            _rows = _connection.BeginBinaryImport("COPY journal (stream, version, at, facts, content, content_hash, view_version) FROM STDIN (FORMAT BINARY)");
        }

        public override void Add(Append append)
        {
            var row = append.Row!;
            _rows.StartRow();
            _rows.Write(append.Stream, NpgsqlDbType.Text);
            _rows.Write(append.ExpectedVersion + 1, NpgsqlDbType.Bigint);
            _rows.Write(row.At.ToUnixTimeMilliseconds(), NpgsqlDbType.Bigint);
            _rows.Write(row.Facts, NpgsqlDbType.Text);
            Optional(row.Content, NpgsqlDbType.Text);
            Optional(row.ContentHash, NpgsqlDbType.Bytea);
            _rows.Write(row.ViewVersion, NpgsqlDbType.Bigint);
        }

        public override void Complete(IReadOnlyList<DayRow> interactions)
        {
            _rows.Complete();
            _rows.Dispose();
            using (var rows = _connection.BeginBinaryImport($"COPY interaction ({Interaction}) FROM STDIN (FORMAT BINARY)"))
            {
                foreach (var interaction in interactions)
                {
                    rows.StartRow();
                    foreach (var value in Values(interaction))
                    {
                        if (value is null)
                        {
                            rows.WriteNull();
                        }
                        else
                        {
                            rows.Write(value, value is long ? NpgsqlDbType.Bigint : NpgsqlDbType.Text);
                        }
                    }
                }

                rows.Complete();
            }

            foreach (var sql in new[] { "VACUUM ANALYZE journal", "VACUUM ANALYZE interaction" })
            {
#pragma warning disable CA2100 // Constants of this line.
                using var analyze = new NpgsqlCommand(sql, _connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
                analyze.ExecuteNonQuery();
            }
        }

        public override void Dispose()
        {
            _rows.Dispose();
            _connection.Dispose();
        }

        private void Optional<T>(T? value, NpgsqlDbType type)
            where T : class
        {
            if (value is null)
            {
                _rows.WriteNull();
            }
            else
            {
                _rows.Write(value, type);
            }
        }
    }

    private sealed class Inserts : Bulk
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteTransaction _transaction;
        private readonly SqliteCommand _insert;

        public Inserts(StorageOptions storage)
        {
            _connection = new SqliteConnection($"Data Source={storage.ConnectionString};Pooling=False");
            _connection.Open();
            _transaction = _connection.BeginTransaction();
            _insert = _connection.CreateCommand();
            _insert.Transaction = _transaction;
            _insert.CommandText = "INSERT INTO journal (stream, version, at, facts, content, content_hash, view_version) VALUES ($0, $1, $2, $3, $4, $5, $6)";
            for (var n = 0; n < 7; n++)
            {
                _insert.Parameters.AddWithValue("$" + n, DBNull.Value);
            }
        }

        public override void Add(Append append)
        {
            var row = append.Row!;
            object?[] values = [append.Stream, append.ExpectedVersion + 1, row.At.ToUnixTimeMilliseconds(), row.Facts, row.Content, row.ContentHash, row.ViewVersion];
            for (var n = 0; n < values.Length; n++)
            {
                _insert.Parameters[n].Value = values[n] ?? DBNull.Value;
            }

            _insert.ExecuteNonQuery();
        }

        public override void Complete(IReadOnlyList<DayRow> interactions)
        {
            foreach (var interaction in interactions)
            {
                var values = Values(interaction);
                using var insert = _connection.CreateCommand();
                insert.Transaction = _transaction;
                insert.CommandText = $"INSERT INTO interaction ({Interaction}) VALUES ({string.Join(", ", values.Select((_, n) => $"$v{n}"))})";
                for (var n = 0; n < values.Length; n++)
                {
                    insert.Parameters.AddWithValue($"$v{n}", values[n] ?? DBNull.Value);
                }

                insert.ExecuteNonQuery();
            }

            _transaction.Commit();
        }

        public override void Dispose()
        {
            _insert.Dispose();
            _transaction.Dispose();
            _connection.Dispose();
        }
    }
}
