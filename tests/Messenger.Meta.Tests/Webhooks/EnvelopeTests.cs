using System.Text;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

public sealed class EnvelopeTests
{
    private static readonly string Text = Payloads.Message("""{"mid":"m_A1","text":"hi"}""");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("\"page\"")]
    [InlineData("[]")]
    [InlineData("""[{"object":"page","entry":[]}]""")]
    [InlineData("{")]
    [InlineData("""{"object":"page"}x""")]
    [InlineData("""{"object":"page",}""")]
    [InlineData("object=page&entry=1")]
    [InlineData("<html></html>")]
    public void What_is_no_json_object_is_not_json(string body) => Assert.IsType<WebhookReading.NotJson>(Payloads.Read(body));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"object":null}""")]
    [InlineData("""{"object":7}""")]
    [InlineData("""{"object":"user","entry":[]}""")]
    [InlineData("""{"object":"instagram","entry":[]}""")]
    [InlineData("""{"object":"Page","entry":[]}""")]
    [InlineData("""{"\ud800":1,"object":"pages"}""")]
    public void Another_object_is_not_a_page(string body) => Assert.IsType<WebhookReading.NotAPage>(Payloads.Read(body));

    [Theory]
    [InlineData("""{"object":"page"}""", "body: no entries")]
    [InlineData("""{"object":"page","entry":{}}""", "body: no entries")]
    [InlineData("""{"object":"page","entry":null}""", "body: no entries")]
    [InlineData("""{"object":"page","entry":[7]}""", "entry: not an object")]
    [InlineData("""{"object":"page","entry":[{}]}""", "entry: no page id")]
    [InlineData("""{"object":"page","entry":[{"id":"abc","messaging":[]}]}""", "entry: no page id")]
    [InlineData("""{"object":"page","entry":[{"id":-5,"messaging":[]}]}""", "entry: no page id")]
    [InlineData("""{"object":"page","entry":[{"id":"123456789012345678901234567890123"}]}""", "entry: no page id")]
    [InlineData("""{"object":"page","entry":[{"id":"1","time":1}]}""", "entry: nothing in it")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":{}}]}""", "messaging: not a list")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":null}]}""", "messaging: not a list")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[null]}]}""", "item: not an object")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":["x"]}]}""", "item: not an object")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging":[{}]}]}""", "item: not read")]
    [InlineData("""{"object":"page","entry":[{"id":"0","time":1,"changes":[{"field":"messages","value":{}}]}]}""", "changes: messages")]
    [InlineData("""{"object":"page","entry":[{"id":"1","changes":[{"field":"feed","value":{}}]}]}""", "changes: feed")]
    [InlineData("""{"object":"page","entry":[{"id":"1","changes":[7]}]}""", "changes: no field")]
    [InlineData("""{"object":"page","entry":[{"id":"1","changes":7}]}""", "changes: not a list")]
    [InlineData("""{"object":"page","entry":[{"id":"1","messaging_v2":[{"a":1}]}]}""", "entry: messaging_v2")]
    public void What_is_odd_in_a_page_body_goes_aside(string body, string reason)
    {
        var page = Payloads.ReadPage(body);
        Assert.Empty(page.Items);
        Assert.Equal(reason, Assert.Single(page.Aside).Reason);
    }

    [Fact]
    public void All_entries_of_all_pages_are_read()
    {
        var page = Payloads.ReadPage($$"""
            {"object":"page","entry":[
              {"id":"1","messaging":[{"sender":{"id":"11"},"message":{"mid":"a","text":"t"} },{"sender":{"id":"12"},"message":{"mid":"b","text":"t"} }]},
              {"id":2,"messaging":[{"sender":{"id":"11"},"message":{"mid":"c","text":"t"} }],"hop_context":[{"app_id":1}]}]}
            """);
        Assert.Empty(page.Aside);
        Assert.Equal([("1", "11"), ("1", "12"), ("2", "11")], page.Items.Select(item => (item.PageId, item.Psid)));
    }

    [Fact]
    public void One_odd_item_does_not_hurt_the_others()
    {
        var page = Payloads.ReadPage("""
            {"object":"page","entry":[7,{"id":"x"},
              {"id":"1","changes":[{"field":"feed"}],"messaging":[null,{"sender":{"id":"11"},"message":{"mid":"a","text":"\ud800"}},{"\ud800\ud800\ud800\ud800":1}],
               "standby":[{"sender":{"user_ref":"u"},"message":{"mid":"b"}},{"sender":{"id":"12"},"message":{"mid":"c","text":"t"}}]}]}
            """);
        Assert.Equal(["11", "12"], page.Items.Select(item => item.Psid));
        Assert.Equal(
            ["entry: not an object", "entry: no page id", "changes: feed", "item: not an object", "????: not read", "message: sender has no id"],
            page.Aside.Select(aside => aside.Reason));
    }

    [Fact]
    public void The_same_message_in_standby_and_messaging_has_the_same_mid()
    {
        var page = Payloads.ReadPage(Payloads.Entry($"\"messaging\":[{Text}],\"standby\":[{Text},{Text}]"));
        Assert.Equal(3, page.Items.Count);
        var direct = Assert.IsType<Inbound.CustomerMessage>(page.Items[0].Event);
        Assert.Equal("m_A1", direct.Mid);
        Assert.All(page.Items.Skip(1), item =>
        {
            var standby = Assert.IsType<Inbound.Standby>(item.Event);
            Assert.Equal(direct.At, standby.At);
            Assert.Equal(direct, Assert.IsType<Inbound.CustomerMessage>(standby.Event) with { Attachments = direct.Attachments, Commands = direct.Commands });
        });
    }

    [Theory]
    [InlineData("""{"user_ref":"x"}""", "message: sender has no id")]
    [InlineData("""{"id":null}""", "message: sender has no id")]
    [InlineData("""{"id":""}""", "message: sender has no id")]
    [InlineData("""{"id":{}}""", "message: sender has no id")]
    [InlineData("null", "message: sender has no id")]
    [InlineData("7", "message: sender has no id")]
    [InlineData("""{"id":"12a"}""", "message: sender id is not an id")]
    [InlineData("""{"id":" 12"}""", "message: sender id is not an id")]
    [InlineData("""{"id":"١٢"}""", "message: sender id is not an id")]
    [InlineData("""{"id":"\u0000"}""", "message: sender id is not an id")]
    [InlineData("""{"id":-12}""", "message: sender id is not an id")]
    [InlineData("""{"id":1.5}""", "message: sender id is not an id")]
    [InlineData("""{"id":"123456789012345678901234567890123"}""", "message: sender id is not an id")]
    [InlineData("""{"id":"100000000000001"}""", "message: sender is the page")]
    public void A_message_without_a_persons_id_goes_aside(string sender, string reason) =>
        Assert.Equal(reason, Payloads.Aside($$"""{"sender":{{sender}},"message":{"mid":"m","text":"t"} }""").Reason);

    [Theory]
    [InlineData("12", "12")]
    [InlineData("\"12345678901234567890123456789012\"", "12345678901234567890123456789012")]
    public void Ids_are_up_to_32_digits_as_text_or_number(string id, string psid) =>
        Assert.Equal(psid, Payloads.One($$"""{"sender":{"id":{{id}}},"message":{"mid":"m","text":"t"} }""").Psid);

    [Fact]
    public void The_page_is_the_entrys_even_if_the_recipient_is_another() => Assert.Equal(
        Payloads.PageId, Payloads.One("""{"sender":{"id":"12"},"recipient":{"id":"999"},"message":{"mid":"m","text":"t"}}""").PageId);

    [Theory]
    [InlineData("1767225599876", 1767225599876)]
    [InlineData("\"1767225599876\"", 1767225599876)]
    [InlineData("1767225599", 1767225599000)]
    [InlineData("\"1767225599\"", 1767225599000)]
    [InlineData("1767225599876.4", 1767225599876)]
    [InlineData("1.767225599876e12", 1767225599876)]
    [InlineData("null", 1767225600123)]
    [InlineData("0", 1767225600123)]
    [InlineData("1", 1767225600123)]
    [InlineData("-1767225599876", 1767225600123)]
    [InlineData("99999999999999", 1767225600123)]
    [InlineData("9223372036854775807", 1767225600123)]
    [InlineData("92233720368547758070", 1767225600123)]
    [InlineData("1e400", 1767225600123)]
    [InlineData("\"yesterday\"", 1767225600123)]
    [InlineData("\"NaN\"", 1767225600123)]
    [InlineData("\"\"", 1767225600123)]
    [InlineData("{}", 1767225600123)]
    public void A_timestamp_is_read_in_all_its_forms_or_replaced_by_the_entrys(string timestamp, long expected) => Assert.Equal(
        expected,
        Payloads.One($$"""{"sender":{"id":"12"},"timestamp":{{timestamp}},"message":{"mid":"m","text":"t"} }""").Event.At.ToUnixTimeMilliseconds());

    [Fact]
    public void Without_any_time_it_is_1970() => Assert.Equal(
        DateTimeOffset.UnixEpoch,
        Payloads.ReadPage("""{"object":"page","entry":[{"id":"1","time":"x","messaging":[{"sender":{"id":"12"},"message":{"mid":"m"}}]}]}""").Items[0].Event.At);

    [Fact]
    public void Whitespace_and_unknown_scalars_do_not_matter()
    {
        var body = Encoding.UTF8.GetBytes($$""" {"x":1, "entry" : [ {"uid":"5","id":"1","time":1767225600123,"messaging":[ {{Text}} ] } ], "object" : "p\u0061ge" } """ + "\n");
        var page = Assert.IsType<WebhookReading.Page>(WebhookReader.Read(body, Payloads.OurApp));
        Assert.Empty(page.Aside);
        Assert.Single(page.Items);
    }
}
