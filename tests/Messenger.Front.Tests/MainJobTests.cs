using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests;

/// <summary>The main job, over real sockets: a customer writes, an agent answers.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task A_customer_writes_an_agent_answers_and_finishes()
    {
        await using var product = await RunningProduct.Start();
        await using var ana = await product.Connect("ana");
        await using var sofia = await product.Connect("sofia", "supervisor");
        var desk = await ana.Desk();
        Assert.Equal("available", desk.Agent.Status);
        Assert.Empty(desk.Interactions);
        var board = (await sofia.Subscribe("campaign:soporte")).Snapshot;
        Assert.NotNull(board);

        var psid = await product.Simulator.Customer("Lucía Ñandú");
        await product.Simulator.Writes(psid, "¿Tienen envío a São Paulo? 😀");

        var added = await ana.Saw<InteractionAdded>("interaction.added", _ => true);
        Assert.Equal("Soporte", added.Interaction.CampaignName);
        Assert.Equal("¿Tienen envío a São Paulo? 😀", Assert.Single(added.Interaction.Messages).Text);
        Assert.Equal(1, added.Interaction.Unread);
        var id = added.Interaction.Id;

        Assert.True((await ana.Do("MarkSeen", id)).Ok);
        Assert.True((await ana.Do("Typing", id)).Ok);
        Assert.True((await ana.Do("SendText", id, "c1", "¡Sí! Enviamos a todo Brasil.")).Ok);
        Assert.True((await ana.Do("SendText", id, "c1", "¡Sí! Enviamos a todo Brasil.")).Ok);

        var phone = await Eventually.Is(() => product.Simulator.Phone(psid), p => p.Count == 2, "the reply is on the phone");
        Assert.Equal("¡Sí! Enviamos a todo Brasil.", phone[1].GetProperty("text").GetString());
        await ana.Saw<MessageChange>("message.changed", m => m.State == "delivered");
        await product.Simulator.Reads(psid);
        await ana.Saw<MessageChange>("message.changed", m => m.State == "read");
        await ana.Saw<InteractionView>("interaction.changed", i => i.CustomerName == "Lucía Ñandú");

        await product.Simulator.Writes(psid, "Gracias");
        await ana.Saw<MessageView>("message.added", m => m.Text == "Gracias");
        Assert.True((await ana.Do("Close", id, "resuelto", "todo bien", "k1")).Ok);
        await ana.Saw<InteractionRemoved>("interaction.removed", r => r.InteractionId == id);
        Assert.Equal("not-yours", (await ana.Do("SendText", id, "c2", "tarde")).Code);
        await sofia.Saw<BoardChange>("board.changed", b => b.Agents.Any(a => a.UserName == "ana" && a.CompletedToday == 1));

        AssertGapFree(ana.Events);
        AssertGapFree(sofia.Events);
        Assert.Equal(2, (await product.Simulator.Phone(psid)).Count(m => m.GetProperty("direction").GetString() == "in"));
    }

    private static void AssertGapFree(IReadOnlyList<HubEvent> events)
    {
        foreach (var stream in events.GroupBy(e => e.Stream))
        {
            var versions = stream.Select(e => e.Version).ToArray();
            Assert.Equal(Enumerable.Range(0, versions.Length).Select(i => versions[0] + i), versions);
        }
    }
}
