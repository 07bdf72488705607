using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Commands;

/// <summary>A command may always be repeated: it is not known whether the first one arrived.</summary>
[Collection(ProductCollection.Name)]
public sealed class RepeatTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task A_repeated_commandId_gets_the_first_answer_and_does_nothing()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        await work.Webhook.Write(psid, "one");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);

        // A late repeat of what was done and undone since is no new command, from whichever connection it comes.
        Assert.True((await eva.Do("Close", work.InteractionOf(psid), null, null, "k1")).Ok);
        await eva.Saw<InteractionRemoved>("interaction.removed", _ => true);
        Assert.True((await eva.Do("SetStatus", "offline", "s1")).Ok);
        Assert.True((await eva.Do("SetStatus", "available", "s2")).Ok);
        await using (var tab = await _product.Connect(agent))
        {
            Assert.Equal(new CommandResult(true), await tab.Do("SetStatus", "offline", "s1"));
        }

        Assert.Equal("available", (await eva.Desk()).Agent.Status);
        Assert.True((await eva.Do("SetStatus", "offline", "s3")).Ok);
        Assert.Equal("offline", (await eva.Desk()).Agent.Status);
        Assert.True((await eva.Do("SetStatus", "available", "s4")).Ok);

        await work.Webhook.Write(psid, "two");
        await eva.Saw<InteractionAdded>("interaction.added", i => i.Interaction.Id == work.InteractionOf(psid, 2));
        Assert.True((await eva.Do("Close", work.InteractionOf(psid), null, null, "k1")).Ok);
        Assert.Equal(work.InteractionOf(psid, 2), Assert.Single((await eva.Desk()).Interactions).Id);
    }

    /// <summary>Nothing was changed, so asking again asks anew; as long as nothing changed meanwhile the answer is the same.</summary>
    [Fact]
    public async Task A_repeated_refusal_is_the_same_refusal()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        await work.Webhook.Write(work.Customer(), "one");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        var refused = await eva.Do("SetStatus", "offline", "s1");
        Assert.Equal("open-interactions", refused.Code);
        Assert.Equal(refused, await eva.Do("SetStatus", "offline", "s1"));
    }

    [Fact]
    public async Task The_same_command_at_once_is_done_once()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        var psid = work.Customer();
        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        await work.Webhook.Write(psid, "one");
        await eva.Saw<InteractionAdded>("interaction.added", _ => true);
        var before = (await eva.Desk()).Agent.Version;

        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => eva.Do("SendText", work.InteractionOf(psid), "once", "only once"))), r => Assert.True(r.Ok));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => eva.Do("StartBreak", "almuerzo", true, "b1"))), r => Assert.True(r.Ok));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => eva.Do("StartBreak", "almuerzo", true, null))), r => Assert.True(r.Ok));
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(n => eva.Do("Close", work.InteractionOf(psid), null, null, $"k{n}"))), r => Assert.True(r.Ok));

        await eva.Saw<AgentView>("agent.changed", a => a.Break?.Id == "almuerzo");
        Assert.Single(await _product.Messages(work.CampaignId), m => m.Text == "only once");
        Assert.Single(eva.Events, e => e.Type == "interaction.removed");
        Assert.Single(eva.Events, e => e.Type == "agent.changed" && e.Version > before && HubClient.Data<AgentView>(e) is { PlannedBreak: not null, Load: 1 });
    }

    [Fact]
    public async Task Repeating_what_already_is_so_changes_nothing()
    {
        var work = await Workplace.Open(_product);
        var agent = await work.Agent("eva");
        await using var eva = await _product.Connect(agent);
        await eva.Desk();
        foreach (var (command, arguments) in new (string, object?[])[]
        {
            ("SetStatus", ["available", null]), ("EndBreak", [null]), ("StartBreak", ["bano", false, null]), ("EndBreak", [null]), ("SetStatus", ["offline", null]),
        })
        {
            Assert.True((await eva.Do(command, arguments)).Ok);
            var version = (await eva.Desk()).Agent.Version;
            Assert.True((await eva.Do(command, arguments)).Ok);
            Assert.Equal(version, (await eva.Desk()).Agent.Version);
        }
    }
}
