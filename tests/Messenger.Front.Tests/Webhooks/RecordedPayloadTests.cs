using System.Net;
using System.Text;
using Messenger.Domain.Http;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>
/// Bodies in the shapes that integrators have met over the years, old ones and documented oddities included: each is answered 200, and
/// everything in it is a message or kept aside. PAGE and PSID stand for the ids, MID for one of its own per test.
/// </summary>
[Collection(ProductCollection.Name)]
public sealed class RecordedPayloadTests(SharedProduct shared)
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_123_000);

    [Theory]
    [InlineData("ids as numbers, time as text", """{"id":PAGE,"time":1700000123456,"messaging":[{"sender":{"id":PSID},"recipient":{"id":PAGE},"timestamp":"1700000123000","message":{"mid":"MID","seq":73,"text":"hola"}}]}""")]
    [InlineData("seconds", """{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123,"message":{"mid":"MID","text":"hola"}}]}""")]
    [InlineData("seconds as text", """{"id":"PAGE","time":"1700000123","messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":"1700000123","message":{"mid":"MID","text":"hola"}}]}""")]
    [InlineData("only the entry has a time", """{"id":"PAGE","time":1700000123000,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"message":{"mid":"MID","text":"hola"}}]}""")]
    [InlineData("a reference beside the id", """{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID","user_ref":"ref-7"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"mid":"MID","text":"hola"},"prior_message":{"source":"checkbox_plugin","identifier":"ref-7"}}]}""")]
    [InlineData("fields of other times", """{"id":"PAGE","time":1700000123456,"hop_context":[{"app_id":1}],"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"mid":"MID","text":"hola","nlp":{"entities":{},"detected_locales":[{"locale":"es_XX","confidence":0.9}]},"tags":{"source":"customer_chat_plugin"},"is_echo":false}}]}""")]
    [InlineData("owner elsewhere", """{"id":"PAGE","time":1700000123456,"standby":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"mid":"MID","text":"hola"}}]}""")]
    [InlineData("a quick reply", """{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"quick_reply":{"payload":"X"},"mid":"MID","text":"hola"}}]}""")]
    [InlineData("an answer to a message", """{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"mid":"MID","text":"hola","reply_to":{"mid":"m_never_seen","is_self_reply":true}}}]}""")]
    [InlineData("another order of fields", """{"messaging":[{"message":{"text":"hola","mid":"MID"},"timestamp":1700000123000,"recipient":{"id":"PAGE"},"sender":{"id":"PSID"}}],"time":1700000123456,"id":"PAGE"}""")]
    public async Task A_text_is_a_message_of_its_time(string shape, string entry)
    {
        var (work, psid) = await Delivered(entry);
        var message = Assert.Single(await shared.Running.Messages(work.CampaignId));
        Assert.Equal((psid, "in", "hola", At), (message.CustomerId, message.Direction, message.Text, message.At));
        Assert.True((await shared.Running.Aside(work.PageId)).All(item => item.Reason == "entry: hop_context"), shape);
    }

    [Theory]
    [InlineData("sticker of old", """[{"type":"image","payload":{"url":"https:\/\/e.example\/s","sticker_id":369239263222822}}]""", "sticker - -")]
    [InlineData("doubled sticker", """[{"type":"sticker","payload":{"url":"https:\/\/e.example\/s","sticker_id":369239263222822}},{"type":"image","payload":{"url":"https:\/\/e.example\/s","sticker_id":369239263222822}}]""", "sticker - -")]
    [InlineData("sticker id as text", """[{"type":"sticker","payload":{"url":"https:\/\/e.example\/s","sticker_id":"369239263222822"}}]""", "sticker - -")]
    [InlineData("several files", """[{"type":"image","payload":{"url":"https:\/\/e.example\/1"}},{"type":"file","payload":{"url":"https:\/\/e.example\/2"}}]""", "image - -, file - -")]
    [InlineData("fallback, null payload", """[{"title":"Un enlace","url":"https:\/\/e.example\/l","type":"fallback","payload":null}]""", "fallback https://e.example/l Un enlace")]
    [InlineData("fallback, no payload", """[{"type":"fallback","title":"Un enlace","url":"https:\/\/e.example\/l"}]""", "fallback https://e.example/l Un enlace")]
    [InlineData("fallback, new form", """[{"type":"fallback","payload":{"url":"https:\/\/e.example\/l","title":"Un enlace"}}]""", "fallback https://e.example/l Un enlace")]
    [InlineData("location", """[{"title":"Acá","url":"https:\/\/e.example\/m","type":"location","payload":{"coordinates":{"lat":-34.9,"long":-56.16}}}]""", "location https://e.example/m Acá")]
    [InlineData("reel", """[{"type":"ig_reel","payload":{"url":"https:\/\/e.example\/r","title":"Un reel","reel_video_id":17}}]""", "ig_reel https://e.example/r Un reel")]
    [InlineData("product", """[{"type":"template","payload":{"product":{"elements":[{"id":"1","title":"Remera","subtitle":"M"}]}}}]""", "template - Remera")]
    [InlineData("type of tomorrow", """[{"type":"hologram","payload":{"angle":7}}]""", "hologram - -")]
    public async Task Files_and_cards_of_every_age_are_shown(string shape, string attachments, string expected)
    {
        var (work, _) = await Delivered($$$"""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"message":{"mid":"MID","attachments":{{{attachments}}}}}]}""");
        // A file of a host that is not Meta's is lost, and its address is not passed on; links and cards keep theirs.
        await Eventually.Is(
            async () => string.Join(", ", Assert.Single(await shared.Running.Messages(work.CampaignId)).Attachments.Select(a => $"{a.Type} {a.Url ?? "-"} {a.Title ?? "-"}")),
            shown => shown == expected, expected);
        Assert.True((await shared.Running.Aside(work.PageId)).Count == 0, shape);
    }

    [Fact]
    public async Task A_postback_without_a_message_id_is_one_message_however_often_it_comes()
    {
        const string Tap = """{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"postback":{"title":"Empezar","payload":"START"}}]}""";
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        foreach (var list in new[] { "messaging", "messaging", "standby" })
        {
            await Deliver(work, psid, Tap.Replace("\"messaging\"", $"\"{list}\"", StringComparison.Ordinal));
        }

        Assert.Equal("Empezar", Assert.Single(await shared.Running.Messages(work.CampaignId)).Text);
        await Deliver(work, psid, Tap.Replace("1700000123000", "1700000124000", StringComparison.Ordinal));
        Assert.Equal(2, (await shared.Running.Messages(work.CampaignId)).Count);
    }

    [Theory]
    [InlineData("without an app", "")]
    [InlineData("of the inbox, as a number", "\"app_id\":26390203743090,")]
    [InlineData("of the inbox, as text", "\"app_id\":\"263902037430900\",")]
    public async Task What_the_Page_wrote_elsewhere_is_shown_as_the_Pages(string shape, string app)
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        await work.Webhook.Write(psid, "hola");
        await Deliver(work, psid, $$$"""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PAGE"},"recipient":{"id":"PSID"},"timestamp":1700000123000,"message":{"is_echo":true,{{{app}}}"mid":"MID","text":"buenas"}}]}""");
        var written = Assert.Single(await shared.Running.Messages(work.CampaignId), message => message.Text == "buenas");
        Assert.True((written.CustomerId, written.Direction, written.State, written.Author, written.At) == (psid, "out", "sent", null, At), shape);
    }

    [Theory]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"read":{"watermark":1700000123000,"seq":38}}]}""")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"delivery":{"mids":["m_x"],"watermark":"1700000123000","seq":37}}]}""")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"id":"PSID"},"recipient":{"id":"PAGE"},"delivery":{"watermark":1700000123}}]}""")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[]}""")]
    public async Task Marks_and_empty_lists_leave_nothing_behind(string entry)
    {
        var (work, _) = await Delivered(entry);
        Assert.Empty(await shared.Running.Messages(work.CampaignId));
        Assert.Empty(await shared.Running.Aside(work.PageId));
    }

    [Theory]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"sender":{"user_ref":"ref-7"},"recipient":{"id":"PAGE"},"timestamp":1700000123000,"optin":{"ref":"plugin","user_ref":"ref-7"}}]}""", "optin: sender has no id")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"optin":{"ref":"plugin","user_ref":"ref-7"},"recipient":{"id":"PAGE"},"timestamp":1700000123000}]}""", "optin: sender has no id")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"recipient":{"id":"PAGE"},"timestamp":1700000123000,"policy_enforcement":{"action":"block","reason":"x"}}]}""", "policy_enforcement: of the page")]
    [InlineData("""{"id":"PAGE","time":1700000123456,"messaging":[{"recipient":{"id":"PAGE"},"timestamp":1700000123000,"app_roles":{"7":["secondary_receiver"]}}]}""", "app_roles: of the page")]
    [InlineData("""{"id":"PAGE","time":1700000123,"changes":[{"field":"feed","value":{"item":"comment","verb":"add","created_time":1700000123}}]}""", "changes: feed")]
    public async Task What_is_nobodys_conversation_is_kept_aside(string entry, string reason)
    {
        var (work, _) = await Delivered(entry);
        Assert.Empty(await shared.Running.Messages(work.CampaignId));
        Assert.Equal(reason, Assert.Single(await shared.Running.Aside(work.PageId)).Reason);
    }

    [Fact]
    public async Task The_Test_button_of_the_dashboard_names_no_Page_and_is_kept_aside()
    {
        var value = $$"""{"field":"messages","value":{"sender":{"id":"12"},"recipient":{"id":"23"},"timestamp":"1700000123","message":{"mid":"{{SignedWebhook.NewMid()}}","text":"prueba"} } }""";
        var work = await Workplace.Open(shared.Running);
        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(SignedWebhook.BodyOf($$"""{"id":"0","time":1700000123,"changes":[{{value}}]}""")));
        Assert.Single(await shared.Running.Aside("0"), item => item.Reason == "changes: messages" && Encoding.UTF8.GetString(item.Raw.Span) == value);
    }

    private async Task<(Workplace Work, string Psid)> Delivered(string entry)
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        await Deliver(work, psid, entry);
        return (work, psid);
    }

    private static async Task Deliver(Workplace work, string psid, string entry) => Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(SignedWebhook.BodyOf(
        entry.Replace("PAGE", work.PageId, StringComparison.Ordinal).Replace("PSID", psid, StringComparison.Ordinal).Replace("MID", "m_" + psid, StringComparison.Ordinal))));
}
