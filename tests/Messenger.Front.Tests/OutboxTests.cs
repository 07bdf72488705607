using System.Net.Http.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Simulator;

namespace Messenger.Front.Tests;

/// <summary>What the outbox does on its own before it troubles an agent: it reads the thread, takes it back, and uses the week for people.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private RunningProduct _product = null!;
    private HubClient _ana = null!;
    private string _psid = "";
    private string _id = "";

    public async ValueTask InitializeAsync()
    {
        _product = await RunningProduct.Start();
        _ana = await _product.Connect("ana");
        await _ana.Desk();
        _psid = await _product.Simulator.Customer("Rosa");
        await _product.Simulator.Writes(_psid, "hola");
        _id = (await _ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _ana.DisposeAsync();
        await _product.DisposeAsync();
    }

    /// <summary>Nothing is looked for in the first twenty.</summary>
    private const double Seconds = 45;

    [Fact]
    public async Task Without_response_and_echo_the_thread_tells_that_it_was_sent()
    {
        await Tell("faults", new { kind = "lose-response" });
        await Tell("webhooks/plan", new { kind = "drop", field = "message_echoes" });
        Assert.True((await _ana.Do("SendText", _id, "a", "una sola vez")).Ok);
        Assert.True((await _ana.Do("SendText", _id, "b", "después")).Ok);
        await Eventually.Is(Replies, r => r.Contains("después"), "the later one is on the phone", Seconds);
        Assert.Equal(["una sola vez", "después"], await Replies());
        await _ana.Saw<MessageChange>("message.changed", m => m.Mid is not null);
    }

    [Fact]
    public async Task A_request_that_Meta_never_got_is_made_again_after_the_thread_was_read()
    {
        await Tell("faults", new { kind = "html" });
        Assert.True((await _ana.Do("SendText", _id, "a", "al segundo intento")).Ok);
        await _ana.Saw<MessageChange>("message.changed", m => m.State == "unknown");
        await Eventually.Is(Replies, r => r.SequenceEqual(["al segundo intento"]), "it is on the phone once", Seconds);
        await _ana.Saw<MessageChange>("message.changed", m => m.State == "queued");
    }

    [Fact]
    public async Task A_thread_that_another_app_has_is_taken_and_the_message_goes_out_once()
    {
        await Own(SimulatorDefaults.AppId);
        Assert.True((await _ana.Do("SendText", _id, "a", "aquí estoy")).Ok);
        await Eventually.Is(Replies, r => r.SequenceEqual(["aquí estoy"]), "it is on the phone once");
    }

    [Fact]
    public async Task A_thread_that_is_not_given_fails_the_message()
    {
        await Own("777");
        Assert.True((await _ana.Do("SendText", _id, "a", "aquí estoy")).Ok);
        var failed = await _ana.Saw<MessageChange>("message.changed", m => m.State == "failed");
        Assert.Equal("other-app", failed.FailureReason);
        Assert.Empty(await Replies());
    }

    [Fact]
    public async Task After_the_day_a_persons_answer_goes_out_under_the_human_agents_tag()
    {
        var (psid, then) = (await _product.Simulator.Customer("Bety"), DateTimeOffset.UtcNow.AddDays(-2));
        (await Simulator.PatchAsJsonAsync($"/control/customers/{psid}", new { windowOpenedAt = then, lastMessageAt = then })).EnsureSuccessStatusCode();
        await new SignedWebhook(_product, SimulatedCustomers.Page).Write(psid, "hola, hace dos días", at: then);
        var chat = (await _ana.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id.Contains(psid, StringComparison.Ordinal))).Interaction;
        Assert.Equal("humanAgent", chat.Window.Kind);
        Assert.InRange(chat.Window.ClosesAt!.Value, then.AddDays(7).AddMinutes(-1), then.AddDays(7));

        // Without the tag Meta refuses it: 10/2018278.
        Assert.True((await _ana.Do("SendText", chat.Id, "a", "perdón por la demora")).Ok);
        await Eventually.Is(() => Replies(psid), r => r.SequenceEqual(["perdón por la demora"]), "it is on the phone");
    }

    private HttpClient Simulator => new() { BaseAddress = _product.Simulator.Address };

    /// <summary>Another app has the thread; who may take it is the default app.</summary>
    private async Task Own(string defaultApp)
    {
        (await Simulator.PatchAsJsonAsync("/control/settings", new { defaultApp })).EnsureSuccessStatusCode();
        (await Simulator.PutAsJsonAsync($"/control/customers/{_psid}/owner", new { appId = "777" })).EnsureSuccessStatusCode();
    }

    private async Task Tell(string what, object how) => (await Simulator.PostAsJsonAsync("/control/" + what, how)).EnsureSuccessStatusCode();

    private Task<IReadOnlyList<string>> Replies() => Replies(_psid);

    private async Task<IReadOnlyList<string>> Replies(string psid) =>
        [.. (await _product.Simulator.Phone(psid)).Where(l => l.GetProperty("direction").GetString() == "out").Select(l => l.GetProperty("text").GetString()!)];
}
