using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>From the customer's message to the finished interaction, across silos.</summary>
public sealed class MainPathTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_message_is_offered_taken_answered_and_finished()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 3);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "¿Hay envío? 😀");

        var view = await centre.OnDesk(psid, agent);
        Assert.Equal("¿Hay envío? 😀", Assert.Single(view.Messages).Text);
        Assert.Equal(1, (await centre.Desk(agent)).Agent.Load);

        await centre.Reply(psid, view.Id, agent, "c1", "Sí");
        await centre.Reply(psid, view.Id, agent, "c1", "Sí");
        await Eventually.Is(() => centre.View(psid), v => v.Messages.Any(m => m is { ClientMessageId: "c1", State: "sent" }), "the reply is sent");
        Assert.Single(silos.Cluster.Sends, s => s.Psid == psid);

        await centre.Finish(psid, agent);
        await Eventually.Is(() => centre.Desk(agent), d => d.Agent.Load == 0, "the slot is free");
        Assert.Equal("ended", (await centre.View(psid)).State);
        Assert.Equal(RefusalCode.NotYours, Assert.IsType<Answer.Refused>(await centre.Reply(psid, view.Id, agent, "c2")).Code);

        await centre.Writes(psid, "Otra cosa");
        Assert.NotEqual(view.Id, (await centre.OnDesk(psid, agent)).Id);
        await centre.Finish(psid, agent);
        await WholeProof.Of(silos.Cluster);
        Assert.Empty(silos.Cluster.Log.Errors);
    }
}
