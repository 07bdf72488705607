using System.Diagnostics;
using System.Text;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

public sealed class HostileTests
{
    [Theory]
    [InlineData('[', ']')]
    [InlineData('{', '}')]
    public void A_depth_of_1000_is_not_json(char open, char close)
    {
        var nested = open == '['
            ? new string(open, 1000) + new string(close, 1000)
            : string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string(close, 1000);
        Assert.IsType<WebhookReading.NotJson>(Payloads.Read(Payloads.Entry($"\"messaging\":[{nested}]")));
        Assert.IsType<WebhookReading.NotJson>(Payloads.Read(nested));
        Assert.IsType<WebhookReading.NotJson>(Payloads.Read(new string(open, 100_000)));
    }

    [Fact]
    public void A_message_of_2_MiB_is_read_whole()
    {
        var text = new string('x', 2 * 1024 * 1024);
        Assert.Equal(text.Length, Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","text":"{{text}}"}""")).Text!.Length);
    }

    [Fact]
    public void Two_MiB_of_escapes_are_read_in_linear_time()
    {
        var text = string.Concat(Enumerable.Repeat("\\ud800", 350_000));
        var watch = Stopwatch.StartNew();
        Assert.Equal(new string('\uFFFD', 350_000), Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","text":"{{text}}"}""")).Text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Ten_thousand_items_and_keys_are_read_in_linear_time()
    {
        var keys = string.Join(',', Enumerable.Range(0, 50_000).Select(number => $"\"\\u0061{number}\":1"));
        var items = Enumerable.Range(0, 10_000).Select(number => Payloads.Message($$"""{"mid":"m{{number}}","text":"t"}""")).Append($$"""{ {{keys}} }""");
        var watch = Stopwatch.StartNew();
        var page = Payloads.ReadPage(Payloads.Body([.. items]));
        Assert.Equal((10_000, 1), (page.Items.Count, page.Aside.Count));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0x00 })]
    public void Invalid_utf8_or_a_raw_zero_is_not_json(byte[] bad)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("""{"object":"page","entry":[],"x":" """), .. bad, .. "\"}"u8];
        Assert.IsType<WebhookReading.NotJson>(WebhookReader.Read(body, Payloads.OurApp));
    }

    [Fact]
    public void A_mid_of_10000_characters_is_accepted_as_it_is()
    {
        var mid = "m_" + new string('Z', 10_000);
        Assert.Equal(mid, Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"{{mid}}","text":"t"}""")).Mid);
    }

    [Theory]
    [InlineData(20_000, true)]
    [InlineData(20_001, false)]
    public void The_longest_mid_is_20000(int length, bool accepted)
    {
        var mid = new string('m', length);
        foreach (var item in new[]
        {
            Payloads.Message($$"""{"mid":"{{mid}}","text":"t"}"""),
            Payloads.Echo($$"""{"mid":"{{mid}}","text":"t","is_echo":true}"""),
            $$"""{ {{Payloads.Sides}},"postback":{"mid":"{{mid}}"} }""",
        })
        {
            var page = Payloads.ReadPage(Payloads.Body(item));
            Assert.Equal((accepted ? 1 : 0, accepted ? 0 : 1), (page.Items.Count, page.Aside.Count));
            Assert.All(page.Aside, aside => Assert.EndsWith(": mid too long", aside.Reason, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_psid_of_1000_characters_goes_aside() => Assert.Equal(
        "message: sender id is not an id",
        Payloads.Aside($$"""{"sender":{"id":"{{new string('1', 1000)}}"},"message":{"mid":"m","text":"t"} }""").Reason);

    [Fact]
    public void A_reason_and_a_kind_stay_short_whatever_the_name()
    {
        var key = $"\"{new string('k', 100_000)}\":1";
        Assert.InRange(Payloads.Aside($"{{{key}}}").Reason.Length, 1, 100);
        Assert.Equal(60, Payloads.One($$"""{ {{Payloads.Sides}},{{key}}}""").Kind.Length);
    }

    [Fact]
    public void Lone_surrogates_in_names_and_everywhere_else_hurt_nothing()
    {
        const string Odd = "\\ud800\\ud800";
        var page = Payloads.ReadPage($$"""
            {"{{Odd}}":1,"object":"page","entry":[{"{{Odd}}":1,"id":"1","messaging":[{"{{Odd}}":1,"sender":{"{{Odd}}":1,"id":"12"},"message":{"{{Odd}}":1,
             "mid":"{{Odd}}","text":"{{Odd}}","quick_reply":{"{{Odd}}":1,"payload":"{{Odd}}"},"attachments":[{"{{Odd}}":1,"type":"{{Odd}}","payload":{"{{Odd}}":1,"url":"https://e.x/{{Odd}}","title":"{{Odd}}"} }]} }]}]}
            """);
        Assert.Empty(page.Aside);
        var message = Assert.IsType<Inbound.CustomerMessage>(Assert.Single(page.Items).Event);
        string?[] texts = [message.Mid, message.Text, message.Payload, message.Attachments[0].Type, message.Attachments[0].Title];
        Assert.All(texts, text => Assert.Equal("\uFFFD\uFFFD", text));
    }
}
