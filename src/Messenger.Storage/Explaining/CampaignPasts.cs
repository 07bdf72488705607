using Messenger.Domain.Explaining;

namespace Messenger.Storage.Explaining;

/// <summary>
/// Moments of campaigns that were walked through already, so that the next question about the same campaign need not begin at its first
/// row. Only a shorter way: what they say stands in the journal.
/// </summary>
internal sealed class CampaignPasts
{
    /// <summary>Facts between two moments that are kept. They share most of what they hold.</summary>
    public const int Apart = 5_000;

    private const int CampaignsKept = 32;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedList<long, CampaignPast>> _known = new(StringComparer.Ordinal);

    /// <summary>The last moment that is known before this instant.</summary>
    public CampaignPast Before(string campaignId, DateTimeOffset at)
    {
        lock (_gate)
        {
            return _known.GetValueOrDefault(campaignId)?.Values.LastOrDefault(past => past.At < at) ?? CampaignPast.Beginning(campaignId);
        }
    }

    public void Keep(CampaignPast past)
    {
        lock (_gate)
        {
            if (!_known.ContainsKey(past.CampaignId) && _known.Count >= CampaignsKept)
            {
                _known.Clear();
            }

            if (!_known.TryGetValue(past.CampaignId, out var moments))
            {
                _known[past.CampaignId] = moments = [];
            }

            moments[past.Version] = past;
        }
    }
}
