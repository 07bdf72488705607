using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

public sealed class OtherKindTests
{
    [Fact]
    public void A_postback_is_a_message_with_the_buttons_title_and_payload()
    {
        var item = Payloads.One($$"""{ {{Payloads.Sides}},"postback":{"mid":"m_P1","title":"Get started","payload":"START","referral":{"ref":"x"} } }""");
        Assert.Equal(Payloads.Psid, item.Psid);
        Assert.Equal(new Inbound.Postback("m_P1", "Get started", "START", new Referral(null, null, "x"), Payloads.At), item.Event);
    }

    [Theory]
    [InlineData("""{"title":"Go","payload":"P"}""")]
    [InlineData("""{"mid":"","title":"Go","payload":"P"}""")]
    [InlineData("""{"mid":null,"payload":"P","title":"Go"}""")]
    public void A_postback_without_mid_gets_the_same_one_each_time(string postback)
    {
        var mid = Payloads.Event<Inbound.Postback>($$"""{ {{Payloads.Sides}},"postback":{{postback}}}""").Mid;
        // SHA-256 of page, person, milliseconds and payload, one a line, computed with openssl.
        Assert.Equal("postback-267346e61362e72e5cec2d88cece96a7b03b251434e8151312c4069ec783c05c", mid);
    }

    [Fact]
    public void Postbacks_without_mid_differ_by_page_person_time_and_payload()
    {
        string[] bodies =
        [
            """{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"12"},"timestamp":1767225599876,"postback":{"payload":"P"}}]}]}""",
            """{"object":"page","entry":[{"id":"2","messaging":[{"sender":{"id":"12"},"timestamp":1767225599876,"postback":{"payload":"P"}}]}]}""",
            """{"object":"page","entry":[{"id":"11","messaging":[{"sender":{"id":"2"},"timestamp":1767225599876,"postback":{"payload":"P"}}]}]}""",
            """{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"12"},"timestamp":1767225599877,"postback":{"payload":"P"}}]}]}""",
            """{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"12"},"timestamp":1767225599876,"postback":{"payload":"Q"}}]}]}""",
            """{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"12"},"timestamp":1767225599876,"postback":{}}]}]}""",
        ];
        var mids = bodies.Select(body => Assert.IsType<Inbound.Postback>(Assert.Single(Payloads.ReadPage(body).Items).Event).Mid);
        Assert.Equal(bodies.Length, mids.Distinct().Count());
    }

    [Theory]
    [InlineData("900000000000001", true, "900000000000001")]
    [InlineData("\"900000000000001\"", true, "900000000000001")]
    [InlineData("26390203743090", false, "26390203743090")]
    [InlineData("\"263902037430900\"", false, "263902037430900")]
    [InlineData("null", false, null)]
    [InlineData("{}", false, null)]
    public void An_echo_knows_who_sent_it(string appId, bool fromUs, string? read)
    {
        var item = Payloads.One(Payloads.Echo($$"""{"is_echo":true,"app_id":{{appId}},"metadata":"our-id-77","mid":"m_B1","text":"hello from the page"}"""));
        Assert.Equal((Payloads.PageId, Payloads.Psid), (item.PageId, item.Psid));
        var echo = Assert.IsType<Inbound.Echo>(item.Event);
        Assert.Equal(("m_B1", "hello from the page", fromUs, read, "our-id-77", Payloads.At), (echo.Mid, echo.Text, echo.FromUs, echo.AppId, echo.Metadata, echo.At));
    }

    [Fact]
    public void An_echo_without_app_id_is_from_somebody_else()
    {
        var echo = Payloads.Event<Inbound.Echo>(Payloads.Echo("""{"is_echo":"true","mid":"m","attachments":[{"type":"image","attachment_id":5,"payload":{"url":"https://e.x/i"}}]}"""));
        Assert.False(echo.FromUs);
        Assert.Null(echo.AppId);
        Assert.Null(echo.Metadata);
        Assert.Equal(new Attachment("image", "https://e.x/i"), Assert.Single(echo.Attachments));
    }

    [Fact]
    public void An_app_without_id_has_no_echoes_of_its_own()
    {
        var body = System.Text.Encoding.UTF8.GetBytes(Payloads.Body(Payloads.Echo("""{"is_echo":true,"app_id":"","mid":"m","text":"t"}""")));
        var page = Assert.IsType<WebhookReading.Page>(WebhookReader.Read(body, Payloads.OurApp));
        Assert.False(Assert.IsType<Inbound.Echo>(Assert.Single(page.Items).Event).FromUs);
    }

    [Theory]
    [InlineData("""{"mids":["m_B1"],"watermark":1767225600200}""")]
    [InlineData("""{"watermark":"1767225600200"}""")]
    public void A_delivery_is_its_watermark(string delivery)
    {
        var read = Payloads.Event<Inbound.Delivered>($$"""{ {{Payloads.Sides}},"delivery":{{delivery}}}""");
        Assert.Equal((1767225600200, Payloads.At), (read.Watermark.ToUnixTimeMilliseconds(), read.At));
    }

    [Fact]
    public void A_read_is_its_watermark() => Assert.Equal(1767225600300, Payloads.Event<Inbound.Read>(
        $$"""{ {{Payloads.Sides}},"read":{"watermark":1767225600300} }""").Watermark.ToUnixTimeMilliseconds());

    [Fact]
    public void A_delivery_without_timestamp_has_the_entrys_time() => Assert.Equal(Payloads.EntryAt, Payloads.Event<Inbound.Delivered>(
        """{"sender":{"id":"7000000000000001"},"recipient":{"id":"100000000000001"},"delivery":{"watermark":1767225600200}}""").At);

    [Theory]
    [InlineData("\"read\":{}", "read: no watermark")]
    [InlineData("\"read\":7", "read: no watermark")]
    [InlineData("\"delivery\":{\"mids\":[\"m\"]}", "delivery: no watermark")]
    [InlineData("\"delivery\":{\"watermark\":0}", "delivery: no watermark")]
    [InlineData("\"delivery\":{\"watermark\":99999999999999999999999999}", "delivery: no watermark")]
    [InlineData("\"reaction\":{}", "reaction: no mid")]
    [InlineData("\"reaction\":true", "reaction: no mid")]
    [InlineData("\"message_edit\":{\"text\":\"t\"}", "message_edit: no mid")]
    [InlineData("\"referral\":\"x\"", "referral: not an object")]
    [InlineData("\"app_roles\":[]", "app_roles: not an object")]
    [InlineData("\"account_linking\":{}", "account_linking: no status")]
    [InlineData("\"account_linking\":{\"status\":\"half\"}", "account_linking: no status")]
    [InlineData("\"policy_enforcement\":{\"reason\":\"r\"}", "policy_enforcement: no action")]
    [InlineData("\"message\":null", "message: not read")]
    [InlineData("\"message\":7", "message: no mid")]
    [InlineData("\"message\":[]", "message: no mid")]
    [InlineData("\"message\":{\"text\":\"t\"}", "message: no mid")]
    [InlineData("\"message\":{\"mid\":\"\",\"text\":\"t\"}", "message: no mid")]
    [InlineData("\"message\":{\"mid\":17,\"text\":\"t\"}", "message: no mid")]
    public void What_is_not_read_goes_aside_and_is_named(string kind, string reason)
    {
        var aside = Payloads.Aside($$"""{ {{Payloads.Sides}},{{kind}} }""");
        Assert.Equal((reason, Payloads.PageId), (aside.Reason, aside.PageId));
    }
}
