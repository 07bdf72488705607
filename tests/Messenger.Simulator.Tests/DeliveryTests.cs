using System.Collections.Concurrent;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

public sealed class DeliveryTests
{
    [Fact]
    public async Task AMessageArrivesSignedOverTheEscapedBytes()
    {
        await using var world = await World.Start();
        var psid = await world.Customer();
        var mid = await world.Writes(psid, "¿Qué tal? 😀 a/b @ < %");

        var call = (await world.Accepted(1))[0];

        Assert.All(call.Body, b => Assert.InRange(b, (byte)0x20, (byte)0x7e));
        Assert.Equal(Signatures.Sha256(call.Body, SimulatorDefaults.AppSecret), call.Sha256);
        Assert.Equal(Signatures.Sha1(call.Body, SimulatorDefaults.AppSecret), call.Sha1);
        Assert.Equal("application/json", call.ContentType);
        Assert.Equal("¿Qué tal? 😀 a/b @ < %", call.Text);
        Assert.Equal(mid, call.Event.GetProperty("message").GetProperty("mid").GetString());
        Assert.Equal(psid, call.Event.GetProperty("sender").GetProperty("id").GetString());
        Assert.Equal(World.Page, call.Event.GetProperty("recipient").GetProperty("id").GetString());
    }

    [Fact]
    public async Task RefusedWebhooksAreRepeatedAndKeepTheirOrder()
    {
        await using var world = await World.Start();
        var refusals = 3;
        world.Receiver.Answer = _ => Interlocked.Decrement(ref refusals) >= 0 ? 503 : 200;
        var psid = await world.Customer();
        for (var i = 0; i < 5; i++)
        {
            await world.Writes(psid, $"n{i}");
        }

        var accepted = await world.Accepted(5);

        Assert.Equal(["n0", "n1", "n2", "n3", "n4"], accepted.Select(c => c.Text));
        Assert.Equal(["n0", "n0", "n0"], world.Receiver.Calls.Where(c => c.Answered == 503).Select(c => c.Text));
    }

    [Fact]
    public async Task OneCustomersTroubleDoesNotHoldUpAnother()
    {
        await using var world = await World.Start();
        world.Receiver.Answer = body => body.Contains("stuck", StringComparison.Ordinal) ? 500 : 200;
        await world.Writes(await world.Customer(), "stuck");
        var other = await world.Customer("Otra Persona");
        await world.Writes(other, "free");

        Assert.Equal("free", (await world.Accepted(1))[0].Text);
        var phone = await World.Until(() => world.Phone(other), p => p[0]!["delivered"]!.GetValue<bool>());
        Assert.Single(phone);
    }

    [Fact]
    public async Task NoAnswerWithinFiveSecondsCountsAsRefused()
    {
        await using var world = await World.Start();
        var first = 1;
        world.Receiver.Answer = _ => Interlocked.Exchange(ref first, 0) == 1 ? 0 : 200;
        await world.Writes(await world.Customer(), "slow");

        await world.Accepted(1);

        Assert.Equal([0, 200], world.Receiver.Calls.Select(c => c.Answered));
    }

    [Fact]
    public async Task ARestartFindsEverythingAndDeliversWhatWaits()
    {
        await using var world = await World.Start();
        var psid = await world.Customer("Ána Ñ");
        await world.Writes(psid, "before");
        await world.Accepted(1);
        world.Receiver.Answer = _ => 500;
        await world.Writes(psid, "waits 1");
        await world.Writes(psid, "waits 2");
        await World.Until(() => Task.FromResult(world.Receiver.Calls), calls => calls.Count >= 2);
        var shown = (await world.Phone(psid)).ToJsonString();

        await world.Restart();

        Assert.Equal(shown, (await world.Phone(psid)).ToJsonString());
        world.Receiver.Answer = _ => 200;
        Assert.Equal(["before", "waits 1", "waits 2"], (await world.Accepted(3)).Select(c => c.Text));
        var phone = await World.Until(() => world.Phone(psid), p => p.All(m => m!["delivered"]!.GetValue<bool>()));
        Assert.Equal(3, phone.Count);
    }

    [Fact]
    public async Task ManyCustomersKeepTheirOwnOrder()
    {
        await using var world = await World.Start();
        var failed = new ConcurrentDictionary<string, bool>();
        world.Receiver.Answer = body => body.Contains("-3\"", StringComparison.Ordinal) && failed.TryAdd(body, true) ? 500 : 200;
        var people = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => world.Customer($"Persona {i}")));
        await Task.WhenAll(people.Select(async (psid, i) =>
        {
            for (var n = 0; n < 8; n++)
            {
                await world.Writes(psid, $"{i}-{n}");
            }
        }));

        var accepted = await world.Accepted(12 * 8);

        foreach (var (own, i) in people.Select((p, i) => (accepted.Where(c => c.Event.GetProperty("sender").GetProperty("id").GetString() == p), i)))
        {
            Assert.Equal(Enumerable.Range(0, 8).Select(n => $"{i}-{n}"), own.Select(c => c.Text));
        }
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(5, 8)]
    [InlineData(6, 15)]
    [InlineData(500, 15)]
    public void PausesGrowToFifteenSeconds(int failures, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliveryPump.PauseAfter(failures));

    [Fact]
    public async Task TheHandshakeIsRepeatedUntilTheChallengeComesBack()
    {
        await using var world = await World.Start();
        await World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains("\"verified\"", StringComparison.Ordinal));
        Assert.Equal(SimulatorDefaults.VerifyToken, world.Receiver.VerifyToken);

        world.Receiver.Challenge = challenge => "\"" + challenge + "\"";
        await world.Restart();
        await World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains("other-body", StringComparison.Ordinal));

        world.Receiver.Challenge = challenge => challenge;
        await World.Until(() => world.Http.GetStringAsync("/control/status"), s => s.Contains("\"verified\"", StringComparison.Ordinal));
    }
}
