using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Telephony;

/// <summary>The phone system says who is in a call; the desk shows it, and rules that exclude calls go by it (R9).</summary>
[Collection(ProductCollection.Name)]
public sealed class CallTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    private async Task<HttpResponseMessage> Call(string userName, object body, string by = "admin")
    {
        using var caller = await _product.Client(by);
        return await caller.PutAsJsonAsync($"/api/telephony/agents/{userName}/call", body);
    }

    [Fact]
    public async Task A_call_shows_on_the_desk_and_holds_back_what_excludes_it()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Strategy = new Strategy(Eligibility.InCall, Distribution.LeastRecent) });
        var agent = await work.Agent("llama");
        await using var desk = await _product.Connect(agent);
        await desk.Desk();
        Assert.Equal(HttpStatusCode.NoContent, (await Call(agent, new { inCall = true })).StatusCode);
        await desk.Saw<AgentView>("agent.changed", a => a.InCall);

        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        Assert.Equal(HttpStatusCode.NoContent, (await Call(agent, new { inCall = true })).StatusCode);
        Assert.DoesNotContain(desk.Events, e => e.Type == "interaction.added");

        Assert.Equal(HttpStatusCode.NoContent, (await Call(agent, new { inCall = false })).StatusCode);
        await desk.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
    }

    [Fact]
    public async Task Nobody_but_an_agent_can_be_in_a_call_and_the_body_says_yes_or_no()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Call("nadie", new { inCall = true })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Call("sofia", new { inCall = true })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Call("ana", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Call("ana", new { inCall = "perhaps" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Call("ana", new { inCall = true }, by: "ana")).StatusCode);
    }
}
