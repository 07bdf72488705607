using Messenger.Domain.Shared;

namespace Messenger.Domain.Proof;

/// <summary>Cuts one day out of a proven journal.</summary>
internal sealed class ProvenDay(JournalProof proof, DateOnly day)
{
    private const int MostShown = 1_000;

    private readonly Dictionary<string, TimeZoneInfo> _zones = [];

    public ProofReport Report(IReadOnlyCollection<ProvenSum>? shown)
    {
        var found = proof.Judge().Where(v => IsOfDay(v.At, CampaignOf(v))).ToList();
        var interactions = proof.Conversations.Values.SelectMany(c => c.Interactions).ToList();
        var checkedOnes = interactions.Count(i => new[] { i.OpenedAt, i.QueuedAt, i.EndedAt }.Any(at => at is { } instant && IsOfDay(instant, i.CampaignId)));
        var sums = Sums(interactions.DistinctBy(i => i.Id).ToDictionary(i => i.Id), found);
        if (shown is not null)
        {
            Compare(interactions, shown, found);
        }

        return new ProofReport(day, checkedOnes, found.Count, [.. found.Take(MostShown)], sums);
    }

    private List<ProvenSum> Sums(Dictionary<string, ProvenInteraction> interactions, List<Violation> found)
    {
        var sums = new List<ProvenSum>();
        foreach (var (campaignId, campaign) in proof.Campaigns.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var queued = campaign.QueuedAt.Where(q => IsOfDay(q.Value, campaignId) && CountsHere(interactions.GetValueOrDefault(q.Key), campaignId))
                .Select(q => q.Key).ToList();
            var known = new List<ProvenInteraction>();
            foreach (var id in queued)
            {
                if (interactions.TryGetValue(id, out var interaction))
                {
                    known.Add(interaction);
                }
                else
                {
                    found.Add(new Violation(ViolationCode.Queued, Names.CampaignStream(campaignId), 0, campaign.QueuedAt[id], id, "It was queued and no conversation has it."));
                }
            }

            if (queued.Count > 0)
            {
                sums.Add(Tally(campaignId, known) with { Queued = queued.Count });
            }
        }

        return sums;
    }

    /// <summary>A transfer queues it elsewhere, and it counts where it was opened. What ended before it heard that it was let in counts nowhere.</summary>
    private static bool CountsHere(ProvenInteraction? i, string campaignId) =>
        i is null || (i is { WasRefused: false, IsReopened: false } and not { EndedAt: not null, CountsFrom: null } && i.CampaignId == campaignId);

    private static ProvenSum Tally(string campaignId, List<ProvenInteraction> queued) => new(
        campaignId,
        queued.Count,
        queued.Count(i => i is { AbandonedAt: null, AnsweredAt: not null }),
        queued.Count(i => i.AbandonedAt is not null),
        queued.Count(i => i is { AbandonedAt: null, AnsweredAt: null, EndedAt: not null }),
        queued.Count(i => i is { AbandonedAt: null, AnsweredAt: null, EndedAt: null }));

    /// <summary>By the conversations' facts alone: the read model is theirs, and hears of a campaign's queue when they do.</summary>
    private void Compare(List<ProvenInteraction> interactions, IReadOnlyCollection<ProvenSum> shown, List<Violation> found)
    {
        var told = interactions.Where(i => i.CountsFrom is { } q && IsOfDay(q, i.CampaignId)).GroupBy(i => i.CampaignId, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Tally(g.Key, [.. g]), StringComparer.Ordinal);
        var read = shown.ToDictionary(s => s.CampaignId, StringComparer.Ordinal);
        foreach (var id in told.Keys.Union(read.Keys).Order(StringComparer.Ordinal))
        {
            var nothing = new ProvenSum(id, 0, 0, 0, 0, 0);
            var (facts, rows) = (told.GetValueOrDefault(id, nothing), read.GetValueOrDefault(id, nothing));
            if (facts != rows)
            {
                var head = proof.Campaigns.ContainsKey(id) ? proof.HeadOf(Names.CampaignStream(id)) : new JournalPoint(Names.CampaignStream(id), 0, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero));
                found.Add(head.Violates(ViolationCode.Sum, null, $"Shown are {Words(rows)}; the facts say {Words(facts)}."));
            }
        }
    }

    private static string Words(ProvenSum s) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{s.Queued} queued = {s.Answered} answered + {s.Abandoned} abandoned + {s.EndedOtherwise} ended otherwise + {s.Waiting} waiting");

    private string? CampaignOf(Violation violation) => violation.Stream.Split('/') switch
    {
        ["campaign", var id] => id,
        ["conversation", var key] => proof.Conversations[key].Interactions is [.., var last] ? last.CampaignId : null,
        _ => null,
    };

    private bool IsOfDay(DateTimeOffset at, string? campaignId) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, ZoneOf(campaignId)).DateTime) == day;

    private TimeZoneInfo ZoneOf(string? campaignId)
    {
        if (campaignId is null || !proof.Campaigns.TryGetValue(campaignId, out var campaign))
        {
            return TimeZoneInfo.Utc;
        }

        if (!_zones.TryGetValue(campaignId, out var zone))
        {
            _zones[campaignId] = zone = TimeZoneInfo.TryFindSystemTimeZoneById(campaign.TimeZone, out var known) ? known : TimeZoneInfo.Utc;
        }

        return zone;
    }
}
