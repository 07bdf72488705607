using System.Globalization;
using Dapper;
using Messenger.Bench.Load;
using Messenger.Bench.Running;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Shared;
using Messenger.Storage;
using Messenger.Storage.Journal;

namespace Messenger.Bench.Scenarios;

/// <summary>
/// Thousands have written while it was closed. The schedule opens it, others go on writing: when is the first of them offered,
/// and is anybody served before one who came earlier?
/// </summary>
internal static class Opening
{
    private const int Backlog = 10_000;
    private const int QuickBacklog = 500;
    private const int Newcomers = 500;
    private const string CampaignId = "soporte";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] EveryDay = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static async Task Run(BenchOptions options, Figures figures)
    {
        var backlog = options.IsQuick ? QuickBacklog : Backlog;
        var found = new List<Found>();
        for (var run = 0; run < options.Runs; run++)
        {
            found.Add(await Once(options, backlog));
            Terminal.WriteLine(found[^1].ToString());
        }

        figures.Add("backlog", backlog);
        figures.Add("newcomers", Newcomers);
        figures.Add("agents", CallCentre.Agents);
        figures.Add("firstOfferMs", found.Select(f => f.FirstOfferMs).Median());
        figures.Add("firstOfferWorstMs", found.Max(f => f.FirstOfferMs));
        figures.Add("firstScreenMs", found.Select(f => f.FirstScreenMs).Median());
        figures.Add("everySlotOfferedMs", found.Select(f => f.LastOfferMs).Median());
        figures.Add("offers", found.Sum(f => f.Offers));
        figures.Add("offeredBeforeSomebodyWhoCameEarlier", found.Sum(f => f.OutOfOrder));
    }

    private static async Task<Found> Once(BenchOptions options, int backlog)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var storage = database.Product();
        await CallCentre.Create(storage);
        await using var product = new ProductProcess(storage, "--Logging:LogLevel:Default=Warning");
        await product.Ready();
        using var administrator = await Administrator.SignIn(product.Address);
        await administrator.Change(CampaignId, new CampaignEdit(TimeZone: "UTC", Schedule: []));
        await using var desks = DeskClients.Open(signIn: true, product.Address);
        Send(product.Address, "closed", 0, backlog);
        using var rows = Database.Of(storage);
        await Until(async () => await Count(rows, "SELECT count(*) FROM queue_entry WHERE place = 'closed-hours'") == backlog, "everybody to stand in the backlog");

        var border = DateTimeOffset.UtcNow.AddMinutes(DateTimeOffset.UtcNow.Second < 50 ? 1 : 2);
        await administrator.Change(CampaignId, new CampaignEdit(Schedule: [new OpenHours(EveryDay, border.ToString("HH:mm", CultureInfo.InvariantCulture), "24:00")]));
        var opensAt = new DateTimeOffset(border.Year, border.Month, border.Day, border.Hour, border.Minute, 0, TimeSpan.Zero);
        await Task.Delay(opensAt - DateTimeOffset.UtcNow);
        var firstScreen = FirstScreen(desks, opensAt);
        await Task.Run(() => Send(product.Address, "open", backlog, Newcomers));
        var slots = Math.Min(CallCentre.Slots, backlog);
        await Until(() => Task.FromResult(desks.Counts().Conversations >= slots), "every slot to be taken");
        return (await Judge(rows, opensAt)) with { FirstScreenMs = await firstScreen };
    }

    private static void Send(Uri product, string series, int from, int count)
    {
        var load = ClosedLoop.Run(product, [.. Enumerable.Range(0, count).Select(n => WebhookRequest.Of(series, n, from + n))], Patience);
        if (load.Answered != count)
        {
            throw new InvalidOperationException($"Only {load.Answered} of {count} customers got through.");
        }
    }

    private static async Task<double> FirstScreen(DeskClients desks, DateTimeOffset opensAt)
    {
        await Until(() => Task.FromResult(desks.Counts().Conversations > 0), "the first customer on a desk");
        return (DateTimeOffset.UtcNow - opensAt).TotalMilliseconds;
    }

    /// <summary>From the journal: when each was offered, and whether somebody who came earlier still waited.</summary>
    private static async Task<Found> Judge(Database rows, DateTimeOffset opensAt)
    {
        await using var connection = await rows.OpenRead();
        var journal = await connection.QueryAsync<string>("SELECT facts FROM journal WHERE stream = @stream ORDER BY version", new { stream = Names.CampaignStream(CampaignId) });
        var reserved = (await connection.QueryAsync<long>("SELECT at FROM journal WHERE stream LIKE 'agent/%' AND facts LIKE '%\"reserved/1\"%'"))
            .Select(at => (DateTimeOffset.FromUnixTimeMilliseconds(at) - opensAt).TotalMilliseconds).ToList();
        var outOfOrder = 0;
        var waiting = new SortedSet<(bool Newcomer, DateTimeOffset Since, string Id)>();
        var offers = new Dictionary<long, (bool Newcomer, DateTimeOffset Since, string Id)>();
        foreach (var fact in journal.SelectMany(facts => FactCodec.Decode<CampaignFact>(facts, null)))
        {
            switch (fact)
            {
                case CampaignFact.NotQueued f:
                    waiting.Add((false, f.Since!.Value, f.InteractionId));
                    break;
                case CampaignFact.Queued f:
                    waiting.Add((true, f.Since, f.InteractionId));
                    break;
                case CampaignFact.Offered f:
                    outOfOrder += waiting.Min.Id == f.InteractionId ? 0 : 1;
                    offers[f.Lease] = waiting.Single(w => w.Id == f.InteractionId);
                    waiting.Remove(offers[f.Lease]);
                    break;
                case CampaignFact.OfferRefused f:
                    waiting.Add(offers[f.Lease]);
                    break;
            }
        }

        return new Found(reserved.Min(), reserved.Max(), offers.Count, outOfOrder);
    }

    private static async Task<long> Count(Database rows, string sql)
    {
        await using var connection = await rows.OpenRead();
        return await connection.ExecuteScalarAsync<long>(sql);
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        for (var began = DateTimeOffset.UtcNow; !await holds();)
        {
            if (DateTimeOffset.UtcNow - began > Patience)
            {
                throw new InvalidOperationException($"Waited in vain for {what}.");
            }

            await Task.Delay(50);
        }
    }

    /// <param name="FirstOfferMs">From the opening to the first agent's grant, and to the last one's.</param>
    /// <param name="FirstScreenMs">To the first desk's screen, within the 50 ms in which it is looked at.</param>
    private sealed record Found(double FirstOfferMs, double LastOfferMs, int Offers, int OutOfOrder, double FirstScreenMs = 0);
}
