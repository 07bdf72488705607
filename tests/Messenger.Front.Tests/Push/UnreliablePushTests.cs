using System.Diagnostics;
using System.Globalization;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>Whatever happens to what is pushed, every screen gets each version of the journal once, in order, and soon.</summary>
[Collection(Alone.Name)]
public sealed class UnreliablePushTests(UnreliableProduct unreliable, ITestOutputHelper output) : IClassFixture<UnreliableProduct>
{
    /// <summary>A probe each 5 s, 300 ms of patience, a fetch and a batch.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(6);

    private readonly RunningProduct _product = unreliable.Running;

    public static TheoryData<string, int> Plans => new()
    {
        { "shuffled", Environment.TickCount & 0xFFFF },
        { "shuffled", 2 },
        { "doubled", 3 },
        { "lost", 4 },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public async Task Each_client_applies_exactly_the_versions_of_the_journal(string plan, int seed)
    {
        output.WriteLine($"{plan}, seed {seed}");
        unreliable.Push.Plan(_ => Fate.Passed);
        var work = await Workplace.Open(_product, maxPerAgent: 3);
        var (eva, leo) = (await work.Agent("eva"), await work.Agent("leo"));
        await using var evasHands = await _product.Connect(eva);
        await using var leosHands = await _product.Connect(leo);
        await evasHands.Desk();
        await leosHands.Desk();
        var watchedCustomer = work.Customer();
        await work.Webhook.Write(watchedCustomer, "0");
        await Eventually.Is(
            async () => (await evasHands.Desk()).Interactions.Concat((await leosHands.Desk()).Interactions).Count(), held => held == 1, "it is on a desk");

        await using var clients = new Screens(_product);
        await clients.Open("desk", eva, "agent", count: 2);
        await clients.Open("desk", leo, "agent", count: 2);
        await clients.Open($"interaction:{work.InteractionOf(watchedCustomer)}", "sofia", "supervisor", count: 2);
        await clients.Open($"campaign:{work.CampaignId}", "sofia", "supervisor", count: 2);

        if (plan == "shuffled")
        {
            unreliable.Push.Shuffle(seed);
        }
        else
        {
            unreliable.Push.Plan(_ => plan == "doubled" ? Fate.Doubled : Fate.Lost);
        }

        await Work(work, seed, watchedCustomer, evasHands, leosHands);
        var watch = Stopwatch.StartNew();
        await clients.HaveEverything();
        output.WriteLine($"right after {watch.Elapsed.TotalSeconds:0.00} s; {unreliable.Push.Fates}");
        Assert.True(watch.Elapsed < Soon, $"{watch.Elapsed}");
        await Eventually.Is(() => Task.FromResult(unreliable.Push.UnderWay), left => left == 0, "all that was held back has arrived");
        await clients.AreRight();
    }

    [Fact]
    public async Task The_last_event_is_on_every_screen_within_six_seconds_though_its_push_was_lost()
    {
        unreliable.Push.Plan(_ => Fate.Passed);
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var (leaves, ends) = (work.Customer(), work.Customer());
        await using var hands = await _product.Connect(agent);
        await hands.Desk();
        foreach (var psid in new[] { leaves, ends })
        {
            await work.Webhook.Write(psid, "hola");
            await hands.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        }

        await using var clients = new Screens(_product);
        await clients.Open("desk", agent, "agent", count: 1);
        await clients.Open($"interaction:{work.InteractionOf(leaves)}", "sofia", "supervisor", count: 1);
        await clients.Open($"interaction:{work.InteractionOf(ends)}", "sofia", "supervisor", count: 1);
        await clients.Open($"campaign:{work.CampaignId}", "sofia", "supervisor", count: 1);
        await clients.HaveEverything();

        unreliable.Push.Plan(_ => Fate.Lost);
        await work.Webhook.Write(leaves, "gracias, adiós");
        Assert.True((await hands.Do("Close", work.InteractionOf(ends), null, null, null)).Ok);
        var watch = Stopwatch.StartNew();
        await clients.Changed();
        await clients.HaveEverything();
        output.WriteLine($"right {watch.Elapsed.TotalSeconds:0.00} s after the last event; {unreliable.Push.Fates}");
        Assert.True(watch.Elapsed < Soon, $"{watch.Elapsed}");
        await clients.AreRight();
    }

    /// <summary>Messages both ways, closed chats, breaks: something of every stream.</summary>
    private static async Task Work(Workplace work, int seed, string watched, params HubClient[] hands)
    {
        var random = new Random(seed);
        string[] customers = [watched, .. Enumerable.Range(0, 5).Select(_ => work.Customer())];
        for (var n = 0; n < 70; n++)
        {
            var psid = customers[random.Next(customers.Length)];
            var desk = hands[random.Next(hands.Length)];
            switch (random.Next(12))
            {
                case 0:
                    await desk.Do("Close", work.InteractionOf(psid, random.Next(1, 3)), null, null, null);
                    break;
                case < 4:
                    await desk.Do("SendText", work.InteractionOf(psid), $"c{n}", $"respuesta {n}");
                    break;
                default:
                    await work.Webhook.Write(psid, n.ToString(CultureInfo.InvariantCulture));
                    break;
            }

            await Task.Delay(random.Next(25), TestContext.Current.CancellationToken);
        }
    }
}
