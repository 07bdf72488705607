using Messenger.Domain.Checklists;

namespace Messenger.Domain.Tests.Checklists;

/// <summary>The five steps from an empty installation to the first customer.</summary>
public sealed class SetupChecklistTests
{
    private static readonly SetupReadiness Complete = new(null, null, null, null, null, 1, true);

    private static string Faults(SetupReadiness setup) => string.Join(' ', SetupChecklist.Of(setup).Where(i => !i.Done).Select(i => $"{i.Code}:{i.Fault}"));

    [Fact]
    public void They_stand_in_the_order_in_which_they_can_be_done()
    {
        Assert.Equal(["address", "app", "webhook", "campaign", "members"], SetupChecklist.Of(Complete).Select(i => i.Code));
        Assert.Equal("", Faults(Complete));
    }

    [Fact]
    public void Of_an_empty_installation_all_five_are_red() =>
        Assert.Equal(
            "address:none app:refused webhook:no-app campaign:none members:no-campaign",
            Faults(new SetupReadiness("none", null, "refused", null, null, 0, false)));

    [Theory]
    [InlineData("none", null)]
    [InlineData("other", "https://other.example.com/hook")]
    [InlineData("not-active", null)]
    [InlineData("missing-fields", "messages")]
    public void What_facebook_has_of_the_webhook_is_said(string fault, string? detail)
    {
        var item = Assert.Single(SetupChecklist.Of(Complete with { WebhookFault = fault, WebhookDetail = detail }), i => !i.Done);
        Assert.Equal((ChecklistCode.Webhook, fault, detail), (item.Code, item.Fault, item.Detail));
    }

    [Fact]
    public void A_connected_campaign_that_nobody_serves_is_red() => Assert.Equal("members:none", Faults(Complete with { IsServed = false }));
}
