using System.Net.Http.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests;

/// <summary>What becomes of a reply when Meta refuses it, does not answer, or answers too late.</summary>
public sealed class ReplyTests : IAsyncLifetime
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

    [Fact]
    public async Task A_permanent_refusal_fails_with_its_reason_and_the_next_message_goes_out()
    {
        await Fault(new { kind = "error", count = 1, code = 551, subcode = 1545041 });
        Assert.True((await _ana.Do("SendText", _id, "a", "primero")).Ok);
        Assert.True((await _ana.Do("SendText", _id, "b", "segundo")).Ok);
        var failed = await _ana.Saw<MessageChange>("message.changed", m => m.State == "failed");
        Assert.Equal("person-gone", failed.FailureReason);
        await Eventually.Is(Replies, r => r.SequenceEqual(["segundo"]), "only the second reply is on the phone");
    }

    [Fact]
    public async Task A_temporary_refusal_is_tried_again_and_arrives_once_and_in_order()
    {
        await Fault(new { kind = "error", count = 2, code = 1200 });
        Assert.True((await _ana.Do("SendText", _id, "a", "uno")).Ok);
        Assert.True((await _ana.Do("SendText", _id, "b", "dos")).Ok);
        await Eventually.Is(Replies, r => r.Count >= 2, "both replies are on the phone");
        Assert.Equal(["uno", "dos"], await Replies());
    }

    [Fact]
    public async Task A_lost_response_is_settled_by_the_echo_and_never_sent_twice()
    {
        await Fault(new { kind = "lose-response", count = 1 });
        Assert.True((await _ana.Do("SendText", _id, "a", "una sola vez")).Ok);
        await _ana.Saw<MessageChange>("message.changed", m => m.State is "sent" or "delivered");
        Assert.True((await _ana.Do("SendText", _id, "b", "después")).Ok);
        await Eventually.Is(Replies, r => r.Contains("después"), "the later reply is on the phone");
        Assert.Equal(["una sola vez", "después"], await Replies());
    }

    [Fact]
    public async Task A_reply_from_the_Pages_own_inbox_is_shown_and_marked()
    {
        using var http = new HttpClient { BaseAddress = _product.Simulator.Address };
        (await http.PostAsJsonAsync($"/control/pages/{SimulatedCustomers.Page}/inbox-message", new { psid = _psid, text = "desde Facebook" })).EnsureSuccessStatusCode();
        await _ana.Saw<MessageView>("message.added", m => m is { Direction: "out", Text: "desde Facebook", ClientMessageId: null });
        var snapshot = await _ana.Desk();
        Assert.True(Assert.Single(snapshot.Interactions).AnsweredOutside);
        Assert.Null(snapshot.Interactions[0].AnsweredAt);
    }

    [Fact]
    public async Task A_long_text_goes_out_in_parts_and_an_endless_or_empty_one_is_refused()
    {
        var text = string.Join(' ', Enumerable.Repeat("palabra", 500));
        Assert.True((await _ana.Do("SendText", _id, "largo", text)).Ok);
        await Eventually.Is(Replies, r => r.Count == 3, "three parts are on the phone");
        Assert.Equal(text, string.Join(' ', await Replies()));
        Assert.Equal("too-long", (await _ana.Do("SendText", _id, "x", new string('x', 20_001))).Code);
        Assert.Equal("unknown", (await _ana.Do("SendText", _id, "y", "  \n ")).Code);
    }

    private async Task<IReadOnlyList<string>> Replies() =>
        [.. (await _product.Simulator.Phone(_psid)).Where(m => m.GetProperty("direction").GetString() == "out").Select(m => m.GetProperty("text").GetString()!)];

    private async Task Fault(object fault)
    {
        using var http = new HttpClient { BaseAddress = _product.Simulator.Address };
        (await http.PostAsJsonAsync("/control/faults", fault)).EnsureSuccessStatusCode();
    }
}
