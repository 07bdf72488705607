using System.Globalization;
using System.Text;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>One valid body of every kind that Meta sends to a Page's webhook, to be broken.</summary>
public static class FuzzSeeds
{
    private const string Page = "<page>";
    private const string Psid = "<psid>";
    private const string Mid = "<mid>";
    private const string Time = "<time>";
    private const string Entry = $$$$"""{"id":"{{{{Page}}}}","time":{{{{Time}}}}""";
    private const string FromCustomer = $$$$"""{"sender":{"id":"{{{{Psid}}}}"},"recipient":{"id":"{{{{Page}}}}"},"timestamp":{{{{Time}}}}""";
    private const string FromPage = $$$$"""{"sender":{"id":"{{{{Page}}}}"},"recipient":{"id":"{{{{Psid}}}}"},"timestamp":{{{{Time}}}}""";

    /// <summary>Single items by the name of their kind.</summary>
    private static readonly (string Kind, string Item)[] Items =
    [
        .. Messages().Select(message => (message.Kind, $$$$"""{{{{FromCustomer}}}},"message":{{{{message.Json}}}}}""")),
        .. Attachments().Select(one => (one.Kind, $$$$"""{{{{FromCustomer}}}},"message":{"mid":"{{{{Mid}}}}","attachments":[{{{{one.Json}}}}]}}""")),
        .. Others().Select(one => (one.Kind, $$$$"""{{{{FromCustomer}}}},{{{{one.Json}}}}}""")),
        ("echo", $$$$"""{{{{FromPage}}}},"message":{"is_echo":true,"app_id":1517776481860111,"metadata":"id-77","mid":"{{{{Mid}}}}","text":"hello from the page"}}"""),
        ("echo of a file", $$$$"""{{{{FromPage}}}},"message":{"is_echo":true,"mid":"{{{{Mid}}}}","attachments":[{"type":"image","payload":{"url":"https:\/\/scontent.example\/a.png","attachment_id":687}}]}}"""),
        ("policy", $$$$"""{"recipient":{"id":"{{{{Page}}}}"},"timestamp":{{{{Time}}}},"policy_enforcement":{"action":"warning","reason":"spam"}}"""),
        ("app roles", $$$$"""{"recipient":{"id":"{{{{Page}}}}"},"timestamp":{{{{Time}}}},"app_roles":{"900000000000001":["primary_receiver"]}}"""),
        ("by reference", $$$$"""{"sender":{"user_ref":"ref-1"},"recipient":{"id":"{{{{Page}}}}"},"timestamp":{{{{Time}}}},"optin":{"ref":"plugin","user_ref":"ref-1"}}"""),
    ];

    private static readonly (string Kind, string Json)[] Bodies =
    [
        .. Items.Select(item => (item.Kind, Body($$$$"""{{{{Entry}}}},"messaging":[{{{{item.Item}}}}]}"""))),
        ("standby", Body($$$$"""{{{{Entry}}}},"standby":[{{{{Items[0].Item}}}},{{{{FromCustomer}}}},"postback":{"mid":"{{{{Mid}}}}-p","title":"T"}}]}""")),
        ("changes", Body($$$$"""{{{{Entry}}}},"changes":[{"field":"feed","value":{"item":"comment","n":[1,2.5,-3e2,true,null]}}]}""")),
        ("test button", Body($$$$"""{"id":"0","time":{{{{Time}}}},"changes":[{"field":"messages","value":{"sender":{"id":"12334"},"recipient":{"id":"23245"},"timestamp":"1527459824","message":{"mid":"test_message_id","text":"test_message"}}}]}""")),
        ("batch", Body(
            $$$$"""{{{{Entry}}}},"messaging":[{{{{Items[0].Item}}}},{{{{Items[^3].Item}}}}]}""",
            $$$$"""{"id":"99{{{{Page}}}}","time":{{{{Time}}}},"messaging":[{{{{Items[1].Item}}}}]}""",
            $$$$"""{{{{Entry}}}},"changes":[{"field":"inbox_labels","value":{}}],"messaging":[]}""",
            $$$$"""{{{{Entry}}}},"hop_context":{"app_id":1}}""")),
    ];

    public static int Count => Bodies.Length;

    /// <summary>A valid body; its message ids are unique by <paramref name="number"/>.</summary>
    public static (string Kind, byte[] Body) Of(int seed, string page, string psid, long number, long time)
    {
        var (kind, json) = Bodies[seed];
        var text = new StringBuilder(json)
            .Replace(Page, page).Replace(Psid, psid)
            .Replace(Mid, string.Create(CultureInfo.InvariantCulture, $"m_fuzz-{number}"))
            .Replace(Time, time.ToString(CultureInfo.InvariantCulture));
        return (kind, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Elements of <c>messaging</c> enough for about so many bytes, all of one customer, always with the same message ids.</summary>
    public static byte[] Large(string page, string psid, int bytes)
    {
        var item = Items[0].Item.Replace(Page, page, StringComparison.Ordinal).Replace(Psid, psid, StringComparison.Ordinal).Replace(Time, "1767225600123", StringComparison.Ordinal);
        var items = Enumerable.Range(0, bytes / item.Length).Select(n => item.Replace(Mid, string.Create(CultureInfo.InvariantCulture, $"m_many-{n}"), StringComparison.Ordinal));
        return Encoding.UTF8.GetBytes(Body($$$$"""{"id":"{{{{page}}}}","time":1767225600123,"messaging":[{{{{string.Join(',', items)}}}}]}"""));
    }

    private static string Body(params string[] entries) => $$$$"""{"object":"page","entry":[{{{{string.Join(',', entries)}}}}]}""";

    private static IEnumerable<(string Kind, string Json)> Messages() =>
    [
        ("text", $$$$"""{"mid":"{{{{Mid}}}}","text":"\u00bfEnv\u00edan a S\u00e3o Paulo\/SP? \ud83d\ude00"}"""),
        ("quick reply", $$$$"""{"mid":"{{{{Mid}}}}","text":"Billing","quick_reply":{"payload":"DEPT_1"}}"""),
        ("reply to", $$$$"""{"mid":"{{{{Mid}}}}","text":"that one","reply_to":{"mid":"m_fuzz-1","is_self_reply":false}}"""),
        ("command", $$$$"""{"mid":"{{{{Mid}}}}","text":"\/flights","commands":[{"name":"flights"}]}"""),
        ("from an ad", $$$$"""{"mid":"{{{{Mid}}}}","text":"hi","referral":{"ref":"r1","ad_id":"1","source":"ADS","type":"OPEN_THREAD","ads_context_data":{"ad_title":"t","photo_url":"https:\/\/e.example\/p","post_id":"5","product_id":"7"}}}"""),
        ("from a shop", $$$$"""{"mid":"{{{{Mid}}}}","text":"hi","referral":{"product":{"id":"77"}}}"""),
        ("unsend", $$$$"""{"mid":"{{{{Mid}}}}","is_deleted":true}"""),
        ("unsupported", $$$$"""{"mid":"{{{{Mid}}}}","is_unsupported":"true"}"""),
        ("text and file", $$$$"""{"mid":"{{{{Mid}}}}","text":"two","attachments":[{"type":"image","payload":{"url":"https:\/\/scontent.example\/1"}},{"type":"file","payload":{"url":"https:\/\/scontent.example\/2"}}]}"""),
        ("doubled sticker", $$$$"""{"mid":"{{{{Mid}}}}","attachments":[{"type":"sticker","payload":{"url":"https:\/\/scontent.example\/s","sticker_id":369239263222822}},{"type":"image","payload":{"url":"https:\/\/scontent.example\/s","sticker_id":"369239263222822"}}]}"""),
    ];

    private static IEnumerable<(string Kind, string Json)> Attachments() =>
    [
        ("audio", """{"type":"audio","payload":{"url":"https:\/\/scontent.example\/a"}}"""),
        ("video", """{"type":"video","payload":{"url":"https:\/\/scontent.example\/v"}}"""),
        ("sticker", """{"type":"sticker","payload":{"url":"https:\/\/scontent.example\/s","sticker_id":369239263222822}}"""),
        ("fallback", """{"type":"fallback","payload":{"url":"https:\/\/e.example\/","title":"T"}}"""),
        ("empty fallback", """{"type":"fallback","payload":null,"title":"T","url":"https:\/\/e.example\/"}"""),
        ("reel", """{"type":"ig_reel","payload":{"url":"https:\/\/e.example\/r","title":"T","reel_video_id":1}}"""),
        ("post", """{"type":"post","payload":{"url":"https:\/\/e.example\/p","title":"T","id":1}}"""),
        ("share", """{"type":"share","payload":{"url":"https:\/\/e.example\/s"}}"""),
        ("template", """{"type":"template","payload":{"product":{"elements":[{"id":"1","retailer_id":"r","image_url":"https:\/\/e.example\/i","title":"T","subtitle":"S"}]}}}"""),
        ("booking", """{"type":"appointment_booking","payload":{"booking_id":"b","status":"requested","start_time":1767225600,"end_time":1767229200,"timezone":"Europe\/Sofia"}}"""),
        ("location", """{"type":"location","title":"T","url":"https:\/\/e.example\/l","payload":{"coordinates":{"lat":42.6,"long":23.3}}}"""),
        ("unknown attachment", """{"type":"hologram","payload":{"depth":[[[1]]]}}"""),
    ];

    private static IEnumerable<(string Kind, string Json)> Others() =>
    [
        ("postback", $$$$""" "postback":{"mid":"{{{{Mid}}}}","title":"Get started","payload":"START","referral":{"ref":"x","source":"SHORTLINK","type":"OPEN_THREAD"}}"""),
        ("referral", """ "referral":{"ref":"x","source":"ADS","type":"OPEN_THREAD","ad_id":"9"}"""),
        ("lead", """ "referral":{"source":"ADS","type":"LEAD_COMPLETE","lead":{"data":[{"name":"email","values":["x"]}]}}"""),
        ("opt-in", """ "optin":{"type":"notification_messages","payload":"p","notification_messages_token":"t","title":"T","token_expiry_timestamp":"1767225600","notification_messages_status":"STOP NOTIFICATIONS"}"""),
        ("delivery", """ "delivery":{"mids":["m_fuzz-1","m_fuzz-2"],"watermark":1767225600200}"""),
        ("read", """ "read":{"watermark":1767225600300}"""),
        ("reaction", """ "reaction":{"mid":"m_fuzz-1","action":"react","reaction":"love","emoji":"\u2764\ufe0f"}"""),
        ("no reaction", """ "reaction":{"mid":"m_fuzz-1","action":"unreact"}"""),
        ("edit", """ "message_edit":{"mid":"m_fuzz-1","text":"hello!","num_edit":1}"""),
        ("linking", """ "account_linking":{"status":"linked","authorization_code":"a"}"""),
        ("passed", """ "pass_thread_control":{"previous_owner_app_id":null,"new_owner_app_id":"2","metadata":"m"}"""),
        ("taken", """ "take_thread_control":{"previous_owner_app_id":"1","new_owner_app_id":2}"""),
        ("requested", """ "request_thread_control":{"requested_owner_app_id":3,"metadata":"m"}"""),
        ("feedback", """ "messaging_feedback":{"feedback_screens":[{"screen_id":0,"questions":{"q":{"type":"csat","payload":"4"}}}]}"""),
        ("unknown kind", """ "hologram":{"x":1}"""),
    ];
}
