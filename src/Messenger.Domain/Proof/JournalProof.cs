using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Proof;

/// <summary>
/// The proof of a journal (B10): walks every stream with a book of its own and compares the sides of each assignment. Feed it the facts of
/// each stream in their order, whichever stream first, all as of one moment; then ask what was found.
/// </summary>
public sealed class JournalProof
{
    private readonly List<Violation> _violations = [];
    private readonly Dictionary<string, CampaignProof> _campaigns = [];
    private readonly Dictionary<string, AgentProof> _agents = [];
    private readonly Dictionary<string, ConversationProof> _conversations = [];
    private readonly Dictionary<string, JournalPoint> _heads = [];

    public IReadOnlyDictionary<string, CampaignProof> Campaigns => _campaigns;

    public IReadOnlyDictionary<string, AgentProof> Agents => _agents;

    public IReadOnlyDictionary<string, ConversationProof> Conversations => _conversations;

    public void Walk(JournalPoint at, CampaignFact fact)
    {
        _heads[at.Stream] = at;
        var id = KeyOf(at.Stream);
        if (!_campaigns.TryGetValue(id, out var proof))
        {
            _campaigns[id] = proof = new CampaignProof(id, _violations.Add);
        }

        proof.Walk(at, fact);
    }

    public void Walk(JournalPoint at, AgentFact fact)
    {
        _heads[at.Stream] = at;
        var id = KeyOf(at.Stream);
        if (!_agents.TryGetValue(id, out var proof))
        {
            _agents[id] = proof = new AgentProof(_violations.Add);
        }

        proof.Walk(at, fact);
    }

    public void Walk(JournalPoint at, ConversationFact fact)
    {
        _heads[at.Stream] = at;
        var key = KeyOf(at.Stream);
        if (!_conversations.TryGetValue(key, out var proof))
        {
            _conversations[key] = proof = new ConversationProof(_violations.Add);
        }

        proof.Walk(at, fact);
    }

    /// <summary>Everything that is wrong, in the order of the journal's streams.</summary>
    public IReadOnlyList<Violation> Judge()
    {
        var judged = new List<Violation>(_violations);
        foreach (var (key, conversation) in _conversations)
        {
            var head = _heads[Names.ConversationStream(key)];
            foreach (var interaction in conversation.Interactions)
            {
                judged.AddRange(OfInteraction(head, interaction));
            }
        }

        return judged;
    }

    /// <summary>The same, of one day.</summary>
    /// <param name="shown">What the read model says of that day's queues, as of the same moment, in any order; null = it is not asked.</param>
    public ProofReport Of(DateOnly day, IReadOnlyCollection<ProvenSum>? shown = null) => new ProvenDay(this, day).Report(shown);

    internal JournalPoint HeadOf(string stream) => _heads[stream];

    private IEnumerable<Violation> OfInteraction(JournalPoint head, ProvenInteraction i)
    {
        // Dropped by its campaign, it can end before it hears what place it had.
        var isKnown = _campaigns.GetValueOrDefault(i.CampaignId)?.HasPlaced(i.Id) == true;
        if (i.IsRecordedOnly && (i.EndedAt is null || isKnown))
        {
            yield return head.Violates(ViolationCode.Blocked, i.Id, "Its customer is blocked, and it is not only recorded.");
        }

        if (i is { EndedAt: not null, WasPlaced: false, IsRecordedOnly: false } && !isKnown)
        {
            yield return head.Violates(ViolationCode.Place, i.Id, "It ended without a place in its campaign.");
        }

        foreach (var (lease, epoch, agentId) in i.Ownerships)
        {
            if (_agents.GetValueOrDefault(agentId)?.Granted.Contains(lease) != true)
            {
                yield return head.Violates(ViolationCode.Grant, i.Id, $"{agentId} owns it under {lease} and never granted that.");
            }

            if (_campaigns.GetValueOrDefault(lease.CampaignId)?.Offers.GetValueOrDefault(lease.Number) != (i.Id, epoch, agentId))
            {
                yield return head.Violates(ViolationCode.Grant, i.Id, $"{agentId} owns it under {lease}, epoch {epoch}, and was not offered that.");
            }
        }

        // Ended while it waited, it may not have heard that its wait began anew.
        if (i is { QueuedAt: { } queued, EndedWaiting: false } && _campaigns.GetValueOrDefault(i.CampaignId)?.QueuedAt.TryGetValue(i.Id, out var entered) == true && entered != queued)
        {
            yield return head.Violates(ViolationCode.Queued, i.Id, $"It was queued at {queued:O} and its campaign says {entered:O}.");
        }
    }

    private static string KeyOf(string stream) => stream[(stream.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
