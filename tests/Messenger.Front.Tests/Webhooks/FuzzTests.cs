using System.Net;
using System.Text;
using Messenger.Front.Tests.Logs;
using Messenger.Front.Tests.Product;
using Messenger.Simulator;
using Messenger.Tests.Shared.Fuzz;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>The first 20,000 of the bench's broken, forged and odd requests (FUZZ_SEED makes others): no fault of ours, no error in the log, and the product still works.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 20_000;
    private const int Customers = 8;
    private const int Connections = 8;

    [Fact]
    public async Task No_input_brings_a_fault_of_ours()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SEED"), System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : 1;
        output.WriteLine($"FUZZ_SEED={seed}");
        using var log = new CapturedLog();
        await using var product = await RunningProduct.Start(configure: builder =>
        {
            builder.Configuration["Logging:Captured:LogLevel:Default"] = "Error";
            builder.Logging.AddProvider(log);
        });
        var work = await Workplace.Open(product);
        var inputs = new FuzzInputs(
            seed, work.PageId, [.. Enumerable.Range(0, Customers).Select(_ => work.Customer())], Encoding.UTF8.GetBytes(SimulatorDefaults.AppSecret), SimulatorDefaults.AppId);

        var answers = await Task.Run(() => FuzzAnswers.To(product.Product.BaseAddress!, inputs, 0, Inputs, Connections));

        output.WriteLine(string.Join(", ", answers.Statuses));
        Assert.Empty(answers.Faults);
        Assert.Equal(Inputs, answers.Statuses.Values.Sum());
        Assert.All([200, 400, 401, 404, 413], status => Assert.True(answers.Statuses.GetValueOrDefault(status) > 0, $"No input was answered {status}."));
        Assert.Empty(log.Lines);

        var psid = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "still there?"));
        Assert.Contains(await product.Messages(work.CampaignId), message => message.CustomerId == psid && message.Text == "still there?");
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs_and_another_one_others()
    {
        static FuzzInputs Seeded(int seed) => new(seed, "100", ["12", "13"], "secret"u8.ToArray(), "9");
        var (one, same, other) = (Seeded(1), Seeded(1), Seeded(2));
        Assert.All(Enumerable.Range(0, 300), n => Assert.Equal(one.Of(n).Request.Bytes(), same.Of(n).Request.Bytes()));
        Assert.True(Enumerable.Range(0, 300).Count(n => !one.Of(n).Request.Bytes().AsSpan().SequenceEqual(other.Of(n).Request.Bytes())) > 290);
    }
}
