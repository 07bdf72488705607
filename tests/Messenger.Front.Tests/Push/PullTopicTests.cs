using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Microsoft.AspNetCore.SignalR;

namespace Messenger.Front.Tests.Push;

/// <summary>The list of those who can be taken, as the members of a campaign follow it.</summary>
[Collection(ProductCollection.Name)]
public sealed class PullTopicTests(SharedProduct shared)
{
    private static readonly Strategy Any = new(Eligibility.RingAllMultiple, Distribution.LeastRecent);

    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Who_comes_is_listed_and_who_is_taken_goes_without_a_gap()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Strategy = Any });
        await using var eva = await Taker(work, "eva");
        await using var leo = await Taker(work, "leo");
        var (older, newer) = (work.Customer(), work.Customer());
        await work.Webhook.Write(older, "¿hola?");
        var start = await leo.Subscribe(Topic(work));
        var list = HubClient.Read<PullList>(start.Snapshot!.Value);
        if (list.Rows.Count == 0)
        {
            await leo.Saw<PullChange>("pull.changed", c => c.Rows.Any(r => r.InteractionId == work.InteractionOf(older)));
        }

        await work.Webhook.Write(newer, "buenas");
        var added = await leo.Saw<PullChange>("pull.changed", c => c.Waiting == 2);
        var row = added.Rows.Single(r => r.InteractionId == work.InteractionOf(newer));
        Assert.Equal(("buenas", false), (row.Preview, row.Returned));
        Assert.StartsWith("Cliente ", row.CustomerName, StringComparison.Ordinal);

        Assert.True((await eva.Do("Accept", work.InteractionOf(newer), null)).Ok);
        await leo.Saw<PullChange>("pull.changed", c => c.Gone.Contains(work.InteractionOf(newer)) && c.Waiting == 1);
        var events = leo.Events.Where(e => e.Topic == Topic(work)).ToArray();
        var (stream, version) = Assert.Single(start.Versions);
        Assert.StartsWith($"pull/{work.CampaignId}~", stream, StringComparison.Ordinal);
        Assert.All(events, e => Assert.Equal((stream, "pull.changed"), (e.Stream, e.Type)));
        Assert.Equal(Enumerable.Range(1, events.Length).Select(n => version + n), events.Select(e => e.Version));
    }

    [Fact]
    public async Task It_goes_on_from_the_version_a_client_has_and_only_its_own_stream_beats()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Strategy = Any });
        await using var eva = await Taker(work, "eva");
        var (stream, version) = Assert.Single((await eva.Subscribe(Topic(work))).Versions);
        await work.Webhook.Write(work.Customer(), "uno");
        var last = await eva.Saw(e => e.Type == "pull.changed" && HubClient.Data<PullChange>(e).Waiting == 1, "one who waits");

        await using var again = await _product.Connect(_eva!);
        var missed = await again.Subscribe(Topic(work), new Dictionary<string, long> { [stream] = version });
        Assert.Null(missed.Snapshot);
        Assert.Equal(Enumerable.Range(1, (int)(last.Version - version)).Select(n => version + n), missed.Events!.Take((int)(last.Version - version)).Select(e => e.Version));
        await Eventually.Is(() => Task.FromResult(again.LastHeartbeat), beat => beat is { Versions.Count: > 0 }, "a heartbeat of what it subscribed to");
        Assert.Equal([stream], again.LastHeartbeat!.Versions.Keys);
    }

    [Fact]
    public async Task Only_members_of_a_campaign_whose_agents_take_for_themselves_may_follow_it()
    {
        var (pull, push) = (await Workplace.Open(_product), await Workplace.Open(_product));
        await pull.Save(s => s with { Strategy = Any });
        await using var member = await Taker(pull, "eva");
        await using var offered = await _product.Connect(await push.Agent("leo"));
        await offered.Desk();

        Assert.NotNull((await member.Subscribe(Topic(pull))).Snapshot);
        await Refused(offered, Topic(push));
        await Refused(offered, Topic(pull));
        await Refused(member, Topic(push));
        await Refused(member, "pull:none");
        await Refused(member, "pull:");
        await Refused(member, "pull:../x");
        await using var sofia = await _product.Connect("sofia", "supervisor");
        await Refused(sofia, Topic(pull));
    }

    [Fact]
    public async Task A_change_of_strategy_opens_it_and_shuts_it_again()
    {
        var work = await Workplace.Open(_product);
        await using var eva = await _product.Connect(await work.Agent("eva"));
        Assert.Empty((await eva.Desk()).Agent.Pulls);
        await work.Save(s => s with { Strategy = new Strategy(Eligibility.RingAll, Distribution.LeastRecent) });
        await eva.Saw<AgentView>("agent.changed", a => a.Pulls is [{ Rule: Eligibility.RingAll, Hindrance: null }] && a.Pulls[0].CampaignId == work.CampaignId);
        await eva.Subscribe(Topic(work));
        var psid = work.Customer();
        await work.Webhook.Write(psid, "espero");
        await eva.Saw<PullChange>("pull.changed", c => c.Waiting == 1);

        await work.Save(s => s with { Strategy = Strategy.Default });
        await eva.Saw<AgentView>("agent.changed", a => a.Pulls.Count == 0);
        await eva.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(psid));
        await Shut(eva, work);
    }

    [Fact]
    public async Task Who_is_a_member_no_longer_sees_it_no_longer()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Strategy = Any });
        await using var leo = await Taker(work, "leo");
        await using var eva = await Taker(work, "eva");
        await eva.Subscribe(Topic(work));
        await leo.Subscribe(Topic(work));
        await work.Dismiss(_eva!);
        await eva.Saw<AgentView>("agent.changed", a => a.Pulls.Count == 0);
        await Shut(eva, work);
        var known = eva.Events.Count;

        await work.Webhook.Write(work.Customer(), "no para ella");
        await leo.Saw<PullChange>("pull.changed", c => c.Rows.Any(r => r.Preview == "no para ella"));
        Assert.Equal(known, eva.Events.Count);
    }

    private string? _eva;

    private static string Topic(Workplace work) => "pull:" + work.CampaignId;

    private static async Task Refused(HubClient client, string topic) =>
        Assert.EndsWith("forbidden", (await Assert.ThrowsAsync<HubException>(() => client.Subscribe(topic))).Message, StringComparison.Ordinal);

    private static async Task Shut(HubClient client, Workplace work)
    {
        await Eventually.Is(() => Task.FromResult(client.Resyncs.Count), told => told == 1, "it is told");
        Assert.Equal([Topic(work)], client.Resyncs);
        await Refused(client, Topic(work));
    }

    /// <summary>An agent who is there and may take.</summary>
    private async Task<HubClient> Taker(Workplace work, string name)
    {
        var userName = await work.Agent(name);
        _eva = name == "eva" ? userName : _eva;
        var client = await _product.Connect(userName);
        if (!(await client.Desk()).Agent.Pulls.Any(pull => pull.Hindrance is null))
        {
            await client.Saw<AgentView>("agent.changed", a => a.Pulls.Any(pull => pull.Hindrance is null));
        }

        return client;
    }
}
