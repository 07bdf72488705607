using System.Net;
using System.Text.RegularExpressions;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Front.Tests.Push;

namespace Messenger.Front.Tests.Telemetry;

/// <summary>docs/operations.md and <c>GET /metrics</c> say the same. Grains count for the whole process: what another product's grains do meanwhile would be in it.</summary>
[Collection(Alone.Name)]
public sealed partial class MeterTests
{
    [Fact]
    public async Task Each_documented_meter_moves_with_the_work_and_no_other_exists()
    {
        var (work, faults) = Documented();
        await using var product = await RunningProduct.Start();
        var before = await Meters.Read(product.Product);
        Assert.All(faults.Where(f => f != "messenger_webhook_kept_aside_total"), f => Assert.True(before.Values.ContainsKey(f), $"{f} is not there from the start"));

        await using var ana = await product.Connect("ana");
        await using var bruno = await product.Connect("bruno");
        await ana.Desk();
        await bruno.Desk();
        var psid = await product.Simulator.Customer("Lucía");
        await product.Simulator.Writes(psid, "hola");
        var desk = await Chosen(ana, bruno);
        await product.Simulator.Sends(psid, new { type = "image" });
        var id = HubClient.Data<InteractionAdded>(desk.Events.First(e => e.Type == "interaction.added")).Interaction.Id;
        Assert.True((await desk.Do("SendText", id, "m1", "buenas")).Ok);
        await Eventually.Is(() => product.Simulator.Phone(psid), phone => phone.Count == 3, "the reply is on the phone");
        Assert.True((await desk.Do("Close", id, "resuelto", null, "k1")).Ok);
        Assert.Equal(HttpStatusCode.OK, await new SignedWebhook(product, "999").Write("1", "for nobody"));
        await product.Simulator.CallsBack("deauthorize", new Uri(product.Product.BaseAddress!, "/webhooks/messenger/deauthorize"));

        // Who has nobody to answer him waits.
        Assert.True((await ana.Do("SetStatus", "offline", "s1")).Ok);
        Assert.True((await bruno.Do("SetStatus", "offline", "s2")).Ok);
        await product.Simulator.Writes(await product.Simulator.Customer("Inés"), "hola");

        string[] moving = [.. work, "messenger_webhook_kept_aside_total"];
        var after = await Eventually.Is(
            () => Meters.Read(product.Product),
            now => moving.All(name => now.Of(name) > before.Of(name)),
            "all of these moved: " + string.Join(", ", moving));
        Assert.Equal(work.Concat(faults).Order(StringComparer.Ordinal), after.Values.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Orleans_the_web_server_and_the_runtime_are_there_too_and_no_label_is_an_id()
    {
        await using var product = await RunningProduct.Start();
        await using var ana = await product.Connect("ana");
        await ana.Desk();
        var psid = await product.Simulator.Customer("Lucía");
        await product.Simulator.Writes(psid, "hola");
        await ana.Saw<InteractionAdded>("interaction.added", _ => true);

        var text = await product.Product.GetStringAsync("/metrics");
        Assert.All(["orleans_", "http_server_request_duration_seconds", "kestrel_", "dotnet_"], prefix => Assert.Contains("# TYPE " + prefix, text, StringComparison.Ordinal));
        Assert.DoesNotContain(psid, text, StringComparison.Ordinal);
        Assert.DoesNotContain(SimulatedCustomers.Page, text, StringComparison.Ordinal);
    }

    private static async Task<HubClient> Chosen(params HubClient[] desks) =>
        await Eventually.Is(
            () => Task.FromResult(desks.FirstOrDefault(d => d.Events.Any(e => e.Type == "interaction.added"))!), d => d is not null, "somebody got the interaction");

    private static (string[] Work, string[] Faults) Documented()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "operations.md"));
        var faults = text.IndexOf("\nFaults;", StringComparison.Ordinal);
        Assert.True(faults > 0);
        string[] Names(string part) => [.. Name().Matches(part).Select(m => m.Groups[1].Value)];
        return (Names(text[..faults]), Names(text[faults..]));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.Messenger.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found.");
        }

        return folder;
    }

    [GeneratedRegex(@"^\| `(messenger_\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Name();
}
