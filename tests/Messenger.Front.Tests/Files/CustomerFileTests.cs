using System.Net;
using System.Text.Json;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Files;

/// <summary>What customers attach, from the webhook to whoever looks at it.</summary>
public sealed class CustomerFileTests
{
    private static readonly string[] Files = ["image", "audio", "video", "file", "sticker"];

    [Fact]
    public async Task What_a_customer_attaches_is_copied_at_once_and_served_to_the_desk()
    {
        await using var product = await RunningProduct.Start();
        await using var ana = await product.Connect("ana");
        var (psid, id) = await Talking(product, ana);
        await product.Simulator.Sends(psid, [.. Files.Select(type => new { type }), new { type = "location" }, new { type = "share" }]);

        var recorded = await Stored(product, count: 5);
        Assert.Equal(["image/png", "audio/wav", "video/webm", "application/pdf", "image/png"], recorded.Take(5).Select(a => a.MediaType));
        Assert.Equal([null, null, null, "comprobante.pdf", null], recorded.Take(5).Select(a => a.Title));
        Assert.All(recorded.Take(5), a => Assert.Null(a.Url));
        Assert.Equal([(null, null), (null, null)], recorded.Skip(5).Select(a => (a.State, a.FileId)));
        Assert.Equal("-25.2821, -57.6321", recorded[5].Detail);

        using var client = await product.Client("ana");
        foreach (var copy in recorded.Take(5))
        {
            using var reply = await client.GetAsync($"/api/files/{copy.FileId}");
            Assert.Equal((HttpStatusCode.OK, copy.Size), (reply.StatusCode, reply.Content.Headers.ContentLength));
        }

        // The desk has seen it come and change, and a later one gets the same at once.
        var added = await ana.Saw<MessageView>("message.added", m => m.Attachments.Count == 7);
        Assert.Equal(["pending", "pending", "pending", "pending", "pending", null, null], added.Attachments.Select(a => a.State));
        var changed = await ana.Saw<MessageChange>("message.changed", m => m.Message?.Attachments.All(a => a.State != "pending") == true);
        Assert.Equal((added.Id, "received"), (changed.Id, changed.State));
        Assert.Equal(recorded, changed.Message!.Attachments);
        Assert.Equal(recorded, (await ana.Desk()).Interactions.Single(i => i.Id == id).Messages[^1].Attachments);
    }

    [Fact]
    public async Task Each_state_is_pushed_and_what_can_never_be_had_says_why()
    {
        await using var product = await RunningProduct.Start();
        await using var ana = await product.Connect("ana");
        var (psid, _) = await Talking(product, ana);
        await product.Simulator.Sends(
            psid,
            new { type = "image", url = new Uri(product.Simulator.Address, "/cdn/none/a.png?oe=1&oh=x").ToString() },
            new { type = "image", url = "https://example.org/a.png" },
            new { type = "file", url = "http://169.254.169.254/latest/meta-data" },
            new { type = "audio", url = "http://127.0.0.1:1/a.mp3" });

        var change = await ana.Saw<MessageChange>("message.changed", m => m.Message?.Attachments.All(a => a.State == "lost") == true);
        Assert.Equal(["gone", "foreign-host", "foreign-host", "foreign-host"], change.Message!.Attachments.Select(a => a.Reason));
        Assert.All(change.Message!.Attachments, a => Assert.Null(a.Url));
        var recorded = (await product.Messages()).Single(m => m.Attachments.Count > 0);
        Assert.Equal(change.Message.Attachments, recorded.Attachments);
    }

    [Fact]
    public async Task What_fails_stands_as_pending_and_is_tried_again_also_by_another_life_of_the_product()
    {
        var folder = Directory.CreateTempSubdirectory("messenger-").FullName;
        await using var meta = await FileServer.Start();
        meta.Status = 503;
        try
        {
            await using (var product = await RunningProduct.Start(folder, null, $"--Meta:GraphUrl={meta.Url}"))
            {
                var work = await Workplace.Open(product);
                var psid = work.Customer();
                Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(WithFile(work, psid, $"{meta.Url}/v/foto.png"))));
                await Eventually.Is(() => Task.FromResult(meta.Asked), n => n == 1, "the first attempt is made");
                var waiting = (await product.Messages(work.CampaignId)).Single(m => m.Direction == "in");
                Assert.Equal(("pending", null), (waiting.Attachments[0].State, waiting.Attachments[0].FileId));
            }

            meta.Status = 200;
            await using (var product = await RunningProduct.Start(folder, null, $"--Meta:GraphUrl={meta.Url}"))
            {
                var copied = await Stored(product, count: 1);
                Assert.Equal(("image/png", FileServer.Picture.Length), (copied[0].MediaType, (int)copied[0].Size!.Value));
                Assert.Equal(2, meta.Asked);
                using var client = await product.Client("sofia");
                Assert.Equal(FileServer.Picture, await client.GetByteArrayAsync($"/api/files/{copied[0].FileId}"));
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_repeated_webhook_copies_nothing_twice()
    {
        await using var meta = await FileServer.Start();
        await using var product = await RunningProduct.Start(null, null, $"--Meta:GraphUrl={meta.Url}");
        var work = await Workplace.Open(product);
        var body = work.Webhook.Body(WithFile(work, work.Customer(), $"{meta.Url}/v/foto.png"));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => work.Webhook.Deliver(body)));
        await Stored(product, count: 1);
        await work.Webhook.Deliver(body);
        Assert.Equal(1, meta.Asked);
    }

    private static async Task<(string Psid, string InteractionId)> Talking(RunningProduct product, HubClient ana)
    {
        await ana.Desk();
        var psid = await product.Simulator.Customer("Rosa");
        await product.Simulator.Writes(psid, "hola");
        return (psid, (await ana.Saw<InteractionAdded>("interaction.added", _ => true)).Interaction.Id);
    }

    private static string WithFile(Workplace work, string psid, string url) => work.Webhook.Message(psid, "mira").Replace(
        "\"text\":\"mira\"", $$"""
        "attachments":[{"type":"image","payload":{"url":"{{url}}"} }]
        """.Trim(), StringComparison.Ordinal);

    private static async Task<IReadOnlyList<Attachment>> Stored(RunningProduct product, int count)
    {
        var messages = await Eventually.Is(
            () => product.Messages(),
            all => all.SelectMany(m => m.Attachments).Count(a => a.State == "stored") == count,
            $"{count} attachments are stored");
        return messages.Single(m => m.Attachments.Count > 0).Attachments;
    }
}
