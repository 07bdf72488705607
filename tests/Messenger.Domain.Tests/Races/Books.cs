using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Metrics;
using Messenger.Domain.Proof;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>
/// Two readings of all that was committed: the proof of the journal and the metric engine. They share no line, and at rest they must agree
/// on the queue of every day: queued = A + B + X + W.
/// </summary>
internal sealed class Books
{
    private readonly JournalProof _proof = new();
    private readonly Dictionary<string, InteractionFold> _folds = [];
    private readonly Dictionary<string, long> _versions = [];
    private readonly SortedSet<DateOnly> _days = [];

    /// <summary>Queued ones that were found in both.</summary>
    public int Agreed { get; private set; }

    public void Of(string campaignId, CampaignFact fact, DateTimeOffset at) => _proof.Walk(Point(Names.CampaignStream(campaignId), at), fact);

    public void Of(string agentId, AgentFact fact, DateTimeOffset at) => _proof.Walk(Point(Names.AgentStream(agentId), at), fact);

    public void Of(string conversationKey, ConversationFact fact, DateTimeOffset at)
    {
        _proof.Walk(Point(Names.ConversationStream(conversationKey), at), fact);
        if (!_folds.TryGetValue(conversationKey, out var fold))
        {
            _folds[conversationKey] = fold = new InteractionFold();
        }

        fold.Walk(fact, at);
    }

    public void AtRest(DateTimeOffset now)
    {
        Agreed = 0;
        var all = _folds.Values.SelectMany(f => f.Interactions).ToLookup(i => i.CampaignId);
        foreach (var date in _days)
        {
            var report = _proof.Of(date);
            Assert.Empty(report.Violations);
            var day = LocalDay.Of(date, TimeZoneInfo.Utc);
            var counted = all.Select(g => (Campaign: g.Key, Counts: DayCounts.Of(g, day, TimeSpan.FromSeconds(20), now))).Where(c => c.Counts.Queued > 0)
                .Select(c => new ProvenSum(c.Campaign, c.Counts.Queued, c.Counts.Answered, c.Counts.Abandoned, c.Counts.EndedOtherwise, c.Counts.Waiting))
                .OrderBy(s => s.CampaignId, StringComparer.Ordinal);
            Assert.Equal(report.Sums, counted);
            Assert.All(report.Sums, s => Assert.Equal(s.Queued, s.Answered + s.Abandoned + s.EndedOtherwise + s.Waiting));
            Agreed += report.Sums.Sum(s => s.Queued);
        }
    }

    private JournalPoint Point(string stream, DateTimeOffset at)
    {
        _days.Add(DateOnly.FromDateTime(at.UtcDateTime));
        _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        return new JournalPoint(stream, _versions[stream], at);
    }
}
