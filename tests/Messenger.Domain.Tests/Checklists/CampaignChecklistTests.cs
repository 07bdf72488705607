using Messenger.Domain.Campaigns;
using Messenger.Domain.Checklists;
using Messenger.Domain.Pages;

namespace Messenger.Domain.Tests.Checklists;

/// <summary>What is missing before a campaign serves customers (R27).</summary>
public sealed class CampaignChecklistTests
{
    private static readonly PageHealth Green = new(TokenWord.Valid, [], null);

    private static readonly CampaignReadiness Complete = new(
        CampaignSettings.Default with { PageId = "100", PageToken = "protected", Schedule = OpenInterval.AllWeek }, Green, null, null, 3, 2);

    private static string Faults(CampaignReadiness campaign) => string.Join(' ', CampaignChecklist.Of(campaign).Where(i => !i.Done).Select(i => $"{i.Code}:{i.Fault}"));

    private static ChecklistItem Item(CampaignReadiness campaign, string code) => CampaignChecklist.Of(campaign).Single(i => i.Code == code);

    [Fact]
    public void Complete_all_five_are_green()
    {
        Assert.Equal(["token", "webhook", "schedule", "address", "members"], CampaignChecklist.Of(Complete).Select(i => i.Code));
        Assert.Equal("", Faults(Complete));
    }

    [Fact]
    public void Without_a_page_neither_token_nor_webhook_can_be_well() =>
        Assert.Equal("token:no-page webhook:no-page", Faults(Complete with { Settings = Complete.Settings with { PageId = null, PageToken = null }, Health = null }));

    [Fact]
    public void A_page_without_token_is_red() =>
        Assert.Equal("token:none webhook:not-looked", Faults(Complete with { Settings = Complete.Settings with { PageToken = null }, Health = null }));

    [Fact]
    public void An_invalid_token_is_red_with_facebooks_word_and_what_is_delivered_is_unknown()
    {
        var campaign = Complete with { Health = new PageHealth(TokenWord.Invalid, [new PageReason(PageReasonCode.TokenInvalid, "expired")], null) };
        Assert.Equal("token:invalid webhook:unknown", Faults(campaign));
        Assert.Equal("expired", Item(campaign, ChecklistCode.Token).Detail);
    }

    [Fact]
    public void Nobody_has_looked_yet_and_the_token_that_was_just_given_works() => Assert.Equal("webhook:not-looked", Faults(Complete with { Health = null }));

    [Fact]
    public void Missing_fields_are_named()
    {
        var campaign = Complete with
        {
            Health = new PageHealth(TokenWord.Degraded, [new PageReason(PageReasonCode.MissingField, "message_reads"), new PageReason(PageReasonCode.MissingField, "message_echoes")], null),
        };
        Assert.Equal("webhook:missing-fields", Faults(campaign));
        Assert.Equal("message_reads, message_echoes", Item(campaign, ChecklistCode.Webhook).Detail);
    }

    [Fact]
    public void An_amber_page_serves_today() =>
        Assert.Equal("", Faults(Complete with { Health = new PageHealth(TokenWord.Degraded, [new PageReason(PageReasonCode.EndsSoon)], null) }));

    [Fact]
    public void An_empty_schedule_is_red() => Assert.Equal("schedule:empty", Faults(Complete with { Settings = Complete.Settings with { Schedule = [] } }));

    [Fact]
    public void An_address_that_leads_elsewhere_is_red_with_the_networks_word()
    {
        var campaign = Complete with { AddressFault = "another-server", AddressDetail = "404" };
        Assert.Equal(("address:another-server", "404"), (Faults(campaign), Item(campaign, ChecklistCode.Address).Detail));
    }

    [Theory]
    [InlineData(0, 0, "members:none")]
    [InlineData(2, 0, "members:not-in-voice-campaign")]
    [InlineData(2, 1, "")]
    public void One_member_who_may_receive_something_is_enough(int members, int eligible, string faults) =>
        Assert.Equal(faults, Faults(Complete with { Members = members, Eligible = eligible }));
}
