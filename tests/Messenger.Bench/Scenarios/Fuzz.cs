using System.Globalization;
using System.Text;
using Messenger.Bench.Load;
using Messenger.Bench.Running;
using Messenger.Simulator;
using Messenger.Tests.Shared.Fuzz;

namespace Messenger.Bench.Scenarios;

/// <summary>
/// A million requests to the webhook of the running product that Meta would never send: none may be answered with a fault of ours,
/// none may bring an exception that nobody expected, and the host may not grow with them.
/// </summary>
internal static class Fuzz
{
    private const int Inputs = 1_000_000;
    private const int QuickInputs = 20_000;

    /// <summary>Few enough that all that is kept of each has reached its bound after the first share.</summary>
    private const int Customers = 50;
    private const int QuickCustomers = 2;

    private const int Connections = 32;

    /// <summary>After this share of the inputs everything that has a bound has reached it.</summary>
    private const double FirstShare = 0.25;

    /// <summary>What may live longer at the end than after the first share, without being called growth.</summary>
    private const double Tolerance = 1.10;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    public static async Task Run(BenchOptions options, Figures figures)
    {
        using var database = new BenchDatabase(options.Sqlite);
        var storage = database.Product();
        var (count, customers) = options.IsQuick ? (QuickInputs, QuickCustomers) : (Inputs, Customers);
        var first = (int)(count * FirstShare);
        var inputs = new FuzzInputs(
            options.Seed, SimulatorDefaults.TiendaPageId, [.. Enumerable.Range(0, customers).Select(WebhookRequest.Psid)],
            Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret), SimulatorDefaults.AppId);
        FuzzAnswers answers;
        var began = DateTimeOffset.UtcNow;
        await using (var product = new ProductProcess(storage, "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Messenger.Front.Webhooks=Error"))
        {
            await product.Ready();
            using var memory = new HostMemory(product.Process.Id, product.Address);
            var start = (Resident: memory.ResidentMiB, Live: await memory.LiveMiB());
            answers = FuzzAnswers.To(product.Address, inputs, 0, first, Connections);
            var (early, earlyResident) = await After("the first share", memory);
            answers += FuzzAnswers.To(product.Address, inputs, first, count, Connections);
            var (late, lateResident) = await After("all", memory);
            var elapsed = DateTimeOffset.UtcNow - began;

            figures.Add("seconds", Math.Round(elapsed.TotalSeconds));
            figures.Add("inputsPerSecond", count / elapsed.TotalSeconds);
            figures.Add("hostResidentFirstMiB", start.Resident);
            figures.Add("hostResidentAfterFirstShareMiB", earlyResident);
            figures.Add("hostResidentLastMiB", lateResident);
            figures.Add("hostResidentPeakMiB", memory.PeakMiB);
            figures.Add("hostLiveFirstMiB", start.Live);
            figures.Add("hostLiveAfterFirstShareMiB", early);
            figures.Add("hostLiveLastMiB", late);
            figures.Add("memoryIsFlat", late <= early * Tolerance);
            figures.Add("memoryIsFlatMeans", string.Create(
                CultureInfo.InvariantCulture, $"managed heap after a full collection: after all inputs at most {Tolerance:0.00} times that after {FirstShare:0%} of them"));
            figures.Add("unhandledExceptions", product.Process.Faults.Count);
            product.Process.Faults.Distinct().Take(20).ToList().ForEach(Terminal.WriteLine);
            figures.Add("validAfterwardsStatus", Valid(product.Address));
        }

        var journal = await Journal.Read(storage, [WebhookRequest.Mid("after", 0)]);
        figures.Add("medianOf", 1);
        figures.Add("seed", options.Seed);
        figures.Add("inputs", count);
        figures.Add("customers", customers);
        figures.Add("connections", Connections);
        figures.Add("serverErrors", answers.ServerErrors);
        figures.Add("wrongAnswers", answers.Faults.Count);
        figures.Add("statuses", answers.Statuses.ToDictionary(s => s.Key == 0 ? "closed" : s.Key.ToString(CultureInfo.InvariantCulture), s => s.Value));
        figures.Add("slowestMs", answers.SlowestMs);
        figures.Add("validAfterwardsStored", journal.Once);
        foreach (var fault in answers.Faults)
        {
            Terminal.WriteLine(fault);
        }
    }

    /// <summary>One message as Meta sends it.</summary>
    private static int? Valid(Uri product)
    {
        using var connection = new FuzzConnection(product);
        return connection.Ask(WebhookRequest.Of("after", 0, 0));
    }

    private static async Task<(double Live, double Resident)> After(string what, HostMemory memory)
    {
        await Task.Delay(Quiet);
        var live = await memory.LiveMiB();
        Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"after {what}: {live:0.0} MiB live, {memory.ResidentMiB:0} MiB resident"));
        return (live, memory.ResidentMiB);
    }
}
