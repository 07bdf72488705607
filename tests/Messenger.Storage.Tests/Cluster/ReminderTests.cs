using Orleans.Runtime;

namespace Messenger.Storage.Tests.Cluster;

public sealed class RemindersOnSqlite : ReminderTests<SqliteDatabase>;

public sealed class RemindersOnPostgres : ReminderTests<PostgresDatabase>;

/// <summary>Our reminder table under Orleans' real provider.</summary>
public abstract class ReminderTests<TDatabase> : IDisposable
    where TDatabase : TestDatabase, new()
{
    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, 250, DateTimeKind.Utc);

    private readonly TDatabase database = new();
    private readonly OrleansTables tables;

    protected ReminderTests() => tables = new OrleansTables(database.Options);

    public void Dispose()
    {
        tables.Dispose();
        database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_reminder_is_read_back_as_it_was_and_changed_in_place()
    {
        var table = await tables.Reminders();
        var grain = GrainId.Create("waker", "0");
        var first = await table.UpsertRow(Entry(grain, "wake"));
        await table.UpsertRow(Entry(grain, "other"));

        var read = await table.ReadRow(grain, "wake");
        Assert.Equal((grain, "wake", Start, TimeSpan.FromMinutes(1), first), (read!.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));

        var changed = Entry(grain, "wake");
        (changed.StartAt, changed.Period) = (Start.AddHours(1), TimeSpan.FromDays(40));
        var second = await table.UpsertRow(changed);
        Assert.NotEqual(first, second);
        read = await table.ReadRow(grain, "wake");
        Assert.Equal((Start.AddHours(1), TimeSpan.FromDays(40), second), (read!.StartAt, read.Period, read.ETag));
        Assert.Equal(["other", "wake"], (await table.ReadRows(grain)).Reminders.Select(r => r.ReminderName).Order(StringComparer.Ordinal));
        Assert.Empty((await table.ReadRows(GrainId.Create("waker", "1"))).Reminders);
        Assert.Null(await table.ReadRow(grain, "none"));
    }

    [Fact]
    public async Task Each_reminder_belongs_to_exactly_one_part_of_the_circle()
    {
        var table = await tables.Reminders();
        var grains = Enumerable.Range(0, 60).Select(n => GrainId.Create("waker", n.ToString(System.Globalization.CultureInfo.InvariantCulture))).ToArray();
        foreach (var grain in grains)
        {
            await table.UpsertRow(Entry(grain, "wake"));
        }

        // Borders on both sides of where signed numbers turn over; the last part goes over the end of the circle.
        uint[] borders = [0x1000_0000, 0x7000_0000, 0x9000_0000, 0xF000_0000, grains[7].GetUniformHashCode()];
        Array.Sort(borders);
        for (var n = 0; n < borders.Length; n++)
        {
            var (begin, end) = (borders[n], borders[(n + 1) % borders.Length]);
            var expected = grains.Where(g => Lies(g.GetUniformHashCode(), begin, end)).Select(g => g.ToString()).Order(StringComparer.Ordinal);
            var read = (await table.ReadRows(begin, end)).Reminders.Select(r => r.GrainId.ToString()).Order(StringComparer.Ordinal);
            Assert.Equal(expected, read);
        }

        Assert.Contains(grains, g => g.GetUniformHashCode() > int.MaxValue);
        Assert.Equal(60, (await table.ReadRows(0, 0)).Reminders.Count);
    }

    [Fact]
    public async Task Only_the_version_that_was_read_can_be_removed()
    {
        var table = await tables.Reminders();
        var grain = GrainId.Create("waker", "0");
        var old = await table.UpsertRow(Entry(grain, "wake"));
        var now = await table.UpsertRow(Entry(grain, "wake"));

        Assert.False(await table.RemoveRow(grain, "wake", old!));
        Assert.True(await table.RemoveRow(grain, "wake", now!));
        Assert.False(await table.RemoveRow(grain, "wake", now!));
        Assert.Null(await table.ReadRow(grain, "wake"));
    }

    [Fact]
    public async Task Many_write_at_once_and_all_of_it_can_be_removed()
    {
        var table = await tables.Reminders();
        var versions = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => table.UpsertRow(Entry(GrainId.Create("waker", "0"), "wake")))));
        Assert.Equal(20, versions.Distinct(StringComparer.Ordinal).Count());

        await table.TestOnlyClearTable();
        Assert.Empty((await table.ReadRows(0, 0)).Reminders);
    }

    private static bool Lies(uint hash, uint begin, uint end) => begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Entry(GrainId grain, string name) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Start,
        Period = TimeSpan.FromMinutes(1),
    };
}
