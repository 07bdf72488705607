using System.Data.Common;

namespace Messenger.Storage.Journal;

/// <summary>
/// Stores a group of appends in one transaction: all together where the database can, else one by one, so that who loses a
/// key, a version or a unique name, or cannot be stored at all, takes nobody with him.
/// </summary>
internal sealed class GroupCommit(Database database, Func<DbConnection> openWriter) : IDisposable
{
    private static readonly object NoParameters = new();

    private DbConnection? connection;
    private PreparedStatements? statements;

    // A commit whose answer was lost, and a stream it wrote: that stream tells whether it arrived.
    private (string Commit, string Stream)? unknown;

    // Commits of this group that had not arrived when they were looked for: one of them may still have been on its way to the server.
    private readonly HashSet<string> doubted = [];

    /// <summary>Fills in each append's result. Throws when the database failed; then nothing is known and it may be run again.</summary>
    public void Run(IReadOnlyList<PendingWrite> group)
    {
        try
        {
            Open();
            if (unknown is { } outcome)
            {
                if (IsStored(outcome))
                {
                    Forget();
                    return;
                }

                doubted.Add(outcome.Commit);
            }

            unknown = null;
            var commit = Guid.CreateVersion7().ToString("N");
            if (!database.TakesTogether(group) || !TryTogether(group, commit))
            {
                Execute(database.BeginWrite);
                new OneByOne(database, statements!, doubted).Store(group, commit);
                unknown = InDoubt(group, commit);
                Execute("COMMIT");
            }

            Forget();
        }
        catch
        {
            // Closing the connection rolls back whatever did not reach its commit.
            Close();
            throw;
        }
    }

    /// <summary>The appends whose commit is in doubt were given up; the doubt goes with them.</summary>
    public void Forget()
    {
        unknown = null;
        doubted.Clear();
    }

    public void Dispose() => Close();

    /// <summary>The statements and their commit go in one: from the first on, the answer may be what gets lost.</summary>
    private bool TryTogether(IReadOnlyList<PendingWrite> group, string commit)
    {
        foreach (var write in group)
        {
            var append = write.Append!;
            write.Result = new AppendResult.Committed(append.Row is null ? append.ExpectedVersion : append.ExpectedVersion + 1);
        }

        unknown = InDoubt(group, commit);
        var stored = database.TryStoreTogether(connection!, group, commit);
        unknown = null;
        return stored;
    }

    private static (string Commit, string Stream)? InDoubt(IReadOnlyList<PendingWrite> group, string commit) =>
        group.FirstOrDefault(w => w is { Append.Row: not null, Result: AppendResult.Committed })?.Append is { } written
            ? (commit, written.Stream)
            : null;

    /// <summary>
    /// The old connection may be gone for us and its commit still under way. Touching the same row waits for that one's end:
    /// an insert for a stream it created, a lock for a stream it moved. Only then is the answer final.
    /// </summary>
    private bool IsStored((string Commit, string Stream) outcome)
    {
        Execute(database.BeginWrite);
        statements!.Execute(
            "INSERT INTO stream (id, version, last_commit) VALUES (@Stream, 0, '') ON CONFLICT DO NOTHING", new { outcome.Stream });
        var last = statements.Scalar("SELECT last_commit FROM stream WHERE id = @Stream" + database.HoldRow, new { outcome.Stream });
        Execute("ROLLBACK");
        return last is string text && text == outcome.Commit;
    }

    private void Execute(string sql) => statements!.Execute(sql, NoParameters);

    private void Open()
    {
        if (connection is null)
        {
            connection = openWriter();
            statements = new PreparedStatements(connection);
        }
    }

    private void Close()
    {
        statements?.Dispose();
        connection?.Dispose();
        statements = null;
        connection = null;
    }
}
