using System.Diagnostics;
using System.Text.Json;
using Messenger.Domain.Campaigns;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Tests.Campaigns;

public sealed class ThousandsOfCampaignsOnSqlite(ITestOutputHelper output) : ThousandsOfCampaignsTests<SqliteDatabase>(output);

public sealed class ThousandsOfCampaignsOnPostgres(ITestOutputHelper output) : ThousandsOfCampaignsTests<PostgresDatabase>(output);

/// <summary>The campaign table with five thousand campaigns, four members and a waiting customer each: looked at once a second while somebody watches.</summary>
public abstract class ThousandsOfCampaignsTests<TDatabase>(ITestOutputHelper output) : StoreTests<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const int Thousands = 5_000;

    [Fact]
    public async Task They_are_looked_at_in_less_than_a_second()
    {
        var changes = Enumerable.Range(0, Thousands).SelectMany(n => Changes($"c{n}", n)).ToArray();
        await Store.Writer.Append(TestStore.Of("campaign/c0", 0, changes), Ct);
        var queries = Store.Get<CampaignTableQueries>();
        var first = await Look("first look", queries, Thousands);
        var again = await Look("again", queries, Thousands);
        await Store.Writer.Append(TestStore.Of("campaign/c0", 1, [.. Changes("c0", 1).Take(1)]), Ct);
        var changed = await Look("after a save", queries, Thousands);
        Assert.True(first < TimeSpan.FromSeconds(5) && again < TimeSpan.FromSeconds(1) && changed < TimeSpan.FromSeconds(1), $"{first}, {again}, {changed}");
    }

    private async Task<TimeSpan> Look(string what, CampaignTableQueries queries, int rows)
    {
        var began = Stopwatch.GetTimestamp();
        var table = await queries.Read(TestStore.Noon, Ct);
        var took = Stopwatch.GetElapsedTime(began);
        Assert.Equal((rows, true), (table.Items.Count, table.Items.All(i => i is { Members: 4, Waiting: 1, OpenNow: true })));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(table, JsonSerializerOptions.Web).Length;
        output.WriteLine($"{what}: {rows} campaigns in {took.TotalMilliseconds:F0} ms, {bytes / 1024} KiB as a snapshot");
        return took;
    }

    private static IEnumerable<RowChange> Changes(string id, int version) => new CampaignFact[]
    {
        new CampaignFact.SettingsChanged(CampaignSettings.Default with
        {
            Version = version + 1,
            Name = "Campaña " + id,
            PageId = "9" + id[1..],
            PageName = "Página " + id,
            TimeZone = "America/Montevideo",
            Schedule = OpenInterval.AllWeek,
        }),
        new CampaignFact.MembersChanged([new Member("a"), new Member("b"), new Member("c"), new Member("d")]),
        new CampaignFact.Queued($"9{id[1..]}-1-1", 1, QueueClass.Normal, TestStore.Noon),
    }.SelectMany(fact => CampaignProjection.Changes(id, fact, TestStore.Noon));
}
