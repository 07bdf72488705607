using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;

namespace Messenger.Domain.Tests.Campaigns;

public sealed class PagePolicyRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_measure_is_shown() => Assert.Equal(
        Of(PageEventWord.Block, 2), PagePolicyRules.ToShow([Of(PageEventWord.Warning, 3), Of(PageEventWord.Block, 2), Of(PageEventWord.Warning, 5)], Now));

    [Fact]
    public void Nothing_is_shown_without_a_measure() => Assert.Null(PagePolicyRules.ToShow(
        [Of(PageEventWord.Unblock, 1), new("1", Now, PageEventWord.Changes, PageEventWord.Block, null), new("1", Now, PageEventWord.AppRoles, "", null)], Now));

    [Fact]
    public void It_is_shown_for_seven_days()
    {
        Assert.NotNull(PagePolicyRules.ToShow([Of(PageEventWord.Warning, 6.99)], Now));
        Assert.Null(PagePolicyRules.ToShow([Of(PageEventWord.Warning, 7)], Now));
    }

    [Fact]
    public void An_unblock_lifts_the_blocks_before_it_and_no_warning()
    {
        Assert.Null(PagePolicyRules.ToShow([Of(PageEventWord.Block, 3), Of(PageEventWord.Unblock, 2)], Now));
        Assert.Equal(Of(PageEventWord.Block, 1), PagePolicyRules.ToShow([Of(PageEventWord.Block, 3), Of(PageEventWord.Unblock, 2), Of(PageEventWord.Block, 1)], Now));
        Assert.Equal(
            Of(PageEventWord.Warning, 4), PagePolicyRules.ToShow([Of(PageEventWord.Warning, 4), Of(PageEventWord.Block, 3), Of(PageEventWord.Unblock, 2)], Now));
    }

    private static PageEventItem Of(string action, double daysAgo) => new("1", Now.AddDays(-daysAgo), PageEventWord.PolicyEnforcement, action, "why");
}
