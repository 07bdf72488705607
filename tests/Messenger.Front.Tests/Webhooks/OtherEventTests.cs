using System.Net;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Webhooks;

/// <summary>From Meta's bytes to the recording: everything a customer or another app does has its place in the transcript, once.</summary>
[Collection(ProductCollection.Name)]
public sealed class OtherEventTests(SharedProduct shared)
{
    private const long At = 1_764_000_000_000;

    [Fact]
    public async Task Each_kind_stands_in_the_recording_once_however_often_and_whichever_way_it_comes()
    {
        var work = await Workplace.Open(shared.Running);
        var psid = work.Customer();
        string Item(int second, string what) =>
            $$$"""{"sender":{"id":"{{{psid}}}"},"recipient":{"id":"{{{work.PageId}}}"},"timestamp":{{{At + (second * 1_000)}}},{{{what[1..]}}}""";
        string[] items =
        [
            Item(1, """{"referral":{"ref":"verano","source":"SHORTLINK","type":"OPEN_THREAD"}}"""),
            Item(2, """{"message":{"mid":"m_1","text":"Hola"}}"""),
            Item(3, """{"reaction":{"mid":"m_1","action":"react","reaction":"love","emoji":"\u2764\ufe0f"}}"""),
            Item(4, """{"message_edit":{"mid":"m_1","text":"Hola!","num_edit":1}}"""),
            Item(5, """{"message":{"mid":"m_2","text":"esa","reply_to":{"mid":"m_1"}}}"""),
            Item(6, """{"message":{"mid":"m_3","text":"borrado"}}"""),
            Item(7, """{"message":{"mid":"m_3","is_deleted":true}}"""),
            Item(8, """{"optin":{"type":"notification_messages","payload":"p","title":"Ofertas","notification_messages_token":"t"}}"""),
            Item(9, """{"take_thread_control":{"previous_owner_app_id":"1","new_owner_app_id":"263902037430900","metadata":"m"}}"""),
            Item(10, """{"account_linking":{"status":"linked","authorization_code":"c"}}"""),
            Item(11, """{"response_feedback":{"feedback":"Good response","mid":"m_9"}}"""),
        ];

        // Backwards first: a reaction, an edit and a withdrawal come before the message they name.
        foreach (var item in items.Reverse().Concat(items))
        {
            Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Body(item)));
        }

        Assert.Equal(HttpStatusCode.OK, await work.Webhook.Deliver(work.Webhook.Standby(items)));

        var interaction = work.InteractionOf(psid);
        var recorded = (await shared.Running.Recording(interaction)).Where(m => m.Author is null || m.Direction == "system").OrderBy(m => m.At).ThenBy(m => m.Text).ToList();
        Assert.Equal(
            [
                ("referred", "verano"), ("Hola!", null), ("esa", null), (null, null), ("opted-in", "Ofertas"), ("thread-taken", "263902037430900"),
                ("account-linked", null), ("other", "response_feedback"),
            ],
            recorded.Where(m => m.At < DateTimeOffset.FromUnixTimeMilliseconds(At + 60_000)).Select(m => (m.Text, m.Author)));
        var (hello, reply, gone) = (recorded.Single(m => m.Mid == "m_1"), recorded.Single(m => m.Mid == "m_2"), recorded.Single(m => m.Mid == "m_3"));
        Assert.Equal(("❤️", true, "m_1", true), (hello.Reaction, hello.Edited, reply.ReplyToMid, gone.Unsent));
        Assert.Empty(await shared.Running.Aside(work.PageId));
    }
}
