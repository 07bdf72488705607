using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Messenger.Storage.Sqlite;

namespace Messenger.Storage.Journal;

/// <summary>
/// Stores a group of appends in one transaction. Each append stands in a savepoint of its own: who loses a key, a version
/// or a unique name, or cannot be stored at all, leaves nothing behind and takes nobody with him.
/// </summary>
internal sealed class GroupCommit(Func<DbConnection> openWriter) : IDisposable
{
    private DbConnection? connection;
    private PreparedStatements? statements;

    // A commit whose answer was lost, and a stream it wrote: that stream tells whether it arrived.
    private (string Commit, string Stream)? unknown;

    /// <summary>Fills in each append's result. Throws when the database failed; then nothing is known and it may be run again.</summary>
    public void Run(IReadOnlyList<PendingWrite> group)
    {
        try
        {
            Open();
            if (unknown is { } outcome && IsStored(outcome))
            {
                unknown = null;
                return;
            }

            unknown = null;
            var commit = Guid.CreateVersion7().ToString("N");
            Execute(Database.BeginWrite);
            foreach (var write in group)
            {
                write.Result = Store(write, commit);
            }

            unknown = group.FirstOrDefault(w => w is { Append.Row: not null, Result: AppendResult.Committed })?.Append is { } written
                ? (commit, written.Stream)
                : null;
            Execute("COMMIT");
            unknown = null;
        }
        catch
        {
            // Closing the connection rolls back whatever did not reach its commit.
            Close();
            throw;
        }
    }

    /// <summary>The appends whose commit is in doubt were given up; the doubt goes with them.</summary>
    public void Forget() => unknown = null;

    public void Dispose() => Close();

    private AppendResult Store(PendingWrite write, string commit)
    {
        if (write.Append is { Row: null } assertion)
        {
            return Assert(assertion);
        }

        Execute("SAVEPOINT one");
        AppendResult result;
        try
        {
            result = write.Append is { } append ? Insert(append, append.Row!, commit) : Change(write.Changes);
        }
        catch (Exception exception) when (!SqliteFaults.IsOfTheDatabase(exception))
        {
            result = SqliteFaults.Judge(exception);
        }

        if (result is not AppendResult.Committed)
        {
            Execute("ROLLBACK TO one");
        }

        Execute("RELEASE one");
        return result;
    }

    private AppendResult Assert(Append append)
    {
        var head = statements!.Scalar("SELECT version FROM stream WHERE id = @Stream", new { append.Stream }) as long? ?? 0;
        if (head != append.ExpectedVersion)
        {
            return new AppendResult.Conflict();
        }

        SetDue(append);
        return new AppendResult.Committed(head);
    }

    private AppendResult Insert(Append append, NewRow row, string commit)
    {
        List<MessageKey>? lost = null;
        foreach (var key in append.Keys)
        {
            if (statements!.Execute(
                "INSERT INTO message_key (page_id, mid_hash) VALUES (@PageId, @Hash) ON CONFLICT DO NOTHING",
                new { key.PageId, Hash = SHA256.HashData(Encoding.UTF8.GetBytes(key.Mid)) }) == 0)
            {
                (lost ??= []).Add(key);
            }
        }

        if (lost is not null)
        {
            return new AppendResult.Duplicate(lost);
        }

        var version = append.ExpectedVersion + 1;
        var head = new { append.Stream, append.ExpectedVersion, Version = version, Commit = commit };
        var won = append.ExpectedVersion == 0
            ? statements!.Execute(
                "INSERT INTO stream (id, version, last_commit) VALUES (@Stream, @Version, @Commit) ON CONFLICT DO NOTHING", head)
            : statements!.Execute(
                "UPDATE stream SET version = @Version, last_commit = @Commit WHERE id = @Stream AND version = @ExpectedVersion", head);
        if (won == 0)
        {
            return new AppendResult.Conflict();
        }

        statements.Execute(
            """
            INSERT INTO journal (stream, version, at, facts, content, content_hash, view_version, commands)
            VALUES (@Stream, @Version, @At, @Facts, @Content, @ContentHash, @ViewVersion, @Commands)
            """,
            new { append.Stream, Version = version, row.At, row.Facts, row.Content, row.ContentHash, row.ViewVersion, row.Commands });
        foreach (var change in append.Changes)
        {
            statements.Execute(change.Sql, change.Parameters);
        }

        SetDue(append);
        return new AppendResult.Committed(version);
    }

    // The first change of a write without a stream is its guard: when it meets no row, somebody else was faster.
    private AppendResult Change(IReadOnlyList<RowChange> changes)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (statements!.Execute(changes[i].Sql, changes[i].Parameters) == 0 && i == 0)
            {
                return new AppendResult.Conflict();
            }
        }

        return new AppendResult.Committed(0);
    }

    private void SetDue(Append append)
    {
        if (append.Due is { At: { } at })
        {
            statements!.Execute(
                "INSERT INTO due (stream, due_at) VALUES (@Stream, @At) ON CONFLICT (stream) DO UPDATE SET due_at = excluded.due_at",
                new { append.Stream, At = at });
        }
        else if (append.Due is not null)
        {
            statements!.Execute("DELETE FROM due WHERE stream = @Stream", new { append.Stream });
        }
    }

    private bool IsStored((string Commit, string Stream) outcome) =>
        statements!.Scalar("SELECT last_commit FROM stream WHERE id = @Stream", new { outcome.Stream }) is string last
        && last == outcome.Commit;

    private void Execute(string sql) => statements!.Execute(sql, NoParameters);

    private static readonly object NoParameters = new();

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
