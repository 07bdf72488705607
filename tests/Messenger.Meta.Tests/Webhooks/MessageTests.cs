using System.Text;
using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

public sealed class MessageTests
{
    [Fact]
    public void A_text_comes_with_page_person_mid_and_time()
    {
        var item = Payloads.One(Payloads.Message("""{"mid":"m_A1","text":"hello"}"""));
        Assert.Equal(Payloads.PageId, item.PageId);
        Assert.Equal(Payloads.Psid, item.Psid);
        var message = Assert.IsType<Inbound.CustomerMessage>(item.Event);
        Assert.Equal(("m_A1", "hello", null, null, Payloads.At), (message.Mid, message.Text, message.ReplyToMid, message.Payload, message.At));
        Assert.Empty(message.Attachments);
    }

    [Fact]
    public void Raw_is_the_items_own_json_and_no_copy()
    {
        var first = Payloads.Message("""{"mid":"m_A1","text":"caf\u00e9 \/"}""");
        var second = Payloads.Message("""{"mid":"m_A2","text":"b"}""");
        var body = Encoding.UTF8.GetBytes(Payloads.Body(first, second));
        var page = Assert.IsType<WebhookReading.Page>(WebhookReader.Read(body, Payloads.OurApp));
        Assert.Equal([first, second], page.Items.Select(item => Encoding.UTF8.GetString(item.Raw.Span)));
        Assert.All(page.Items, item => Assert.True(body.AsSpan().Overlaps(item.Raw.Span)));
    }

    [Fact]
    public void A_quick_reply_brings_its_payload()
    {
        var message = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message("""{"mid":"m_A2","text":"Billing","quick_reply":{"payload":"DEPT_1"}}"""));
        Assert.Equal(("Billing", "DEPT_1"), (message.Text, message.Payload));
    }

    [Fact]
    public void A_reply_names_the_message_it_answers() => Assert.Equal("m_A1", Payloads.Event<Inbound.CustomerMessage>(
        Payloads.Message("""{"mid":"m_A3","text":"that one","reply_to":{"mid":"m_A1","is_self_reply":false}}""")).ReplyToMid);

    [Theory]
    [InlineData("""{"mid":"m","text":"t","commands":[{"name":"flights"}]}""")]
    [InlineData("""{"mid":"m","text":"t","referral":{"ref":"r1","ad_id":"1","source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"x"}}}""")]
    [InlineData("""{"mid":"m","text":"t","quick_reply":null,"reply_to":null,"attachments":null}""")]
    [InlineData("""{"mid":"m","text":"t","quick_reply":7,"reply_to":[],"attachments":[]}""")]
    [InlineData("""{"mid":"m","text":"t","brand_new_key":{"a":[1,2,{"b":null}]}}""")]
    [InlineData("""{"mid":"x","mid":"m","text":"old","text":"t"}""")]
    [InlineData("""{"m\u0069d":"m","te\u0078t":"t"}""")]
    public void What_stands_beside_does_not_hurt(string message)
    {
        var read = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message(message));
        Assert.Equal(("m", "t", 0), (read.Mid, read.Text, read.Attachments.Count));
    }

    [Theory]
    [InlineData("""{"type":"image","payload":{"url":"https://scontent.example/a.jpg?x=1&y=2"}}""", "image", "https://scontent.example/a.jpg?x=1&y=2", null)]
    [InlineData("""{"type":"audio","payload":{"url":"https:\/\/scontent.example\/a.mp4"}}""", "audio", "https://scontent.example/a.mp4", null)]
    [InlineData("""{"type":"video","payload":{"url":"http://localhost:5081/v.mp4"}}""", "video", "http://localhost:5081/v.mp4", null)]
    [InlineData("""{"type":"file","payload":{"url":"https://e.x/f.pdf"}}""", "file", "https://e.x/f.pdf", null)]
    [InlineData("""{"type":"sticker","payload":{"url":"https://e.x/s.png","sticker_id":369239263222822}}""", "sticker", "https://e.x/s.png", null)]
    [InlineData("""{"type":"image","payload":{"url":"https://e.x/s.png","sticker_id":"369239263222822"}}""", "sticker", "https://e.x/s.png", null)]
    [InlineData("""{"type":"fallback","payload":{"url":"https://e.x/","title":"Link"}}""", "fallback", "https://e.x/", "Link")]
    [InlineData("""{"type":"fallback","payload":null,"title":"Old","url":"https://e.x/o"}""", "fallback", "https://e.x/o", "Old")]
    [InlineData("""{"type":"fallback"}""", "fallback", null, null)]
    [InlineData("""{"type":"reel","payload":{"url":"https://e.x/r","title":"R","reel_video_id":1}}""", "reel", "https://e.x/r", "R")]
    [InlineData("""{"type":"ig_reel","payload":{"url":"https://e.x/r"}}""", "ig_reel", "https://e.x/r", null)]
    [InlineData("""{"type":"post","payload":{"url":"https://e.x/p","title":"P","id":1}}""", "post", "https://e.x/p", "P")]
    [InlineData("""{"type":"ig_post","payload":{"url":"https://e.x/p"}}""", "ig_post", "https://e.x/p", null)]
    [InlineData("""{"type":"share","payload":{"url":"https://e.x/s"}}""", "share", "https://e.x/s", null)]
    [InlineData("""{"type":"template","payload":{"product":{"elements":[{"id":"1","title":"Shoe","image_url":"https://e.x/i"}]}}}""", "template", null, "Shoe")]
    [InlineData("""{"type":"template","payload":{"template_type":"generic","elements":[{"title":"Card"}]}}""", "template", null, "Card")]
    [InlineData("""{"type":"template","payload":{"product":{"elements":[]}}}""", "template", null, null)]
    [InlineData("""{"type":"appointment_booking","payload":{"booking_id":"b","status":"requested","start_time":1767225600,"end_time":"1767229200","timezone":"Europe/Sofia"}}""", "appointment_booking", null, "requested 2026-01-01 00:00Z - 2026-01-01 01:00Z Europe/Sofia")]
    [InlineData("""{"type":"appointment_booking","payload":{"start_time":1767225600}}""", "appointment_booking", null, "2026-01-01 00:00Z")]
    [InlineData("""{"type":"appointment_booking","payload":{"status":"requested","start_time":"soon"}}""", "appointment_booking", null, null)]
    [InlineData("""{"type":"location","title":"Home","url":"https://e.x/map","payload":{"coordinates":{"lat":42.6,"long":23.3}}}""", "location", "https://e.x/map", "Home", "42.6, 23.3")]
    [InlineData("""{"type":"template","payload":{"product":{"elements":[{"title":"Shoe","subtitle":"$ 45"}]}}}""", "template", null, "Shoe", "$ 45")]
    [InlineData("""{"type":"location","payload":{"coordinates":{"lat":42.6,"long":-23.3}}}""", "location", null, "42.6, -23.3")]
    [InlineData("""{"type":"hologram","payload":{"url":"https://e.x/h","title":"H"}}""", "hologram", "https://e.x/h", "H")]
    [InlineData("""{"type":"image","payload":{"url":"javascript:alert(1)"}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":{"url":"data:text/html,x"}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":{"url":"file:///etc/passwd"}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":{"url":"/relative"}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":{"url":""}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":{"url":17}}""", "image", null, null)]
    [InlineData("""{"type":"image","payload":"text"}""", "image", null, null)]
    [InlineData("""{"payload":{"url":"https://e.x/u"}}""", "unsupported", "https://e.x/u", null)]
    [InlineData("""{"type":null}""", "unsupported", null, null)]
    [InlineData("""{"type":7}""", "unsupported", null, null)]
    [InlineData("{}", "unsupported", null, null)]
    [InlineData("null", "unsupported", null, null)]
    [InlineData("[]", "unsupported", null, null)]
    [InlineData("\"image\"", "unsupported", null, null)]
    public void An_attachment_of_any_type_comes_in(string attachment, string type, string? url, string? title, string? detail = null)
    {
        var message = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","attachments":[{{attachment}}]}"""));
        Assert.Null(message.Text);
        Assert.Equal(new Attachment(type, url, title, detail), Assert.Single(message.Attachments));
    }

    [Fact]
    public void Text_and_several_attachments_are_one_message()
    {
        var message = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message(
            """{"mid":"m","text":"both","attachments":[{"type":"image","payload":{"url":"https://e.x/1"}},{"type":"file","payload":{"url":"https://e.x/2"}}]}"""));
        Assert.Equal("both", message.Text);
        Assert.Equal(["image", "file"], message.Attachments.Select(attachment => attachment.Type));
    }

    [Theory]
    [InlineData("""{"type":"sticker","payload":{"url":"https://e.x/s","sticker_id":1}},{"type":"image","payload":{"url":"https://e.x/s","sticker_id":"1"}}""", 1)]
    [InlineData("""{"type":"image","payload":{"url":"https://e.x/s","sticker_id":1}},{"type":"sticker","payload":{"url":"https://e.x/s","sticker_id":1}}""", 1)]
    [InlineData("""{"type":"sticker","payload":{"url":"https://e.x/s","sticker_id":1}},{"type":"sticker","payload":{"url":"https://e.x/t","sticker_id":2}}""", 2)]
    public void A_sticker_that_comes_twice_is_one_sticker(string attachments, int shown)
    {
        foreach (var message in new[] { Payloads.Message($$"""{"mid":"m","attachments":[{{attachments}}]}"""), Payloads.Echo($$"""{"mid":"m","is_echo":true,"attachments":[{{attachments}}]}""") })
        {
            var read = Payloads.One(message).Event switch { Inbound.CustomerMessage m => m.Attachments, Inbound.Echo e => e.Attachments, _ => [] };
            Assert.Equal(Enumerable.Repeat("sticker", shown), read.Select(attachment => attachment.Type));
            Assert.Equal("https://e.x/s", read[0].Url);
        }
    }

    [Fact]
    public void The_same_picture_twice_is_two_pictures() => Assert.Equal(2, Payloads.Event<Inbound.CustomerMessage>(Payloads.Message(
        """{"mid":"m","attachments":[{"type":"image","payload":{"url":"https://e.x/1"}},{"type":"image","payload":{"url":"https://e.x/1"}}]}""")).Attachments.Count);

    [Fact]
    public void Attachments_that_are_no_list_are_one_attachment() => Assert.Equal(
        new Attachment("image", "https://e.x/1"),
        Assert.Single(Payloads.Event<Inbound.CustomerMessage>(
            Payloads.Message("""{"mid":"m","attachments":{"type":"image","payload":{"url":"https://e.x/1"}}}""")).Attachments));

    [Theory]
    [InlineData("""{"mid":"m"}""")]
    [InlineData("""{"mid":"m","text":""}""")]
    [InlineData("""{"mid":"m","text":null,"attachments":[]}""")]
    [InlineData("""{"mid":"m","text":17}""")]
    [InlineData("""{"mid":"m","is_unsupported":true}""")]
    public void A_message_without_known_content_still_shows_that_something_came(string message)
    {
        var read = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message(message));
        Assert.Null(read.Text);
        Assert.Equal(new Attachment("unsupported", null), Assert.Single(read.Attachments));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("\"true\"")]
    public void A_withdrawn_message_is_named(string deleted)
    {
        var item = Payloads.One(Payloads.Message($$"""{"mid":"m_A1","is_deleted":{{deleted}}}"""));
        Assert.Equal(("unsend", new Inbound.Unsent("m_A1", false, Payloads.At)), (item.Kind, item.Event));
        Assert.Equal(
            new Inbound.Unsent("m_B1", true, Payloads.At),
            Payloads.One(Payloads.Echo($$"""{"mid":"m_B1","is_echo":true,"is_deleted":{{deleted}}}""")).Event);
    }

    [Fact]
    public void A_command_is_its_text_and_its_name()
    {
        var message = Payloads.Event<Inbound.CustomerMessage>(Payloads.Message("""{"mid":"m","text":"/flights to Rome","commands":[{"name":"flights"},{"x":1},7]}"""));
        Assert.Equal("/flights to Rome", message.Text);
        Assert.Equal(["flights"], message.Commands);
    }

    [Theory]
    [InlineData(
        """{"ref":"r1","ad_id":"1","source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"Shoes","photo_url":"https://e.x/p","video_url":"https://e.x/v","post_id":"5","product_id":"6"}}""",
        "ADS", "OPEN_THREAD", "r1", "1", "Shoes", "https://e.x/p", "5", "6")]
    [InlineData("""{"ad_id":17,"ads_context_data":{"video_url":"https://e.x/v","photo_url":"javascript:x"}}""", null, null, null, "17", null, "https://e.x/v", null, null)]
    [InlineData("""{"product":{"id":"77"}}""", null, null, null, null, null, null, null, "77")]
    [InlineData("{}", null, null, null, null, null, null, null, null)]
    public void A_message_from_an_advertisement_or_a_shop_says_which(
        string referral, string? source, string? type, string? @ref, string? ad, string? title, string? picture, string? post, string? product) => Assert.Equal(
            new Referral(source, type, @ref, ad, title, picture, post, product),
            Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","text":"t","referral":{{referral}}}""")).Referral);

    [Theory]
    [InlineData(""" "\u0048\u0069\n\t\r\b\f\"\\\/" """, "Hi\n\t\r\b\f\"\\/")]
    [InlineData(""" "caf\u00e9 \ud83d\ude00 ñ 😀" """, "café 😀 ñ 😀")]
    [InlineData(""" "a\u0000b" """, "a\uFFFDb")]
    [InlineData(""" "\ud83d" """, "\uFFFD")]
    [InlineData(""" "\ude00" """, "\uFFFD")]
    [InlineData(""" "\ude00\ud83d" """, "\uFFFD\uFFFD")]
    [InlineData(""" "x\ud83d\ud83d\ude00y" """, "x\uFFFD😀y")]
    [InlineData(""" "\ud83dend" """, "\uFFFDend")]
    [InlineData(""" "\uD83D\uDE00" """, "😀")]
    [InlineData(""" "\ud83d😀" """, "\uFFFD😀")]
    [InlineData(""" "\u2028\uffff" """, "\u2028\uffff")]
    public void Escapes_are_read_and_what_storage_cannot_hold_is_replaced(string json, string text) => Assert.Equal(
        text, Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","text":{{json}}}""")).Text);

    [Fact]
    public void A_long_text_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Repeat("ñ😀", 100_000));
        Assert.Equal(text, Payloads.Event<Inbound.CustomerMessage>(Payloads.Message($$"""{"mid":"m","text":"{{text}}"}""")).Text);
    }
}
