using System.Data.Common;
using Messenger.Storage.Journal;
using Npgsql;
using NpgsqlTypes;

namespace Messenger.Storage.Postgres;

/// <summary>
/// A group of appends in a handful of statements, sent in one go with BEGIN and COMMIT: heads, keys, journal rows and new messages as
/// arrays of one statement, each other read-model change as itself. It believes that nobody loses. If somebody does, a statement fails
/// (a key that is taken; a count that is not what it must be divides by zero), nothing is stored, and each append is judged by itself.
/// </summary>
internal static class Together
{
    private const string Claim = """
        INSERT INTO message_key (page_id, mid_hash)
        SELECT page, hash FROM unnest(@pages, @hashes) AS k (page, hash) ORDER BY page, hash
        RETURNING 1
        """;

    private const string Move = """
        UPDATE stream SET version = h.version + 1, last_commit = @movedCommit
        FROM unnest(@moved, @movedVersions) AS h (id, version)
        WHERE stream.id = h.id AND stream.version = h.version
        RETURNING 1
        """;

    private const string Create = """
        INSERT INTO stream (id, version, last_commit)
        SELECT id, 1, @createdCommit FROM unnest(@created) AS h (id)
        """;

    private const string Hold = """
        SELECT 1 FROM stream JOIN unnest(@held, @heldVersions) AS h (id, version)
            ON stream.id = h.id AND stream.version = h.version
        FOR SHARE OF stream
        """;

    private const string Keep = """
        INSERT INTO journal (stream, version, at, facts, content, content_hash, view_version, commands)
        SELECT * FROM unnest(@streams, @versions, @ats, @facts, @contents, @contentHashes, @views, @commands)
        """;

    private const string DueAt = """
        INSERT INTO due (stream, due_at) SELECT * FROM unnest(@streams, @ats)
        ON CONFLICT (stream) DO UPDATE SET due_at = excluded.due_at
        """;

    private const string DueNever = "DELETE FROM due WHERE stream = ANY(@streams)";

    /// <summary>See <see cref="Database.TryStoreTogether"/>.</summary>
    public static bool TryStore(NpgsqlConnection connection, IReadOnlyList<PendingWrite> group, string commit)
    {
        // In one order for all silos, so that nobody waits in a circle.
        if (TryRun(connection, [.. group.Select(w => w.Append!).OrderBy(a => a.Stream, StringComparer.Ordinal)], commit))
        {
            return true;
        }

        using var rollback = new NpgsqlCommand("ROLLBACK", connection);
        rollback.ExecuteNonQuery();
        return false;
    }

    /// <summary>See <see cref="Database.TakesTogether"/>.</summary>
    public static bool Fits(IReadOnlyList<PendingWrite> group)
    {
        var streams = new HashSet<string>(group.Count);

        // A new stream that is only asserted has no row to hold.
        return group.All(w => w.Append is { } append && streams.Add(append.Stream) && (append.Row is not null || append.ExpectedVersion > 0));
    }

    private static void Common(Statements batch, List<Append> appends, string commit)
    {
        var all = new CombinedStatement();
        var keys = appends.SelectMany(a => a.Keys).Select(k => (k.PageId, Hash: k.Hash())).ToList();

        // Counted, so that keys come before heads here as they do one by one: two silos that want the same of both do not wait in a circle.
        all.AddCountedIf(keys.Count, Claim, p => p.Text("pages", keys.Select(k => k.PageId)).Bytes("hashes", keys.Select(k => k.Hash)));

        var moved = appends.Where(a => a is { Row: not null, ExpectedVersion: > 0 }).ToList();
        all.AddCountedIf(moved.Count, Move, p => p
            .Text("moved", moved.Select(a => a.Stream)).Numbers("movedVersions", moved.Select(a => a.ExpectedVersion)).One("movedCommit", commit));

        var created = appends.Where(a => a is { Row: not null, ExpectedVersion: 0 }).ToList();
        all.AddIf(created.Count > 0, Create, p => p.Text("created", created.Select(a => a.Stream)).One("createdCommit", commit));

        var held = appends.Where(a => a.Row is null).ToList();
        all.AddCountedIf(held.Count, Hold, p => p.Text("held", held.Select(a => a.Stream)).Numbers("heldVersions", held.Select(a => a.ExpectedVersion)));

        var rows = appends.Where(a => a.Row is not null).ToList();
        all.AddIf(rows.Count > 0, Keep, p => p
            .Text("streams", rows.Select(a => a.Stream))
            .Numbers("versions", rows.Select(a => a.ExpectedVersion + 1))
            .Numbers("ats", rows.Select(a => a.Row!.At.ToUnixTimeMilliseconds()))
            .Text("facts", rows.Select(a => a.Row!.Facts))
            .Text("contents", rows.Select(a => a.Row!.Content))
            .Bytes("contentHashes", rows.Select(a => a.Row!.ContentHash))
            .Numbers("views", rows.Select(a => a.Row!.ViewVersion))
            .Text("commands", rows.Select(a => a.Row!.Commands)));
        var many = appends.Select(First).OfType<RowChange>().GroupBy(c => (c.Many, c.Parameters.GetType())).ToList();
        all.AddIf(many.Count > 0, many.FirstOrDefault()?.Key.Many, p => p.OfMany([.. many[0].Select(c => c.Parameters)]));
        all.AddTo(batch);

        // The names of their parameters may be those of the first kind.
        foreach (var same in many.Skip(1))
        {
            batch.Add(same.Key.Many!).OfMany([.. same.Select(c => c.Parameters)]);
        }
    }

    /// <summary>
    /// An append's first change, where rows of its kind can be inserted together: most appends of a busy day are one new message.
    /// Later changes may count on what stands before them and keep their turn.
    /// </summary>
    private static RowChange? First(Append append) => append.Changes is [{ Many: not null } first, ..] ? first : null;

    private static void Rest(Statements batch, List<Append> appends)
    {
        foreach (var change in appends.SelectMany(a => a.Changes.Skip(First(a) is null ? 0 : 1)))
        {
            batch.Add(change.Sql).Of(change.Parameters);
        }
    }

    private static void Due(Statements batch, List<Append> appends)
    {
        var set = appends.Where(a => a.Due!.At is not null).ToList();
        batch.AddIf(set.Count > 0, DueAt, p => p
            .Text("streams", set.Select(a => a.Stream)).Numbers("ats", set.Select(a => a.Due!.At!.Value.ToUnixTimeMilliseconds())));
        var gone = appends.Where(a => a.Due!.At is null).ToList();
        batch.AddIf(gone.Count > 0, DueNever, p => p.Text("streams", gone.Select(a => a.Stream)));
    }

    private static bool TryRun(NpgsqlConnection connection, List<Append> appends, string commit)
    {
        try
        {
            using var batch = new Statements(connection);
            batch.Add("BEGIN");
            Common(batch, appends, commit);
            Rest(batch, appends);
            Due(batch, [.. appends.Where(a => a.Due is not null)]);
            batch.Add("COMMIT");
            batch.Run();
            return true;
        }
        catch (Exception exception) when (!PostgresFaults.IsOfTheDatabase(exception))
        {
            return false;
        }
    }
}
