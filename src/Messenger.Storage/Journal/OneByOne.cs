namespace Messenger.Storage.Journal;

/// <summary>Stores each append of a group in a savepoint of its own; who fails leaves nothing behind.</summary>
/// <param name="doubted">Commits of the same group whose answer was lost: what they stored is not stored again.</param>
internal sealed class OneByOne(Database database, PreparedStatements statements, IReadOnlySet<string> doubted)
{
    private static readonly object NoParameters = new();

    /// <summary>Inside the caller's transaction. Throws when the database itself failed.</summary>
    public void Store(IReadOnlyList<PendingWrite> group, string commit)
    {
        // Several silos write at once: all take streams in the same order, so that nobody waits in a circle.
        foreach (var write in group.OrderBy(w => w.Append?.Stream, StringComparer.Ordinal))
        {
            write.Result = Store(write, commit);
        }
    }

    private AppendResult Store(PendingWrite write, string commit)
    {
        Execute("SAVEPOINT one");
        AppendResult result;
        try
        {
            result = write.Append switch
            {
                null => Change(write.Changes, write.Guards),
                { Row: null } assertion => Assert(assertion),
                { } append => Insert(append, append.Row, commit),
            };
        }
        catch (Exception exception) when (!database.IsOfTheDatabase(exception))
        {
            result = database.Judge(exception);
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
        var head = Head(append.Stream, database.HoldRow);
        if (head != append.ExpectedVersion)
        {
            return new AppendResult.Conflict { Head = head };
        }

        SetDue(append);
        return new AppendResult.Committed(head);
    }

    private AppendResult Insert(Append append, NewRow row, string commit)
    {
        List<MessageKey>? lost = null;
        foreach (var key in append.Keys.OrderBy(k => k.PageId, StringComparer.Ordinal).ThenBy(k => k.Mid, StringComparer.Ordinal))
        {
            if (statements.Execute(
                "INSERT INTO message_key (page_id, mid_hash) VALUES (@PageId, @Hash) ON CONFLICT DO NOTHING",
                new { key.PageId, Hash = key.Hash() }) == 0)
            {
                (lost ??= []).Add(key);
            }
        }

        var version = append.ExpectedVersion + 1;
        if (lost is not null)
        {
            return IsStored(append) ? new AppendResult.Committed(version) : new AppendResult.Duplicate(lost);
        }

        var head = new { append.Stream, append.ExpectedVersion, Version = version, Commit = commit };
        var won = append.ExpectedVersion == 0
            ? statements.Execute(
                "INSERT INTO stream (id, version, last_commit) VALUES (@Stream, @Version, @Commit) ON CONFLICT DO NOTHING", head)
            : statements.Execute(
                "UPDATE stream SET version = @Version, last_commit = @Commit WHERE id = @Stream AND version = @ExpectedVersion", head);
        if (won == 0)
        {
            return IsStored(append) ? new AppendResult.Committed(version) : new AppendResult.Conflict { Head = Head(append.Stream) };
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

    /// <summary>Who took its key or its version was itself, in a commit that had not arrived when it was looked for.</summary>
    private bool IsStored(Append append) => doubted.Count > 0
        && statements.Scalar("SELECT last_commit FROM stream WHERE id = @Stream", new { append.Stream }) is string last && doubted.Contains(last);

    private long Head(string stream, string hold = "") =>
        statements.Scalar("SELECT version FROM stream WHERE id = @Stream" + hold, new { Stream = stream }) as long? ?? 0;

    // The first changes of a write without a stream are its guards: when one meets no row, somebody else was faster.
    private AppendResult Change(IReadOnlyList<RowChange> changes, int guards)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            if (statements.Execute(changes[i].Sql, changes[i].Parameters) == 0 && i < guards)
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
            statements.Execute(
                "INSERT INTO due (stream, due_at) VALUES (@Stream, @At) ON CONFLICT (stream) DO UPDATE SET due_at = excluded.due_at",
                new { append.Stream, At = at });
        }
        else if (append.Due is not null)
        {
            statements.Execute("DELETE FROM due WHERE stream = @Stream", new { append.Stream });
        }
    }

    private void Execute(string sql) => statements.Execute(sql, NoParameters);
}
