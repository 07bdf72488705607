using Messenger.Domain.Campaigns;
using Messenger.Domain.Pages;

namespace Messenger.Domain.Checklists;

/// <summary>What a campaign's checklist goes by.</summary>
/// <param name="Health">Of its Page; null = nobody has looked yet.</param>
/// <param name="AddressFault">What the self-test of the external address found, as in the test's outcome, or "none"; null = it leads here.</param>
/// <param name="AddressDetail">The network's word; null = none.</param>
/// <param name="Members">How many the campaign has.</param>
/// <param name="Eligible">How many of them may receive anything (R33).</param>
public sealed record CampaignReadiness(CampaignSettings Settings, PageHealth? Health, string? AddressFault, string? AddressDetail, int Members, int Eligible);

/// <summary>What is missing before a campaign serves customers (R27).</summary>
public readonly struct CampaignChecklist
{
    public static IReadOnlyList<ChecklistItem> Of(CampaignReadiness campaign)
    {
        var reasons = campaign.Health?.Reasons ?? [];
        return
        [
            ChecklistItem.Of(ChecklistCode.Token, TokenFault(campaign.Settings, campaign.Health), reasons.FirstOrDefault(r => r.Code == PageReasonCode.TokenInvalid)?.Detail),
            ChecklistItem.Of(ChecklistCode.Webhook, WebhookFault(campaign.Settings, campaign.Health), string.Join(", ", MissingFields(reasons))),
            ChecklistItem.Of(ChecklistCode.Schedule, campaign.Settings.Schedule.Count == 0 ? "empty" : null),
            ChecklistItem.Of(ChecklistCode.Address, campaign.AddressFault, campaign.AddressDetail),
            ChecklistItem.Of(ChecklistCode.Members, campaign switch { { Members: 0 } => "none", { Eligible: 0 } => "not-in-voice-campaign", _ => null }),
        ];
    }

    /// <summary>An end that is near is amber, and serves today.</summary>
    private static string? TokenFault(CampaignSettings settings, PageHealth? health) =>
        settings.PageId is null ? "no-page" : CampaignActivity.TokenOf(settings, health?.Verdict) switch
        {
            TokenWord.None => "none",
            TokenWord.Invalid => "invalid",
            _ => null,
        };

    /// <summary>Of a Page whose token does not work nobody can tell what is delivered.</summary>
    private static string? WebhookFault(CampaignSettings settings, PageHealth? health) => (settings.PageId, health) switch
    {
        (null, _) => "no-page",
        (_, null) => "not-looked",
        (_, { Verdict: TokenWord.Invalid }) => "unknown",
        _ => MissingFields(health.Reasons).Any() ? "missing-fields" : null,
    };

    private static IEnumerable<string> MissingFields(IReadOnlyList<PageReason> reasons) =>
        reasons.Where(r => r.Code == PageReasonCode.MissingField).Select(r => r.Detail ?? "");
}
