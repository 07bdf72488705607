using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Hubs;

/// <summary>Those who wait in a campaign whose agents take for themselves: what its members see (R9).</summary>
/// <param name="Rows">The first <see cref="Longest"/> in the order of service; who is being taken is not among them.</param>
/// <param name="Waiting">How many there are in all.</param>
public sealed record PullList(string CampaignId, string CampaignName, IReadOnlyList<PullRow> Rows, int Waiting, DateTimeOffset ServerTime)
{
    public const int Longest = 50;
}

/// <summary>A change of the list, the data of pull.changed: rows to put in place of those with the same id, and ids that left.</summary>
public sealed record PullChange(string CampaignName, IReadOnlyList<PullRow> Rows, IReadOnlyList<string> Gone, int Waiting, DateTimeOffset ServerTime);

/// <param name="Preview">Beginning of the opening message, 120 graphemes (R34).</param>
/// <param name="Since">When its wait began.</param>
/// <param name="CameAt">When it came: those of a closed period begin to wait together.</param>
/// <param name="Returned">It goes before all that were not returned.</param>
public sealed record PullRow(string InteractionId, string CustomerName, string Preview, DateTimeOffset Since, DateTimeOffset CameAt, bool Returned);

/// <summary>A campaign of an agent's that lets him take for himself; the topic pull:{campaignId} shows who waits.</summary>
/// <param name="Rule">ringall: only the head of the line can be taken. ringallmultiple: anybody.</param>
/// <param name="Hindrance">Why he can take none now: offline, on-break, full, exclusive or not-in-voice-campaign; null = he can.</param>
public sealed record PullCampaign(string CampaignId, Eligibility Rule, string? Hindrance);
