using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>A second activation wrote the stream: the first must notice before it says anything that counts.</summary>
public sealed class StaleActivationTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task A_stale_activation_gives_up_and_the_next_call_works()
    {
        var id = "stale" + Guid.NewGuid().ToString("N");
        var agent = silos.Cluster.Grains.GetGrain<IAgentGrain>(id);
        await agent.Handle(new AgentCommand.Register("first", "First"));
        await Append<AgentFact>(Names.AgentStream(id), new AgentFact.Registered("second", "Second"));

        await GivesUp(Names.AgentStream(id), () => agent.Handle(new AgentCommand.Register("third", "Third")));
        Assert.IsType<Answer.Ok>(await agent.Handle(new AgentCommand.Register("third", "Third")));

        var journal = await JournalCopy.Read(silos.Cluster.Database);
        Assert.Equal(["first", "second", "third"], journal.FactsOfAgent(id).OfType<AgentFact.Registered>().Select(f => f.UserName));
    }

    /// <summary>Gone makes the agent give a customer up; memory alone must not say it.</summary>
    [Fact]
    public async Task An_answer_with_consequences_is_not_given_from_stale_memory()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var psid = await centre.Waiting();
        await WholeProof.Of(silos.Cluster);
        var view = await centre.View(psid);
        var lease = new Lease(centre.CampaignId, 77);
        var name = new AgentName(centre.Agents[0], "x", "X");
        await Overtake(Names.ConversationKey(centre.PageId, psid));

        var take = new ConversationCommand.Take(lease, view.Id, Epoch: 9, name);
        await GivesUp(Names.ConversationStream(Names.ConversationKey(centre.PageId, psid)), () => centre.Conversation(psid).Handle(take));
        Assert.IsType<Answer.Gone>(await centre.Conversation(psid).Handle(take));
        Assert.Equal(view.Version + 1, (await centre.View(psid)).Version);
    }

    /// <summary>Whatever stale activations there are, a customer who writes is served.</summary>
    [Fact]
    public async Task A_conversation_goes_on_after_each_of_its_parts_was_overtaken()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        var view = await centre.OnDesk(psid, agent);
        await WholeProof.Of(silos.Cluster);

        await Overtake(Names.ConversationKey(centre.PageId, psid));
        await Append<AgentFact>(Names.AgentStream(agent), new AgentFact.Registered(agent, "Otro nombre"));
        await Append<Domain.Campaigns.CampaignFact>(Names.CampaignStream(centre.CampaignId));
        await centre.Finish(psid, agent);
        await centre.Writes(psid, "otra");
        var second = await centre.OnDesk(psid, agent);
        Assert.NotEqual(view.Id, second.Id);
        Assert.Equal("Otro nombre", second.AgentName);
        await WholeProof.Of(silos.Cluster);
        Assert.Empty(silos.Cluster.Log.Errors);
    }

    /// <summary>The call meets the stale activation, unless that one found out by itself a moment before.</summary>
    private async Task GivesUp(string stream, Func<Task> call)
    {
        if (await Record.ExceptionAsync(call) is { } fault)
        {
            Assert.IsType<TryAgainException>(fault);
        }

        Assert.Contains(silos.Cluster.Log.Lines, l => l.Contains(stream + ": the journal is ahead", StringComparison.Ordinal));
    }

    /// <summary>Something visible happens to the conversation elsewhere.</summary>
    private async Task Overtake(string key)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(silos.Cluster.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var state = (await JournalCopy.Read(silos.Cluster.Database)).Conversation(key);
        var linked = new ConversationCommand.Receive(new Inbound.AccountLinked(true, now), "", "");
        await Append(Names.ConversationStream(key), [.. ConversationRules.Decide(state, linked, now).Facts]);
    }

    /// <summary>What another activation would have committed.</summary>
    private async Task Append<TFact>(string stream, params TFact[] facts)
        where TFact : notnull
    {
        while (true)
        {
            var journal = await JournalCopy.Read(silos.Cluster.Database);
            var encoded = FactCodec.Encode(facts);
            var row = new NewRow(
                silos.Cluster.Clock.GetUtcNow(), encoded.Facts, encoded.Content, encoded.ContentHash,
                journal.Rows(stream).Last().ViewVersion + facts.Length, null);
            if (await silos.Cluster.Writer.Append(new Append(stream, journal.Heads[stream], row, [], [], null)) is AppendResult.Committed)
            {
                return;
            }
        }
    }
}
