using System.Collections.Concurrent;
using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>Interactions ring, are accepted, handed over and finished while the silo of the sequencer dies: each has one owner at every fact.</summary>
public sealed class HandsTests
{
    private const int Customers = 24;

    private readonly ConcurrentDictionary<string, int> _handedOver = [];
    private readonly ConcurrentDictionary<string, int> _closed = [];
    private volatile bool _over;

    [Fact]
    public async Task Accepted_by_hand_handed_over_and_finished_while_a_silo_dies()
    {
        await using var cluster = await MessengerCluster.Start(2);

        // Nobody is ever full: each transfer to a full agent is refused, and where the customers come faster than the agents work nothing changes hands.
        var centre = await Centre.Open(cluster, agents: 3, limit: Customers);
        await centre.Save(centre.Settings(limit: Customers) with { Acceptance = Acceptance.ByHand, AcceptSeconds = 20, TransferReturnSeconds = 5, WrapUpSeconds = 1 }, 1);
        var working = centre.Agents.Select(a => Task.Run(() => Work(centre, a))).ToArray();
        for (var n = 0; n < Customers; n++)
        {
            await centre.Writes(centre.Customer(), "hola");
            if (n == Customers / 2)
            {
                await cluster.Kill(centre.Campaign);
                await cluster.Orleans.StartAdditionalSiloAsync();
            }
        }

        await Eventually.Is(() => Task.FromResult(_closed.Count), closed => closed == Customers, "everybody was served", TimeSpan.FromSeconds(60));
        _over = true;
        await Task.WhenAll(working);
        await Eventually.Is(
            async () => (await Task.WhenAll(centre.Agents.Select(centre.Desk))).All(d => d.Agent.Load == 0), "nobody has anything left");

        var proof = await WholeProof.Of(cluster);
        Assert.All(proof.Conversations.Values.SelectMany(c => c.Interactions), i => Assert.NotNull(i.EndedAt));
        Assert.Contains(proof.Conversations.Values.SelectMany(c => c.Interactions), i => i.Ownerships.Count > 1);
    }

    /// <summary>Accepts whatever rings; what he has is handed over once, and finished by whoever has it then.</summary>
    private async Task Work(Centre centre, string agent)
    {
        while (!_over)
        {
            await centre.Connect(agent);
            await Patient.Call(() => centre.Agent(agent).Handle(new AgentCommand.EndBreak()));
            var desk = await centre.Desk(agent);
            foreach (var ringing in desk.Ringing)
            {
                await Patient.Call(() => centre.Agent(agent).Handle(new AgentCommand.Accept(ringing.InteractionId)));
            }

            foreach (var held in desk.Interactions)
            {
                await HandOverOrClose(centre, agent, held);
            }

            await Task.Delay(20);
        }
    }

    private async Task HandOverOrClose(Centre centre, string agent, HeldInteraction held)
    {
        var psid = Names.SplitConversationKey(held.ConversationKey).Psid;
        var view = await centre.View(psid);
        if (view.AgentId != agent || view.Handing is not null)
        {
            return;
        }

        if (_handedOver.TryAdd(held.InteractionId, 1))
        {
            var to = centre.Agents[(centre.Agents.ToList().IndexOf(agent) + 1) % centre.Agents.Count];
            var target = new TransferTarget(centre.CampaignId, centre.CampaignId, new AgentName(to, to, "Agent " + to));
            await Patient.Call(() => centre.Conversation(psid).Handle(
                new ConversationCommand.Transfer(held.InteractionId, agent, new AgentName(agent, agent, "Agent " + agent), target, "para usted"), "hand/" + held.InteractionId));
        }
        else if (await centre.Close(held, agent) is Answer.Ok)
        {
            _closed.TryAdd(held.InteractionId, 1);
        }
    }
}
