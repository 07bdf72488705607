using System.Globalization;
using System.Net;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>A message id is stored once, and a customer's messages keep their order.</summary>
[Collection(ProductCollection.Name)]
public sealed class OnceAndInOrderTests(SharedProduct shared)
{
    [Fact]
    public async Task The_same_mid_is_stored_once()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        var (twice, again) = (SignedWebhook.NewMid(), SignedWebhook.NewMid());
        var first = work.Webhook.Message(psid, "one", twice);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(first, first, work.Webhook.Message(psid, "two", again))));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(work.Webhook.Message(psid, "two", again), work.Webhook.Message(psid, "three"))));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(SignedWebhook.BodyOf(
            $$"""{"id":"{{work.PageId}}","messaging":[{{first}}],"standby":[{{first}}]}""")));
        Assert.Equal(["one", "two", "three"], (await shared.Running.Messages(work.CampaignId)).OrderBy(m => m.Seq).Select(m => m.Text));
        Assert.Empty(await shared.Running.Aside(work.PageId));
    }

    [Fact]
    public async Task The_same_mid_at_once_from_all_sides_is_stored_once()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        var mid = SignedWebhook.NewMid();
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => work.Webhook.Write(psid, "one", mid)));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.Equal(mid, Assert.Single(await shared.Running.Messages(work.CampaignId)).Mid);
    }

    [Fact]
    public async Task A_mid_of_another_customer_of_the_page_hurts_neither()
    {
        var work = await Workplace.Open(shared.Running);
        var (one, other) = (work.Customer(), work.Customer());
        var mid = SignedWebhook.NewMid();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(one, "first", mid));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(
            work.Webhook.Message(other, "copy", mid), work.Webhook.Message(other, "mine"))));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(other, "still here"));
        var messages = await shared.Running.Messages(work.CampaignId);
        Assert.Equal("first", Assert.Single(messages, m => m.CustomerId == one).Text);
        Assert.Equal(["mine", "still here"], messages.Where(m => m.CustomerId == other).OrderBy(m => m.Seq).Select(m => m.Text));
    }

    [Fact]
    public async Task Each_customers_order_survives_fifty_bodies_at_once()
    {
        const int Customers = 50;
        const int Rounds = 4;
        var work = await Workplace.Open(shared.Running);
        var psids = Enumerable.Range(0, Customers).Select(_ => work.Customer()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            // Each body holds two messages of one customer and one of the next, so conversations meet in several bodies.
            var answers = await Task.WhenAll(psids.Select((psid, n) => work.Webhook.Deliver(work.Webhook.Body(
                work.Webhook.Message(psid, Name("own", round, 0)),
                work.Webhook.Message(psids[(n + 1) % Customers], Name("guest", round, 0)),
                work.Webhook.Message(psid, Name("own", round, 1))))));
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        }

        var messages = await shared.Running.Messages(work.CampaignId);
        var own = Enumerable.Range(0, Rounds).SelectMany(round => new[] { Name("own", round, 0), Name("own", round, 1) });
        var guest = Enumerable.Range(0, Rounds).Select(round => Name("guest", round, 0));
        foreach (var psid in psids)
        {
            var his = messages.Where(m => m.CustomerId == psid).OrderBy(m => m.Seq).ToArray();
            Assert.Equal(Enumerable.Range(1, 3 * Rounds).Select(seq => (long)seq), his.Select(m => m.Seq));
            Assert.Equal(own, his.Select(m => m.Text).Where(text => text!.StartsWith("own", StringComparison.Ordinal)));
            Assert.Equal(guest, his.Select(m => m.Text).Where(text => text!.StartsWith("guest", StringComparison.Ordinal)));
        }
    }

    private static string Name(string who, int round, int n) => string.Create(CultureInfo.InvariantCulture, $"{who}-{round}-{n}");
}
