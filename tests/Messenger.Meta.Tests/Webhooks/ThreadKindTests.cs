using Messenger.Domain.Conversations;

namespace Messenger.Meta.Tests.Webhooks;

/// <summary>Events that are neither messages nor marks: each becomes what a transcript or an administrator can be shown.</summary>
public sealed class ThreadKindTests
{
    [Theory]
    [InlineData("""{"mid":"m_B1","action":"react","reaction":"love","emoji":"\u2764\ufe0f"}""", false, "love", "❤️")]
    [InlineData("""{"mid":"m_B1","action":"unreact","reaction":"love","emoji":"\u2764\ufe0f"}""", true, "love", "❤️")]
    [InlineData("""{"mid":"m_B1","action":"unreact"}""", true, null, null)]
    [InlineData("""{"mid":"m_B1","reaction":"brand-new"}""", false, "brand-new", null)]
    [InlineData("""{"mid":"m_B1","action":7,"reaction":7,"emoji":[]}""", false, null, null)]
    public void A_reaction_names_its_message(string reaction, bool removed, string? word, string? emoji)
    {
        var item = Read($"\"reaction\":{reaction}");
        Assert.Equal(("reaction", Payloads.Psid, new Inbound.Reaction("m_B1", removed, word, emoji, Payloads.At)), (item.Kind, item.Psid, item.Event));
    }

    [Theory]
    [InlineData("""{"mid":"m_A1","text":"hello!","num_edit":1}""", "hello!", 1)]
    [InlineData("""{"mid":"m_A1","text":"hello!","num_edit":"5"}""", "hello!", 5)]
    [InlineData("""{"mid":"m_A1"}""", null, 0)]
    [InlineData("""{"mid":"m_A1","num_edit":-3}""", null, 0)]
    [InlineData("""{"mid":"m_A1","num_edit":99999999999999}""", null, 1_000_000)]
    public void An_edit_brings_the_whole_new_text(string edit, string? text, int number) =>
        Assert.Equal(new Inbound.Edited("m_A1", text, number, Payloads.At), Read($"\"message_edit\":{edit}").Event);

    [Theory]
    [InlineData("""{"ref":"x","source":"SHORTLINK","type":"OPEN_THREAD"}""", "SHORTLINK", "OPEN_THREAD", "x", null)]
    [InlineData("""{"source":"ADS","type":"LEAD_COMPLETE","ad_id":"12","lead":{"data":[]}}""", "ADS", "LEAD_COMPLETE", null, "12")]
    public void A_referral_says_where_the_customer_came_from(string referral, string source, string type, string? @ref, string? ad) =>
        Assert.Equal(new Inbound.Referred(new Referral(source, type, @ref, ad), Payloads.At), Read($"\"referral\":{referral}").Event);

    [Theory]
    [InlineData("""{"ref":"plugin"}""", null, "plugin", null, null)]
    [InlineData(
        """{"type":"notification_messages","payload":"p","notification_messages_token":"secret","title":"T","user_token_status":"NOT_REFRESHED","notification_messages_status":"STOP NOTIFICATIONS"}""",
        "notification_messages", "p", "T", "STOP NOTIFICATIONS")]
    [InlineData("""{"type":"notification_messages","user_token_status":"REFRESHED"}""", "notification_messages", null, null, "REFRESHED")]
    [InlineData("7", null, null, null, null)]
    public void An_opt_in_says_to_what_and_keeps_its_token_out(string optIn, string? type, string? @ref, string? title, string? status) =>
        Assert.Equal(new Inbound.OptedIn(type, @ref, title, status, Payloads.At), Read($"\"optin\":{optIn}").Event);

    [Fact]
    public void A_plugin_that_knows_no_person_goes_aside() => Assert.Equal(
        "optin: sender has no id", Payloads.Aside("""{"sender":{"user_ref":"u-1"},"recipient":{"id":"100000000000001"},"optin":{"ref":"x"} }""").Reason);

    [Theory]
    [InlineData("pass_thread_control", """{"previous_owner_app_id":"1","new_owner_app_id":"2","metadata":"m"}""", ThreadControlStep.Passed, "1", "2", false, "m")]
    [InlineData("pass_thread_control", """{"previous_owner_app_id":null,"new_owner_app_id":900000000000001}""", ThreadControlStep.Passed, null, Payloads.OurApp, true, null)]
    [InlineData("take_thread_control", """{"previous_owner_app_id":"900000000000001","new_owner_app_id":"2"}""", ThreadControlStep.Taken, Payloads.OurApp, "2", false, null)]
    [InlineData("take_thread_control", "{}", ThreadControlStep.Taken, null, null, false, null)]
    [InlineData("request_thread_control", """{"requested_owner_app_id":3,"metadata":"please"}""", ThreadControlStep.Requested, null, "3", false, "please")]
    [InlineData("request_thread_control", """{"requested_owner_app_id":"900000000000001"}""", ThreadControlStep.Requested, null, Payloads.OurApp, true, null)]
    public void Thread_control_says_from_whom_to_whom(string key, string control, ThreadControlStep step, string? from, string? to, bool toUs, string? metadata)
    {
        var expected = new Inbound.ThreadControl(step, from, to, toUs, metadata, Payloads.At);
        var item = Read($"\"{key}\":{control}");
        Assert.Equal((key, expected), (item.Kind, item.Event));
        Assert.Equal((Payloads.Psid, expected), Payloads.One($$"""{ {{Payloads.EchoSides}},"{{key}}":{{control}} }""") is var other ? (other.Psid, (Inbound.ThreadControl)other.Event) : default);
    }

    [Theory]
    [InlineData("""{"status":"linked","authorization_code":"secret"}""", true)]
    [InlineData("""{"status":"unlinked"}""", false)]
    public void Account_linking_keeps_its_code_out(string linking, bool linked) =>
        Assert.Equal(new Inbound.AccountLinked(linked, Payloads.At), Read($"\"account_linking\":{linking}").Event);

    [Theory]
    [InlineData("\"response_feedback\":{}", "response_feedback")]
    [InlineData("\"send_cart\":null,\"message_context\":{\"a\":1}", "message_context")]
    [InlineData("\"<script>\\u0000\\ud800\":1", "?script???")]
    public void A_kind_without_a_word_here_is_still_the_customers(string kind, string name) =>
        Assert.Equal((Payloads.Psid, name, new Inbound.Other(name, Payloads.At)), Read(kind) is var item ? (item.Psid, item.Kind, (Inbound.Other)item.Event) : default);

    [Theory]
    [InlineData("""{"action":"warning","reason":"spam"}""", PolicyStep.Warning, "spam")]
    [InlineData("""{"action":"block","reason":"more spam"}""", PolicyStep.Block, "more spam")]
    [InlineData("""{"action":"unblock"}""", PolicyStep.Unblock, null)]
    public void Policy_enforcement_is_the_pages(string policy, PolicyStep step, string? reason)
    {
        var aside = Payloads.Aside($$"""{"recipient":{"id":"100000000000001"},"timestamp":1767225599876,"policy_enforcement":{{policy}} }""");
        Assert.Equal(("policy_enforcement: of the page", Payloads.PageId), (aside.Reason, aside.PageId));
        Assert.Equal(new PageEvent.PolicyEnforcement(step, reason, Payloads.At), aside.Event);
    }

    [Theory]
    [InlineData("""{"900000000000001":["primary_receiver","x"],"5":["secondary_receiver"]}""", "primary_receiver,x")]
    [InlineData("""{"5":["secondary_receiver"]}""", "")]
    [InlineData("""{"900000000000001":"primary_receiver"}""", "")]
    [InlineData("""{"900000000000001":[7]}""", "")]
    public void App_roles_are_the_pages_and_only_ours_count(string roles, string ours)
    {
        var aside = Payloads.Aside($$"""{"recipient":{"id":"100000000000001"},"timestamp":1767225599876,"app_roles":{{roles}} }""");
        Assert.Equal(ours, string.Join(',', Assert.IsType<PageEvent.AppRoles>(aside.Event).Ours));
    }

    [Fact]
    public void A_change_is_the_pages() => Assert.Equal(
        new PageEvent.Changed("feed", Payloads.EntryAt),
        Assert.Single(Payloads.ReadPage(Payloads.Entry("\"changes\":[{\"field\":\"feed\",\"value\":{}}]")).Aside).Event);

    [Theory]
    [InlineData("\"message\":{\"mid\":\"m\",\"text\":\"t\"}", typeof(Inbound.CustomerMessage))]
    [InlineData("\"postback\":{\"title\":\"Go\"}", typeof(Inbound.Postback))]
    [InlineData("\"read\":{\"watermark\":1767225600300}", typeof(Inbound.Read))]
    [InlineData("\"delivery\":{\"watermark\":1767225600300}", typeof(Inbound.Delivered))]
    [InlineData("\"reaction\":{\"mid\":\"m\"}", typeof(Inbound.Reaction))]
    [InlineData("\"message_edit\":{\"mid\":\"m\"}", typeof(Inbound.Edited))]
    [InlineData("\"response_feedback\":{}", typeof(Inbound.Other))]
    public void What_another_app_handles_is_marked_as_such(string kind, Type inner)
    {
        var page = Payloads.ReadPage(Payloads.Entry($$"""  "standby":[{ {{Payloads.Sides}},{{kind}} }]  """));
        var standby = Assert.IsType<Inbound.Standby>(Assert.Single(page.Items).Event);
        Assert.IsType(inner, standby.Event);
        Assert.Equal((Payloads.At, Payloads.At), (standby.At, standby.Event.At));
    }

    [Fact]
    public void An_echo_on_standby_belongs_to_its_recipient()
    {
        var page = Payloads.ReadPage(Payloads.Entry($$"""  "standby":[{{Payloads.Echo("""{"mid":"m","is_echo":true,"text":"t","reply_to":{"mid":"m_A1"}}""")}}]  """));
        var item = Assert.Single(page.Items);
        Assert.Equal((Payloads.Psid, "m_A1"), (item.Psid, Assert.IsType<Inbound.Echo>(Assert.IsType<Inbound.Standby>(item.Event).Event).ReplyToMid));
    }

    private static WebhookItem Read(string kind) => Payloads.One($$"""{ {{Payloads.Sides}},{{kind}} }""");
}
