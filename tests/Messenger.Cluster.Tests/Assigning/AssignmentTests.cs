using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>Who gets whom: limits, order, and what makes the line move.</summary>
public sealed class AssignmentTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    private const string Session = "session";

    [Fact]
    public async Task Thirty_conversations_never_exceed_three_agents_limits_and_are_all_served()
    {
        const int Limit = 3;
        var centre = await Centre.Open(silos.Cluster, agents: 3, Limit);
        await Task.WhenAll(centre.Agents.Select(a => centre.Connect(a)));
        var customers = Enumerable.Range(0, 30).Select(_ => centre.Customer()).ToArray();
        await Task.WhenAll(customers.Select(c => centre.Writes(c, "hola")));
        await Eventually.Is(async () => (await Loads(centre)).All(l => l == Limit), "every agent is full");
        await Eventually.Is(async () => (await centre.Queue()).Count == 21, "21 wait");

        await Task.WhenAll(centre.Agents.Select(agent => FinishAll(centre, agent, customers)));

        var proof = await WholeProof.Of(silos.Cluster);
        Assert.All(centre.Agents, a => Assert.Equal(Limit, proof.Agents[a].HighestLoad));
        Assert.Equal(30, proof.Campaigns[centre.CampaignId].Assigned.Count);
        Assert.Empty(silos.Cluster.Log.Errors);
    }

    [Fact]
    public async Task Customers_are_served_in_the_order_in_which_they_came_and_a_returned_one_first()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var agent = centre.Agents[0];
        var customers = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            customers.Add(await centre.Waiting());
        }

        await centre.Connect(agent);
        await centre.OnDesk(customers[0], agent);
        await centre.Finish(customers[0], agent);
        var second = await centre.OnDesk(customers[1], agent);
        Assert.IsType<Answer.Ok>(await centre.Agent(agent).Handle(new AgentCommand.Decline(second.Id)));
        await Eventually.Is(
            async () => (await JournalCopy.Read(silos.Cluster.Database)).FactsOfCampaign(centre.CampaignId).OfType<CampaignFact.Assigned>().Count() == 3,
            "it was assigned anew");
        foreach (var customer in customers.Skip(1))
        {
            await centre.OnDesk(customer, agent);
            await centre.Finish(customer, agent);
        }

        var proof = await WholeProof.Of(silos.Cluster);
        var served = proof.Campaigns[centre.CampaignId].Offers.OrderBy(o => o.Key).Select(o => o.Value.InteractionId);
        var ids = customers.Select(c => Names.InteractionId(Names.ConversationKey(centre.PageId, c), 1)).ToArray();
        Assert.Equal([ids[0], ids[1], .. ids.Skip(1)], served);
    }

    [Theory]
    [InlineData("finish")]
    [InlineData("decline elsewhere")]
    [InlineData("ready")]
    [InlineData("break ends")]
    [InlineData("reconnect")]
    [InlineData("new session")]
    [InlineData("member added")]
    [InlineData("limit raised")]
    public async Task The_line_moves_when_somebody_gets_free(string trigger)
    {
        var centre = await Centre.Open(silos.Cluster, agents: 2, limit: 1);
        var (agent, other) = (centre.Agents[0], centre.Agents[1]);
        await centre.SetMembers(agent);
        var held = centre.Customer();
        var move = await Prepare(centre, trigger, agent, other, held);
        var customer = await centre.Waiting();

        // An offer made from an old hint is refused and comes back; without the trigger nothing more may happen.
        var id = Names.InteractionId(Names.ConversationKey(centre.PageId, customer), 1);
        await Eventually.Is(
            async () => await Sql.Number(silos.Cluster.Database, "SELECT count(*) FROM queue_entry WHERE interaction_id = @id AND lease IS NULL", new { id }) == 1,
            "it waits and is not under offer");
        Assert.Equal("waiting", (await centre.View(customer)).State);

        await move();
        await centre.OnDesk(customer, trigger is "member added" ? other : agent);
        await WholeProof.Of(silos.Cluster);
        Assert.Empty(silos.Cluster.Log.Errors);
    }

    [Fact]
    public async Task Members_who_leave_get_nothing_more_and_keep_what_they_have()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 2, limit: 2);
        var (leaves, stays) = (centre.Agents[0], centre.Agents[1]);
        await centre.Connect(leaves);
        var first = centre.Customer();
        await centre.Writes(first, "hola");
        await centre.OnDesk(first, leaves);
        await centre.SetMembers(stays);
        await centre.Connect(stays);
        foreach (var customer in new[] { centre.Customer(), centre.Customer() })
        {
            await centre.Writes(customer, "hola");
            await centre.OnDesk(customer, stays);
        }

        await centre.Waiting();
        Assert.Equal("active", (await centre.View(first)).State);
        await centre.Finish(first, leaves);
        await Eventually.Is(async () => (await centre.Desk(leaves)).Agent.Load == 0, "the slot is free");
        var proof = await WholeProof.Of(silos.Cluster);
        Assert.Single(proof.Campaigns[centre.CampaignId].Waiting);
    }

    [Fact]
    public async Task Commands_that_come_again_or_late_change_nothing()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 2);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var (finished, held) = (centre.Customer(), centre.Customer());
        await centre.Writes(finished, "hola");
        var view = await centre.OnDesk(finished, agent);
        await centre.Finish(finished, agent);
        await centre.Writes(held, "hola");
        await centre.OnDesk(held, agent);
        var before = await WholeProof.Of(silos.Cluster);
        var facts = before.Journal.FactsOfCampaign(centre.CampaignId).ToArray();
        var name = new AgentName(agent, agent, "Agent " + agent);

        foreach (var offered in facts.OfType<CampaignFact.Offered>())
        {
            var key = Names.ConversationOf(offered.InteractionId)!;
            var lease = new Lease(centre.CampaignId, offered.Lease);
            var reserve = new AgentCommand.Reserve(lease, offered.InteractionId, offered.Epoch, key, 2, offered.SettingsVersion, offered.ExpiresAt);
            Assert.IsType<Answer.Granted>(await centre.Agent(agent).Handle(reserve));
            var conversation = silos.Cluster.Grains.GetGrain<IConversationGrain>(key);
            Assert.IsType<Answer.Taken>(await conversation.Handle(new Domain.Conversations.ConversationCommand.Take(lease, offered.InteractionId, offered.Epoch, name)));
            await centre.Campaign.Handle(new CampaignCommand.Outcome(lease, OfferOutcome.Gone, new AgentHint(agent, 0, 9)));
            await centre.Campaign.Handle(new CampaignCommand.ReserveAnswered(offered.Lease, new Answer.NotGranted("full", new AgentHint(agent, 0, 0))));
        }

        var queued = facts.OfType<CampaignFact.Queued>().Single(q => q.InteractionId == view.Id);
        Assert.IsType<Answer.Placed>(await centre.Campaign.Handle(new CampaignCommand.Enqueue(queued.InteractionId, queued.Epoch, queued.Class, queued.Since)));
        await centre.Conversation(finished).Handle(new Domain.Conversations.ConversationCommand.Return(new Lease(centre.CampaignId, 1), "declined"));
        await centre.Agent(agent).Handle(new AgentCommand.SlotEnded(new Lease(centre.CampaignId, 1), true));

        // An offer of an old epoch, or one that nobody made, takes nothing.
        var stray = new Domain.Conversations.ConversationCommand.Take(new Lease(centre.CampaignId, 99), (await centre.View(held)).Id, 1, name);
        Assert.IsType<Answer.Gone>(await centre.Conversation(held).Handle(stray));

        var after = await WholeProof.Of(silos.Cluster);
        Assert.Equal(Heads(before), Heads(after));

        // The silos serve other tests too, whose agents are lost some seconds after those tests ended.
        IReadOnlyDictionary<string, long> Heads(WholeProof proof) => new[]
        {
            Names.CampaignStream(centre.CampaignId), Names.AgentStream(agent),
            Names.ConversationStream(Names.ConversationKey(centre.PageId, finished)), Names.ConversationStream(Names.ConversationKey(centre.PageId, held)),
        }.ToDictionary(stream => stream, stream => proof.Journal.Heads[stream]);
    }

    /// <summary>Settings may change while a reservation is on its way; the proof needs the limit that the agent went by.</summary>
    [Fact]
    public async Task A_reservation_records_the_limit_in_force_not_the_one_it_was_told()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 2);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        var view = await centre.OnDesk(psid, agent);
        var known = (await WholeProof.Of(silos.Cluster)).Journal.Agent(agent).LimitOf(centre.CampaignId)!;
        var stray = new AgentCommand.Reserve(
            new Lease(centre.CampaignId, 500), view.Id, 9, Names.ConversationKey(centre.PageId, psid), Limit: 1, known.Version, silos.Cluster.Clock.GetUtcNow().AddSeconds(10));
        Assert.IsType<Answer.Granted>(await centre.Agent(agent).Handle(stray));
        await Eventually.Is(async () => (await centre.Desk(agent)).Agent.Load == 1, "nothing could be taken, the slot is free");
        var proof = await WholeProof.Of(silos.Cluster);
        Assert.All(proof.Journal.FactsOfAgent(agent).OfType<AgentFact.Reserved>(), r => Assert.Equal(2, r.CampaignLimit));
    }

    private async Task<Func<Task>> Prepare(Centre centre, string trigger, string agent, string other, string held)
    {
        switch (trigger)
        {
            case "finish":
                await Busy();
                return () => centre.Finish(held, agent);
            case "decline elsewhere":
                // Two campaigns share the agent; the largest of their limits is his, so a slot given back in one serves the other.
                var second = await Centre.Open(silos.Cluster, agents: 0, limit: 1);
                await second.SetMembers(agent);
                await centre.Connect(agent);
                await second.Writes(held, "hola");
                var view = await second.OnDesk(held, agent);
                return async () =>
                {
                    await second.SetMembers();
                    await centre.Agent(agent).Handle(new AgentCommand.Decline(view.Id));
                };
            case "ready":
                await centre.Connect(agent);
                await centre.Agent(agent).Handle(new AgentCommand.SetOffline(AfterChats: false));
                return () => centre.Agent(agent).Handle(new AgentCommand.SetAvailable());
            case "break ends":
                await centre.Connect(agent);
                await centre.Agent(agent).Handle(new AgentCommand.StartBreak(new BreakKind("b", "Baño", "wc"), AfterChats: false));
                return () => centre.Agent(agent).Handle(new AgentCommand.EndBreak());
            case "reconnect":
                await centre.Connect(agent);
                await centre.Agent(agent).Disconnected("desk-" + agent);
                return () => centre.Connect(agent);
            case "new session":
                await centre.Connect(agent);
                await centre.Agent(agent).Handle(new AgentCommand.SetOffline(AfterChats: false));
                await centre.Connect(agent);
                return () => centre.Connect(agent, "another" + Session);
            case "member added":
                await Busy();
                await centre.Connect(other);
                return () => centre.SetMembers(agent, other);
            case "limit raised":
                await Busy();
                return () => centre.Campaign.Handle(new CampaignCommand.Save(centre.Settings(limit: 2), 1));
            default:
                throw new ArgumentOutOfRangeException(nameof(trigger));
        }

        async Task Busy()
        {
            await centre.Connect(agent);
            await centre.Writes(held, "hola");
            await centre.OnDesk(held, agent);
        }
    }

    private static async Task<int[]> Loads(Centre centre) =>
        await Task.WhenAll(centre.Agents.Select(async a => (await centre.Desk(a)).Agent.Load));

    /// <summary>One agent at work: finishes what is on his desk until everybody was served.</summary>
    private static async Task FinishAll(Centre centre, string agent, IReadOnlyList<string> customers)
    {
        var began = centre.Cluster.Clock.GetTimestamp();
        for (var round = 0; ; round++)
        {
            Assert.True(centre.Cluster.Clock.GetElapsedTime(began) < TimeSpan.FromMinutes(2), "They are never all served.");
            if (round % 20 == 0)
            {
                // As his front does: otherwise he would count as lost on a slow machine.
                await centre.Connect(agent);
            }

            var desk = await centre.Desk(agent);
            Assert.True(desk.Agent.Load <= desk.Agent.Limit);
            foreach (var held in desk.Interactions)
            {
                Assert.IsType<Answer.Ok>(await centre.Close(held, agent));
            }

            if (desk.Interactions.Count == 0)
            {
                var states = await Task.WhenAll(customers.Select(c => centre.View(c)));
                if (states.All(s => s.State == "ended"))
                {
                    return;
                }
            }
        }
    }
}
