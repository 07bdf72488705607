using System.Net;
using System.Text;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>One body may hold anything: what can be read is stored, the rest is kept aside with a reason, and Meta is told that all is well.</summary>
[Collection(ProductCollection.Name)]
public sealed class OddItemTests(SharedProduct shared)
{
    [Fact]
    public async Task A_mixed_batch_loses_nothing()
    {
        var first = await Workplace.Open(shared.Running);
        var second = await Workplace.Open(shared.Running);
        var (ana, eva, ida) = (first.Customer(), first.Customer(), second.Customer());
        var body = SignedWebhook.BodyOf(
            $$"""{"id":"{{first.PageId}}","time":1,"messaging":[{{first.Webhook.Message(ana, "a1")}},{{first.Webhook.Message(eva, "e1")}},{{first.Webhook.Message(ana, "a2")}}]}""",
            $$"""{"id":"{{second.PageId}}","time":1,"standby":[{{second.Webhook.Message(ida, "standby")}}],"messaging":[{{second.Webhook.Message(ida, "i1")}}]}""",
            $$$"""{"id":"{{{first.PageId}}}","time":1,"changes":[{"field":"feed","value":{"item":"post"}}],"messaging":[{{{first.Webhook.Message(eva, "e2")}}}]}""",
            $$$"""{"id":"{{{first.PageId}}}","time":1,"messaging":[{"sender":{"id":"{{{ana}}}"},"recipient":{"id":"{{{first.PageId}}}"},"timestamp":1,"optin":{"ref":"x"}}]}""",
            $$"""{"id":"{{first.PageId}}","time":1}""",
            $$"""{"id":"{{first.PageId}}","time":1,"messaging":[]}""",
            $$$"""{"id":"{{{first.PageId}}}","time":1,"messaging":{"not":"a list"}}""",
            "17",
            "null");
        Assert.Equal(HttpStatusCode.OK, await first.Webhook.Deliver(body));

        var messages = await shared.Running.Messages(first.CampaignId);
        Assert.Equal(["a1", "a2"], messages.Where(m => m.CustomerId == ana).OrderBy(m => m.Seq).Select(m => m.Text));
        Assert.Equal(["e1", "e2"], messages.Where(m => m.CustomerId == eva).OrderBy(m => m.Seq).Select(m => m.Text));
        Assert.Equal(["i1", "standby"], (await shared.Running.Messages(second.CampaignId)).Select(m => m.Text).Order());
        Assert.Equal(
            ["changes: feed", "entry: nothing in it", "messaging: not a list"],
            (await shared.Running.Aside(first.PageId)).Select(item => item.Reason).Order());
    }

    [Fact]
    public async Task A_mixed_batch_is_stored_once_however_often_it_comes()
    {
        var work = await Workplace.Open(shared.Running);
        var body = work.Webhook.Body(work.Webhook.Message(work.Customer(), "once"), "{}", work.Webhook.Message(work.Customer(), "once too"));
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(body));
        }

        Assert.Equal(2, (await shared.Running.Messages(work.CampaignId)).Count);
    }

    [Theory]
    [InlineData("17", "item: not an object")]
    [InlineData("[]", "item: not an object")]
    [InlineData("null", "item: not an object")]
    [InlineData("{}", "item: not read")]
    [InlineData("""{"message":{"mid":"m_nosender","text":"x"}}""", "message: sender has no id")]
    [InlineData("""{"sender":{},"message":{"mid":"m_nosender2","text":"x"}}""", "message: sender has no id")]
    [InlineData("""{"sender":"12","message":{"mid":"m_nosender3","text":"x"}}""", "message: sender has no id")]
    [InlineData("""{"sender":{"id":"12"},"message":{"text":"x"}}""", "message: no mid")]
    [InlineData("""{"sender":{"id":"12"},"message":{"mid":17,"text":"x"}}""", "message: no mid")]
    [InlineData("""{"sender":{"id":"12"},"message":"text"}""", "message: no mid")]
    [InlineData("""{"sender":{"id":"../../etc"},"message":{"mid":"m_path","text":"x"}}""", "message: sender id is not an id")]
    [InlineData("""{"sender":{"id":"12 OR 1=1"},"message":{"mid":"m_sql","text":"x"}}""", "message: sender id is not an id")]
    [InlineData("""{"sender":{"id":-5},"message":{"mid":"m_minus","text":"x"}}""", "message: sender id is not an id")]
    [InlineData("""{"sender":{"id":"12"},"read":{}}""", "read: no watermark")]
    [InlineData("""{"sender":{"id":"12"},"delivery":{"watermark":"soon"}}""", "delivery: no watermark")]
    [InlineData("""{"sender":{"id":"12"},"reaction":{"action":"react"}}""", "reaction: no mid")]
    [InlineData("""{"sender":{"id":"12"},"message_edit":{"text":"x"}}""", "message_edit: no mid")]
    public async Task An_odd_item_is_kept_aside_and_its_neighbours_are_stored(string odd, string reason)
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(
            work.Webhook.Message(psid, "before"), odd, work.Webhook.Message(psid, "after"))));
        Assert.Equal(["before", "after"], (await shared.Running.Messages(work.CampaignId)).OrderBy(m => m.Seq).Select(m => m.Text));
        var kept = Assert.Single(await shared.Running.Aside(work.PageId));
        Assert.Equal(reason, kept.Reason);
        Assert.Equal(odd, Encoding.UTF8.GetString(kept.Raw.Span));
    }

    [Fact]
    public async Task An_absurdly_long_person_is_kept_aside()
    {
        var work = await Workplace.Open(shared.Running);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(new string('1', 1_000), "who"));
        Assert.Equal("message: sender id is not an id", Assert.Single(await shared.Running.Aside(work.PageId)).Reason);
    }

    [Fact]
    public async Task An_unknown_page_is_kept_aside_beside_a_known_one()
    {
        var work = await Workplace.Open(shared.Running);
        var unknown = $"9{work.PageId}";
        var body = SignedWebhook.BodyOf(
            $$"""{"id":"{{unknown}}","messaging":[{{work.Webhook.Message("12", "nobody's")}}]}""",
            $$"""{"id":"{{work.PageId}}","messaging":[{{work.Webhook.Message(work.Customer(), "ours")}}]}""",
            $$"""{"id":"{{unknown}}","messaging":[{{work.Webhook.Message("13", "nobody's either")}}]}""");
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(body));
        Assert.Equal("ours", Assert.Single(await shared.Running.Messages(work.CampaignId)).Text);
        Assert.All(await shared.Running.Aside(unknown), item => Assert.Equal("page: unknown", item.Reason));
        Assert.Equal(2, (await shared.Running.Aside(unknown)).Count);
    }

    [Fact]
    public async Task Text_that_no_database_takes_is_made_storable()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        string[] texts = [@"nul\u0000nul", @"high\ud83dalone", @"low\ude00alone", @"twisted\ude00\ud83d", @"pair\ud83d\ude00"];
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(texts.Select((text, n) =>
            $$$"""{"sender":{"id":"{{{psid}}}"},"timestamp":{{{1_764_000_000_000 + n}}},"message":{"mid":"m_{{{psid}}}\u0000\ud800{{{n}}}","text":"{{{text}}}"}}"""))));
        Assert.Equal(
            ["nul\uFFFDnul", "high\uFFFDalone", "low\uFFFDalone", "twisted\uFFFD\uFFFD", "pair😀"],
            (await shared.Running.Messages(work.CampaignId)).OrderBy(m => m.Seq).Select(m => m.Text));
    }

    [Fact]
    public async Task Times_are_taken_in_every_form()
    {
        var work = await Workplace.Open(shared.Running);
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_123_000);
        string[] times = ["1764000123000", "\"1764000123000\"", "1764000123", "\"1764000123\"", "1764000123.9", "1764000123000.5"];
        foreach (var time in times)
        {
            Assert.Equal(HttpStatusCode.OK, await Timed(work, time));
        }

        Assert.Equal(times.Length, (await shared.Running.Messages(work.CampaignId)).Count(m => m.At == moment));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e400")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("\"yesterday\"")]
    [InlineData("{}")]
    [InlineData("true")]
    public async Task Without_a_usable_time_the_moment_of_receipt_counts(string time)
    {
        var work = await Workplace.Open(shared.Running);
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        Assert.Equal(HttpStatusCode.OK, await Timed(work, time));
        Assert.InRange(Assert.Single(await shared.Running.Messages(work.CampaignId)).At, before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_mid_of_ten_thousand_characters_is_a_mid()
    {
        var work = await Workplace.Open(shared.Running);
        var random = new Random(20);
        var psid = work.Customer();
        var mid = new string([.. Enumerable.Range(0, 10_000).Select(_ => (char)random.Next('!', '\u2000'))]);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "long", mid));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "long", mid));
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "other", mid[..^1] + "!"));
        Assert.Equal([mid, mid[..^1] + "!"], (await shared.Running.Messages(work.CampaignId)).OrderBy(m => m.Seq).Select(m => m.Mid));

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Write(psid, "too long", new string('x', 30_000)));
        Assert.Equal("message: mid too long", Assert.Single(await shared.Running.Aside(work.PageId)).Reason);
    }

    private static Task<HttpStatusCode> Timed(Workplace work, string time) => work.Webhook.Deliver(work.Webhook.Body(
        $$$"""{"sender":{"id":"{{{work.Customer()}}}"},"timestamp":{{{time}}},"message":{"mid":"{{{SignedWebhook.NewMid()}}}","text":"x"}}""")
        .Replace("\"time\":", "\"sent\":", StringComparison.Ordinal));
}
