using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Commands;

/// <summary>Where agents take for themselves, Accept takes one that waits (R9).</summary>
[Collection(ProductCollection.Name)]
public sealed class PullTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task The_first_to_accept_has_it_and_the_other_is_told()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { Strategy = new Strategy(Eligibility.RingAllMultiple, Distribution.LeastRecent) });
        var (one, other) = (await work.Agent("pull-one"), await work.Agent("pull-two"));
        await using var first = await _product.Connect(one);
        await using var second = await _product.Connect(other);
        await first.Desk();
        await second.Desk();
        var (older, newer) = (work.Customer(), work.Customer());
        await work.Webhook.Write(older, "primero");
        await work.Webhook.Write(newer, "segundo");
        var wanted = work.InteractionOf(newer);

        await Eventually.Is(() => first.Do("Accept", wanted, null), accepted => accepted.Ok, "it could be taken");
        await first.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == wanted);
        var late = await second.Do("Accept", wanted, null);
        Assert.Equal((false, "already-taken"), (late.Ok, late.Code));
        Assert.True((await first.Do("Accept", wanted, null)).Ok);
        Assert.DoesNotContain(second.Events, e => e.Type == "interaction.added");
        await Eventually.Is(() => second.Do("Accept", work.InteractionOf(older), null), accepted => accepted.Ok, "the other could be taken");
        await second.Saw<InteractionAdded>("interaction.added", added => added.Interaction.Id == work.InteractionOf(older));
    }
}
