using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Assigning;

/// <summary>Meta delivers at least once; the product keeps each message once.</summary>
public sealed class DuplicateTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task The_same_mid_at_once_and_again_is_one_message()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var psid = centre.Customer();
        var message = centre.Message("hola");
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => centre.Conversation(psid).Receive([message, message])));
        await centre.Conversation(psid).Receive([message, centre.Message("dos"), message]);
        await centre.InState(psid, "waiting");
        Assert.Equal(["hola", "dos"], (await centre.View(psid)).Messages.Select(m => m.Text));
        await WholeProof.Of(silos.Cluster);
    }

    /// <summary>Memory knows the newest mids only; the key in the schema knows all, and spares the new ones of the same delivery.</summary>
    [Fact]
    public async Task A_mid_that_memory_has_forgotten_is_known_to_the_schema()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var psid = centre.Customer();
        var many = Enumerable.Range(0, 300).Select(n => centre.Message($"{n}")).ToArray();
        await centre.Conversation(psid).Receive(many);
        await centre.Conversation(psid).Receive([many[0], centre.Message("neu"), many[1], many[299]]);
        Assert.Equal("neu", (await centre.View(psid)).Messages[^1].Text);
        var proof = await WholeProof.Of(silos.Cluster);
        Assert.Equal(301, proof.Conversations[Names.ConversationKey(centre.PageId, psid)].Mids.Count);
        Assert.Empty(silos.Cluster.Log.Errors);
    }

    /// <summary>A forgotten mid that would open an interaction must not: the whole command is the repeat, not only its message.</summary>
    [Fact]
    public async Task A_late_repeat_opens_no_interaction()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        var many = Enumerable.Range(0, 300).Select(n => centre.Message($"{n}")).ToArray();
        await centre.Conversation(psid).Receive(many);
        await centre.OnDesk(psid, agent);
        await centre.Finish(psid, agent);
        await centre.Conversation(psid).Receive([many[0]]);
        Assert.Equal("ended", (await centre.View(psid)).State);

        // The same mid under another customer of the Page is the same message.
        var other = centre.Customer();
        await centre.Conversation(other).Receive([many[0]]);
        var proof = await WholeProof.Of(silos.Cluster);
        Assert.DoesNotContain(Names.ConversationKey(centre.PageId, other), proof.Conversations.Keys);
    }

    [Fact]
    public async Task A_command_with_an_id_is_done_once_and_answered_alike()
    {
        var centre = await Centre.Open(silos.Cluster, agents: 1, limit: 1);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        var view = await centre.OnDesk(psid, agent);
        var close = new ConversationCommand.Close(view.Id, agent, "resuelto", null);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => centre.Conversation(psid).Handle(close, "k1")));
        Assert.All(answers, a => Assert.IsType<Answer.Ok>(a));
        var proof = await WholeProof.Of(silos.Cluster);
        Assert.Single(proof.Journal.FactsOfConversation(Names.ConversationKey(centre.PageId, psid)).OfType<ConversationFact.Ended>());
    }
}
