using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>Those who are not in the queue stand on the board too, each in his list.</summary>
[Collection(ProductCollection.Name)]
public sealed class BoardListTests(SharedProduct shared)
{
    private readonly RunningProduct _product = shared.Running;

    [Fact]
    public async Task Held_and_those_of_a_closed_period_are_listed_and_enter_the_queue()
    {
        var work = await Workplace.Open(_product);
        await work.Save(s => s with { QueueLimit = 1 });
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var start = await sofia.Subscribe("campaign:" + work.CampaignId);
        var (first, held, late) = (work.Customer(), work.Customer(), work.Customer());
        await work.Webhook.Write(first, "primero");
        await sofia.Saw<BoardChange>("board.changed", b => b.Waiting.Any(w => w.InteractionId == work.InteractionOf(first)));
        await work.Webhook.Write(held, "segundo");
        await sofia.Saw<BoardChange>("board.changed", b => b.Tiles.Held == 1 && b.Behind.Any(w => w.InteractionId == work.InteractionOf(held) && w.Place == PlaceWord.Held));

        await work.Save(s => s with { Schedule = [] });
        await work.Webhook.Write(late, "tarde");
        await sofia.Saw<BoardChange>("board.changed", b => b.Behind.Any(w => w.InteractionId == work.InteractionOf(late) && w.Place == PlaceWord.Backlog));

        await work.Save(s => s with { Schedule = OpenInterval.AllWeek, QueueLimit = 0 });
        await sofia.Saw<BoardChange>("board.changed", b => b.Tiles is { Waiting: 3, Held: 0, Backlog: 0 });
        await Eventually.Is(
            () =>
            {
                var now = new ShownBoard();
                now.Show(HubClient.Read<BoardSnapshot>(start.Snapshot!.Value));
                sofia.Events.Where(e => e.Type == "board.changed").ToList().ForEach(e => now.Change(HubClient.Data<BoardChange>(e)));
                return Task.FromResult(now);
            },
            now => now.Waiting.SequenceEqual(new[] { first, held, late }.Select(psid => work.InteractionOf(psid))) && now.Behind.Count == 0,
            "three wait and nobody stands behind them");
    }
}
