using System.Text;
using System.Text.Json;
using Messenger.Simulator.Webhooks;

namespace Messenger.Simulator.Tests;

/// <summary>Webhooks that come as they should not.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task TwiceMeansTheSameBytesTwice()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "double" });
        var psid = await world.Customer();
        await world.Writes(psid, "uno");
        await world.Writes(psid, "dos");

        var calls = await world.Accepted(3);

        Assert.Equal(["uno", "uno", "dos"], calls.Select(c => c.Text));
        Assert.Equal(calls[0].Body, calls[1].Body);
    }

    [Fact]
    public async Task ALateEventIsOvertaken()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "late", seconds = 30 });
        var psid = await world.Customer();
        await world.Writes(psid, "tarde");
        await world.Writes(psid, "a tiempo");
        Assert.Equal("a tiempo", (await world.Accepted(1))[0].Text);

        await World.Until(
            () =>
            {
                world.Clock.Advance(TimeSpan.FromSeconds(31));
                return Task.FromResult(world.Receiver.Accepted);
            },
            calls => calls.Count == 2);
    }

    [Fact]
    public async Task ADroppedEchoNeverComes()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "drop", field = "message_echoes" });
        var psid = await world.Known();
        await world.Send(new { recipient = new { id = psid }, message = new { text = "sin eco" } });

        Assert.True((await world.Accepted(2))[1].Has("delivery"));
    }

    [Fact]
    public async Task ShuffledEventsComeInReverse()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "shuffle", count = 3 });
        var psid = await world.Customer();
        foreach (var text in new[] { "uno", "dos", "tres", "cuatro" })
        {
            await world.Writes(psid, text);
        }

        var calls = await world.Accepted(4);

        Assert.Equal(["tres", "dos", "uno"], calls.Select(c => c.Text).Where(t => t != "cuatro"));
    }

    [Fact]
    public async Task ABatchHoldsSeveralEntriesOfSeveralPages()
    {
        await using var world = await World.Start();
        await world.Do(HttpMethod.Put, $"pages/{SimulatorDefaults.CafePageId}/subscription", new { });
        await Plan(world, new { kind = "batch", count = 3 });
        var (one, other) = (await world.Customer(), await world.Customer("João", SimulatorDefaults.CafePageId));
        await world.Writes(one, "uno");
        await world.Writes(other, "dois", SimulatorDefaults.CafePageId);
        Assert.Contains("\"heldWebhooks\":2", await world.Http.GetStringAsync("/control/status"), StringComparison.Ordinal);
        await world.Writes(one, "tres");

        var call = (await world.Accepted(1))[0];

        var entries = JsonDocument.Parse(call.Body).RootElement.GetProperty("entry");
        Assert.Equal([World.Page, SimulatorDefaults.CafePageId, World.Page], entries.EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        Assert.Equal(Signatures.Sha256(call.Body, SimulatorDefaults.AppSecret), call.Sha256);
        await World.Until(() => world.Phone(one), p => p.All(m => m!["delivered"]!.GetValue<bool>()));
        Assert.True((await World.Until(() => world.Phone(other), p => p[0]!["delivered"]!.GetValue<bool>())).Count == 1);
    }

    [Fact]
    public async Task ForgettingThePlanLetsHeldEventsGo()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "batch", count = 9 });
        await world.Writes(await world.Customer(), "uno");
        Assert.Contains("\"held\":1", await world.Http.GetStringAsync("/control/webhooks/plan"), StringComparison.Ordinal);

        await world.Do(HttpMethod.Delete, "webhooks/plan");

        Assert.Equal("uno", (await world.Accepted(1))[0].Text);
        Assert.Equal("""{"planned":[],"held":0}""", await world.Http.GetStringAsync("/control/webhooks/plan"));
    }

    [Fact]
    public async Task HeldEventsOutliveARestart()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "shuffle", count = 9 });
        await world.Writes(await world.Customer(), "uno");

        await world.Restart();

        Assert.Equal("uno", (await world.Accepted(1))[0].Text);
    }

    [Theory]
    [InlineData("wrong-signature", true, true)]
    [InlineData("no-signature", false, false)]
    [InlineData("sha1-only", false, true)]
    public async Task TheFirstTryIsSignedBadlyAndTheNextWell(string kind, bool sha256, bool sha1)
    {
        await using var world = await World.Start();
        await Plan(world, new { kind });
        var tries = 0;
        world.Receiver.Answer = _ => Interlocked.Increment(ref tries) == 1 ? 401 : 200;
        await world.Writes(await world.Customer(), "ñandú / @ < % 😀");
        await world.Accepted(1);

        var (first, second) = (world.Receiver.Calls[0], world.Receiver.Calls[1]);

        Assert.Equal((sha256, sha1), (first.Sha256 is not null, first.Sha1 is not null));
        Assert.NotEqual(Signatures.Sha256(first.Body, SimulatorDefaults.AppSecret), first.Sha256);
        Assert.Equal(Signatures.Sha256(second.Body, SimulatorDefaults.AppSecret), second.Sha256);
    }

    [Theory]
    [InlineData("seconds", JsonValueKind.Number, 10)]
    [InlineData("string", JsonValueKind.String, 13)]
    public async Task TimestampsComeInOtherForms(string kind, JsonValueKind valueKind, int digits)
    {
        await using var world = await World.Start();
        await Plan(world, new { kind });
        await world.Writes(await world.Customer(), "hola");

        var timestamp = (await world.Accepted(1))[0].Event.GetProperty("timestamp");

        Assert.Equal((valueKind, digits), (timestamp.ValueKind, timestamp.ToString().Length));
    }

    [Fact]
    public async Task TheOlderEscapingIsSignedAsItIs()
    {
        await using var world = await World.Start();
        await Plan(world, new { kind = "older-escaping" });
        await world.Writes(await world.Customer(), "ñ @ < % \\u00f1");

        var call = (await world.Accepted(1))[0];

        Assert.Contains("\\u00F1 \\u0040 \\u003C \\u0025 \\\\u00f1", Encoding.ASCII.GetString(call.Body), StringComparison.Ordinal);
        Assert.Equal("ñ @ < % \\u00f1", call.Text);
        Assert.Equal(Signatures.Sha256(call.Body, SimulatorDefaults.AppSecret), call.Sha256);
    }

    [Fact]
    public async Task TheEchoCanComeBeforeTheResponse()
    {
        await using var world = await World.Start();
        var psid = await world.Known();
        await world.Do(HttpMethod.Post, "faults", new { kind = "echo-first" });
        var refusals = 2;
        world.Receiver.Answer = body => body.Contains("is_echo", StringComparison.Ordinal) && Interlocked.Decrement(ref refusals) >= 0 ? 503 : 200;

        Assert.Equal(200, (await world.Send(new { recipient = new { id = psid }, message = new { text = "x" } })).Status);

        Assert.Contains(world.Receiver.Accepted, c => c.Text == "x");
    }

    [Theory]
    [InlineData("""{"kind":"double","count":0}""")]
    [InlineData("""{"kind":"late","seconds":-1}""")]
    public async Task ABadPlanIsRefused(string body)
    {
        await using var world = await World.Start();
        Assert.Equal(400, (await world.Refused(HttpMethod.Post, "webhooks/plan", System.Text.Json.Nodes.JsonNode.Parse(body))).Status);
    }

    private static Task Plan(World world, object trouble) => world.Do(HttpMethod.Post, "webhooks/plan", trouble);
}
