using Messenger.Cluster.Tests.Proof;
using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>A lost connection keeps an agent's chats for a while (R41). Only the business clock stands still here.</summary>
public sealed class GraceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));

    private MessengerCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await MessengerCluster.Start(1, _clock);

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task At_the_end_of_the_grace_his_chats_return_to_the_front_of_the_queue()
    {
        var centre = await Centre.Open(_cluster, agents: 2, limit: 1, graceSeconds: 60);
        var (lost, other) = (centre.Agents[0], centre.Agents[1]);
        await centre.Connect(lost);
        var first = centre.Customer();
        await centre.Writes(first, "hola");
        await centre.OnDesk(first, lost);
        var second = await centre.Waiting();

        await centre.Agent(lost).Disconnected("desk-" + lost);
        await Pass(lost, centre, seconds: 59.9);
        Assert.Equal((lost, "active"), ((await centre.View(first)).AgentId, (await centre.View(first)).State));
        await Pass(lost, centre, seconds: 0.1);
        await centre.InState(first, "waiting");
        Assert.Equal("offline", (await centre.Desk(lost)).Agent.Status);

        await centre.Connect(other);
        await centre.OnDesk(first, other);
        Assert.Equal("waiting", (await centre.View(second)).State);

        // Back after the grace: available again without a click, with what waits now.
        await centre.Connect(lost);
        await centre.OnDesk(second, lost);
        await WholeProof.Of(_cluster);
        Assert.Empty(_cluster.Log.Errors);
    }

    [Fact]
    public async Task Who_is_back_within_the_grace_has_lost_nothing()
    {
        var centre = await Centre.Open(_cluster, agents: 1, limit: 1, graceSeconds: 60);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        var view = await centre.OnDesk(psid, agent);
        await centre.Agent(agent).Disconnected("desk-" + agent);
        await Pass(agent, centre, seconds: 59);
        await centre.Connect(agent);
        await Pass(agent, centre, seconds: 2);
        Assert.Equal((view.Id, agent, "active"), ((await centre.View(psid)).Id, (await centre.View(psid)).AgentId, (await centre.View(psid)).State));
        var journal = await JournalCopy.Read(_cluster.Database);
        Assert.DoesNotContain(journal.FactsOfConversation(Names.ConversationKey(centre.PageId, psid)), f => f is ConversationFact.Requeued);
        Assert.Equal("available", (await centre.Desk(agent)).Agent.Status);

        // The grace counts from the newest loss.
        await centre.Agent(agent).Disconnected("desk-" + agent);
        await Pass(agent, centre, seconds: 59);
        Assert.Equal("active", (await centre.View(psid)).State);
        await Pass(agent, centre, seconds: 1);
        await centre.InState(psid, "waiting");
        await WholeProof.Of(_cluster);
    }

    [Fact]
    public async Task A_grace_of_zero_never_ends()
    {
        var centre = await Centre.Open(_cluster, agents: 1, limit: 1, graceSeconds: 0);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        await centre.OnDesk(psid, agent);
        await centre.Agent(agent).Disconnected("desk-" + agent);
        await Pass(agent, centre, seconds: 48 * 3_600);
        Assert.Equal((agent, "active"), ((await centre.View(psid)).AgentId, (await centre.View(psid)).State));
        await WholeProof.Of(_cluster);
    }

    /// <summary>A front that dies says no farewell: what it does not renew for 15 s is lost.</summary>
    [Fact]
    public async Task A_desk_that_nobody_renews_counts_as_lost()
    {
        var centre = await Centre.Open(_cluster, agents: 1, limit: 1, graceSeconds: 60);
        var agent = centre.Agents[0];
        await centre.Connect(agent);
        var psid = centre.Customer();
        await centre.Writes(psid, "hola");
        await centre.OnDesk(psid, agent);
        _clock.Advance(TimeSpan.FromSeconds(16));
        await Eventually.Is(async () => (await JournalCopy.Read(_cluster.Database)).Agent(agent) is { Connected: false, LostAt: not null }, "the loss was noticed");
        Assert.Equal("active", (await centre.View(psid)).State);
        await Pass(agent, centre, seconds: 60);
        await centre.InState(psid, "waiting");
        await WholeProof.Of(_cluster);
    }

    private Task<Answer> Pass(string agent, Centre centre, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return centre.Agent(agent).Handle(new AgentCommand.Tick());
    }
}
