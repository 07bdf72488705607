using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Journal;

public sealed class JournalOnSqlite : JournalTests<SqliteDatabase>;

public sealed class JournalOnPostgres : JournalTests<PostgresDatabase>;

public abstract class JournalTests<TDatabase> : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task What_is_appended_is_read_back_whole()
    {
        var row = new NewRow(TestStore.Noon, """[{"is":"x/1"}]""", """{"text":"ñandú"}""", [1, 2, 3], 7, """[{"id":"a"}]""");

        Assert.Equal(new AppendResult.Committed(1), await Store.Writer.Append(new Append("s", 0, row, [], [], null), Ct));
        Assert.Equal(new AppendResult.Committed(2), await Store.Writer.Append(TestStore.Of("s", 1), Ct));

        var read = await Store.Reader.Read("s", 0, 10, Ct);
        Assert.Equal([1L, 2L], read.Select(r => r.Version));
        Assert.Equal(row with { ContentHash = null }, read[0].Row with { ContentHash = null });
        Assert.Equal([1, 2, 3], read[0].Row.ContentHash!);
        Assert.Null(read[1].Row.Content);
        Assert.True(read[0].Position < read[1].Position);
        Assert.Equal(2, Assert.Single(await Store.Reader.Read("s", 1, 10, Ct)).Version);
        Assert.Single(await Store.Reader.Read("s", 0, 1, Ct));
        Assert.Equal(2, await Store.Reader.Head("s", Ct));
        Assert.Equal(0, await Store.Reader.Head("other", Ct));
    }

    [Fact]
    public async Task Another_version_than_expected_is_a_conflict_and_stores_nothing()
    {
        await Store.Writer.Append(TestStore.Of("s", 0), Ct);

        Assert.IsType<AppendResult.Conflict>(await Store.Writer.Append(TestStore.Claiming("s", 0, new MessageKey("p", "m")), Ct));
        Assert.IsType<AppendResult.Conflict>(await Store.Writer.Append(TestStore.Of("s", 2), Ct));
        Assert.IsType<AppendResult.Conflict>(await Store.Writer.Append(TestStore.Of("new", 5), Ct));

        Assert.Equal(1, await Store.Reader.Head("s", Ct));
        Assert.Equal(0, await Store.Reader.Head("new", Ct));
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(TestStore.Claiming("s", 1, new MessageKey("p", "m")), Ct));
    }

    [Fact]
    public async Task A_message_id_is_taken_once_per_page()
    {
        var longMid = new string('m', 10_000);
        await Store.Writer.Append(TestStore.Claiming("s", 0, new MessageKey("p1", longMid)), Ct);

        var repeated = await Store.Writer.Append(
            TestStore.Claiming("s", 1, new MessageKey("p1", "fresh"), new MessageKey("p1", longMid)), Ct);

        Assert.Equal([new MessageKey("p1", longMid)], Assert.IsType<AppendResult.Duplicate>(repeated).Keys);
        Assert.Equal(1, await Store.Reader.Head("s", Ct));
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(
            TestStore.Claiming("s", 1, new MessageKey("p1", "fresh"), new MessageKey("p2", longMid)), Ct));
    }

    [Fact]
    public async Task An_append_without_a_row_asserts_the_head_and_sets_the_due_time()
    {
        var due = new DueChange(TestStore.Noon);
        Assert.IsType<AppendResult.Committed>(await Store.Writer.Append(new Append("s", 0, null, [], [], due), Ct));
        await Store.Writer.Append(TestStore.Of("s", 0), Ct);

        Assert.Equal(new AppendResult.Committed(1), await Store.Writer.Append(new Append("s", 1, null, [], [], null), Ct));
        Assert.IsType<AppendResult.Conflict>(await Store.Writer.Append(new Append("s", 0, null, [], [], new DueChange(null)), Ct));

        Assert.Equal(1, await Store.Reader.Head("s", Ct));
        Assert.Equal(["s"], await Store.Reader.Due(null, 10, Ct));
    }

    [Fact]
    public async Task Due_streams_come_in_the_order_of_their_time_until_nothing_is_due()
    {
        Append Due(string stream, long expected, DateTimeOffset? at) => TestStore.Of(stream, expected) with { Due = new DueChange(at) };
        await Store.Writer.Append(Due("late", 0, TestStore.Noon.AddSeconds(2)), Ct);
        await Store.Writer.Append(Due("early", 0, TestStore.Noon.AddSeconds(1)), Ct);
        await Store.Writer.Append(Due("gone", 0, TestStore.Noon), Ct);
        await Store.Writer.Append(Due("gone", 1, null), Ct);
        await Store.Writer.Append(TestStore.Of("early", 1), Ct);

        Assert.Equal(["early", "late"], await Store.Reader.Due(null, 10, Ct));
        Assert.Equal(["early"], await Store.Reader.Due(TestStore.Noon.AddSeconds(1), 10, Ct));
        Assert.Empty(await Store.Reader.Due(TestStore.Noon, 10, Ct));
        Assert.Equal(["early"], await Store.Reader.Due(null, 1, Ct));
    }

    [Fact]
    public async Task Appends_of_one_stream_given_one_after_the_other_are_stored_in_that_order()
    {
        var appends = Enumerable.Range(0, 500)
            .Select(i => Store.Writer.Append(new Append("s", i, TestStore.Row($"[{i}]"), [], [], null), Ct))
            .ToList();

        Assert.All(await Task.WhenAll(appends), r => Assert.IsType<AppendResult.Committed>(r));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => $"[{i}]"), (await Store.Reader.Read("s", 0, 1000, Ct)).Select(r => r.Row.Facts));
    }

    [Fact]
    public async Task Sixty_four_writers_leave_no_gap_and_one_of_two_rivals_wins_each_version()
    {
        const int Each = 200;
        var committed = new int[32];

        // Two rivals per stream, as after a double activation: each writes on from the newest head it can see.
        async Task Rival(int stream)
        {
            var name = "s" + stream;
            var head = 0L;
            for (var i = 0; i < Each; i++)
            {
                if (await Store.Writer.Append(TestStore.Of(name, head), Ct) is AppendResult.Committed stored)
                {
                    head = stored.Version;
                    Interlocked.Increment(ref committed[stream]);
                }
                else
                {
                    head = await Store.Reader.Head(name, Ct);
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => Rival(i % 32), Ct)));

        for (var stream = 0; stream < 32; stream++)
        {
            var versions = (await Store.Reader.Read("s" + stream, 0, 1000, Ct)).Select(r => r.Version);
            Assert.Equal(Enumerable.Range(1, committed[stream]).Select(v => (long)v), versions);
        }
    }

    [Fact]
    public async Task Stopping_stores_what_waits_and_takes_nothing_more()
    {
        var waiting = Enumerable.Range(0, 300).Select(i => Store.Writer.Append(TestStore.Of("s" + i, 0), Ct)).ToList();

        await Store.Writer.StopAsync(Ct);

        Assert.All(await Task.WhenAll(waiting), r => Assert.IsType<AppendResult.Committed>(r));
        Assert.IsType<AppendResult.Unavailable>(await Store.Writer.Append(TestStore.Of("late", 0), Ct));
    }
}
