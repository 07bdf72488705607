using System.Net;
using Messenger.Front.Tests.Product;
using Microsoft.Data.Sqlite;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>An item that storage refuses for good must not make Meta deliver its body for ever, nor hurt what is beside it.</summary>
[Collection(ProductCollection.Name)]
public sealed class PoisonTests(SharedProduct shared)
{
    [Fact]
    public async Task A_poisoned_item_is_kept_aside_and_everything_beside_it_is_stored()
    {
        var work = await Workplace.Open(shared.Running);
        var (hers, his) = (work.Customer(), work.Customer());
        var text = $"poison of {work.CampaignId}";
        await RefuseInStorage(text);

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(
            work.Webhook.Message(hers, "h1"), work.Webhook.Message(hers, text), work.Webhook.Message(hers, "h2"), work.Webhook.Message(his, "i1"))));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(hers, "h3"));

        var messages = await shared.Running.Messages(work.CampaignId);
        Assert.Equal(["h1", "h2", "h3"], messages.Where(m => m.CustomerId == hers).OrderBy(m => m.Seq).Select(m => m.Text));
        Assert.Equal("i1", Assert.Single(messages, m => m.CustomerId == his).Text);
        var kept = Assert.Single(await shared.Running.Aside(work.PageId));
        Assert.Equal("item: refused", kept.Reason);
        Assert.Contains(text, System.Text.Encoding.UTF8.GetString(kept.Raw.Span), StringComparison.Ordinal);
    }

    private async Task RefuseInStorage(string text)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(shared.Running.Directory, "messenger.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA busy_timeout = 5000; CREATE TRIGGER poison BEFORE INSERT ON message WHEN NEW.text = '{text}' BEGIN SELECT RAISE(ABORT, 'refused'); END";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
