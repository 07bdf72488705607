using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>Why a row of the campaign table is inactive (R31).</summary>
public sealed class CampaignActivityTests
{
    [Theory]
    [InlineData(CampaignType.Messenger, true, "1", "valid", null)]
    [InlineData(CampaignType.Messenger, true, "1", "degraded", null)]
    [InlineData(CampaignType.Messenger, true, "1", "invalid", "token-invalid")]
    [InlineData(CampaignType.Messenger, true, "1", "none", "token-none")]
    [InlineData(CampaignType.Messenger, true, null, "none", "no-page")]
    [InlineData(CampaignType.Messenger, false, null, "invalid", "disabled")]
    [InlineData(CampaignType.Voice, true, null, "none", null)]
    [InlineData(CampaignType.Voice, false, null, "none", "disabled")]
    public void The_first_reason_counts_and_a_roster_needs_no_page(CampaignType type, bool enabled, string? pageId, string token, string? reason) =>
        Assert.Equal(reason, CampaignActivity.InactiveBecause(CampaignSettings.Default with { Type = type, Enabled = enabled, PageId = pageId, Schedule = [] }, token));

    [Theory]
    [InlineData(null, "none")]
    [InlineData("protected", "valid")]
    public void A_token_that_is_there_is_believed(string? stored, string word) =>
        Assert.Equal(word, CampaignActivity.TokenOf(CampaignSettings.Default with { PageToken = stored }, null));
}
