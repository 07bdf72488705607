using System.Net;
using System.Net.Http.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Reporting;

/// <summary>GET /api/campaigns/{campaignId}/closing-windows (B5).</summary>
[Collection(ProductCollection.Name)]
public sealed class ClosingWindowsTests(SharedProduct shared)
{
    [Fact]
    public async Task Who_cannot_be_answered_before_the_window_closes_is_listed_while_the_campaign_does_not_open()
    {
        var work = await Workplace.Open(shared.Running);
        await work.Agent("ana");
        var customer = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(customer, "Hola"));
        using var sofia = await shared.Running.Client("sofia");
        Task<ClosingWindowList> List() => Answered(sofia, work.CampaignId);
        Assert.Equal(0, (await List()).Total);

        await work.Save(s => s with { Schedule = [] });
        var list = await Eventually.Is(List, l => l.Total == 1, "the campaign never opens");
        var item = Assert.Single(list.Items);
        Assert.Equal((work.InteractionOf(customer), true, null, 1), (item.InteractionId, item.Waits, item.LastHours, list.Waiting));

        // The simulator's configuration says that Human Agent was granted: seven days.
        Assert.InRange(item.ClosesAt, DateTimeOffset.UtcNow.AddDays(6), DateTimeOffset.UtcNow.AddDays(7));
        await work.Save(s => s with { Schedule = OpenInterval.AllWeek });
        Assert.Equal(0, (await List()).Total);
    }

    private static async Task<ClosingWindowList> Answered(HttpClient by, string campaign) =>
        (await by.GetFromJsonAsync<ClosingWindowList>($"/api/campaigns/{campaign}/closing-windows"))!;
}
