using Npgsql;
using NpgsqlTypes;

namespace Messenger.Bench.Floors;

/// <summary>One table, one row per message, committed by itself. The row is as long as our journal row and message row together.</summary>
internal sealed class FloorTable
{
    /// <summary>The product keeps each message twice: as facts in the journal and as a row to show.</summary>
    private const int JournalCharacters = 636;

    private const string Schema = """
        CREATE TABLE message (
            position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            page_id  TEXT COLLATE "C" NOT NULL,
            psid     TEXT COLLATE "C" NOT NULL,
            mid      TEXT COLLATE "C" NOT NULL,
            text     TEXT COLLATE "C" NOT NULL,
            at       BIGINT NOT NULL,
            facts    TEXT COLLATE "C" NOT NULL
        )
        """;

    private const string Statement = "INSERT INTO message (page_id, psid, mid, text, at, facts) VALUES ($1, $2, $3, $4, $5, $6)";

    private static readonly string Facts = string.Concat(Enumerable.Range(0, JournalCharacters).Select(n => (char)('a' + (n * 7 % 26))));

    private readonly NpgsqlDataSource _source;

    private FloorTable(NpgsqlDataSource source) => _source = source;

    public static async Task<FloorTable> Open(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = Load.ClosedLoop.Connections,
            MaxAutoPrepare = 10,
            NoResetOnClose = true,
        });
        await using (var create = source.CreateCommand(Schema.Replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", StringComparison.Ordinal)))
        {
            await create.ExecuteNonQueryAsync();
        }

        return new FloorTable(source);
    }

    public async Task Insert(FloorMessage message)
    {
        await using var command = _source.CreateCommand(Statement);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message.PageId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message.Psid });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message.Mid });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = message.Text });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = message.At, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Facts });
        await command.ExecuteNonQueryAsync();
    }
}
