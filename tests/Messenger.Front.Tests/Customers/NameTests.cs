using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Logs;
using Messenger.Front.Tests.Product;
using Messenger.Grains.Machinery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Tests.Customers;

/// <summary>A customer has his name wherever he is shown as soon as Meta gives it in any way, and a placeholder until then (R34).</summary>
public sealed class NameTests : IAsyncLifetime
{
    private const string Soporte = "campaign:soporte";

    private readonly MovableClock _clock = new();
    private readonly CapturedLog _log = new();
    private RunningProduct _product = null!;

    public async ValueTask InitializeAsync() => _product = await RunningProduct.Start(configure: builder =>
    {
        builder.Services.AddKeyedSingleton<TimeProvider>(GrainParts.BusinessClock, _clock);
        builder.Configuration["Logging:Captured:LogLevel:Messenger.Grains"] = "Information";
        builder.Logging.AddProvider(_log);
    });

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        _log.Dispose();
    }

    [Theory]
    [InlineData("full")]
    [InlineData("name-only")]
    [InlineData("id-only")]
    [InlineData("empty")]
    [InlineData("phone-account")]
    [InlineData("no-right")]
    [InlineData("missing")]
    public async Task It_comes_with_the_profile_else_with_the_conversation(string profile)
    {
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var psid = await Customer("Zoé Ñandú", profile);
        await _product.Simulator.Writes(psid, "hola");
        await Shown(sofia, "Zoé Ñandú");
        Assert.Equal(psid, Assert.Single((await _product.Recordings("user=zoe%20nandu")).Items).CustomerId);
    }

    [Theory]
    [InlineData("bad-token", null)]
    [InlineData("rate-limit", null)]
    [InlineData("slow", null)]
    [InlineData("empty", "html")]
    public async Task Where_Meta_gives_none_now_a_message_after_the_cool_down_brings_it_everywhere(string profile, string? conversations)
    {
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var psid = await Customer("Zoé Ñandú", profile);
        var placeholder = "Cliente " + psid[^4..];
        if (conversations is not null)
        {
            await _product.Simulator.Plans(conversations, on: "conversations", count: 20);
        }

        await _product.Simulator.Writes(psid, "hola");
        await Shown(sofia, placeholder);
        await Eventually.Is(
            () => Task.FromResult(_log.Lines), lines => lines.Any(line => line.Contains("name was not to be had", StringComparison.Ordinal)), "the look-up ended");
        Assert.Single((await _product.Recordings("user=" + placeholder)).Items);

        await _product.Simulator.ForgetsFaults();
        await _product.Simulator.Changes(psid, new { profile = "full" });
        _clock.Advance(TimeSpan.FromMinutes(61));
        await _product.Simulator.Writes(psid, "¿siguen ahí?");
        await Shown(sofia, "Zoé Ñandú");
        Assert.Equal(psid, Assert.Single((await _product.Recordings("user=zoe%20nandu")).Items).CustomerId);
        Assert.Empty((await _product.Recordings("user=" + placeholder)).Items);

        await using var ana = await _product.Connect("ana");
        await Eventually.Is(ana.Desk, desk => desk.Interactions is [{ CustomerName: "Zoé Ñandú" }], "the name is on the desk");
    }

    [Fact]
    public async Task A_desk_that_shows_the_placeholder_gets_the_name_live()
    {
        await using var ana = await _product.Connect("ana");
        await ana.Desk();
        var psid = await Customer("Zoé Ñandú", "full");
        await _product.Simulator.Plans("slow", on: "objects", count: 1, seconds: 2);
        await _product.Simulator.Writes(psid, "hola");
        Assert.Equal("Cliente " + psid[^4..], (await ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.CustomerName);
        await ana.Saw<InteractionView>("interaction.changed", i => i.CustomerName == "Zoé Ñandú");
    }

    private async Task<string> Customer(string name, string profile)
    {
        var psid = await _product.Simulator.Customer(name);
        await _product.Simulator.Changes(psid, new { profile });
        return psid;
    }

    /// <summary>The one who waits is called so on the supervisor's board.</summary>
    private static async Task Shown(HubClient sofia, string name) => await Eventually.Is(
        async () => HubClient.Read<BoardSnapshot>((await sofia.Subscribe(Soporte)).Snapshot!.Value).Waiting,
        waiting => waiting is [{ } only] && only.CustomerName == name,
        name + " waits");
}
