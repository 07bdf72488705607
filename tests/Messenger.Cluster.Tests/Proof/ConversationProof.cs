using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Proof;

/// <summary>Walks a conversation's facts: one interaction at a time, one owner at a time, epochs and sequence numbers without gaps, no mid twice.</summary>
internal sealed class ConversationProof
{
    private string? _open;
    private int _number;
    private int _epoch;
    private long _seq;

    public (Lease Lease, AgentName Agent, string InteractionId)? Owner { get; private set; }

    /// <summary>Every ownership there was.</summary>
    public List<(Lease Lease, int Epoch, AgentName Agent, string InteractionId)> Owned { get; } = [];

    public List<string> Mids { get; } = [];

    /// <summary>Interactions that run and belong to nobody.</summary>
    public string? Waiting => Owner is null ? _open : null;

    public ConversationProof(IEnumerable<ConversationFact> facts)
    {
        foreach (var fact in facts)
        {
            Walk(fact);
        }
    }

    private void Walk(ConversationFact fact)
    {
        switch (fact)
        {
            case ConversationFact.InteractionOpened f:
                Assert.Null(_open);
                Assert.Equal(++_number, f.Number);
                (_open, _epoch) = (f.InteractionId, 1);
                break;
            case ConversationFact.MessageReceived f:
                Assert.Equal(_open, f.InteractionId);
                Assert.Equal(++_seq, f.Seq);
                Assert.DoesNotContain(f.Mid, Mids);
                Mids.Add(f.Mid);
                break;
            case ConversationFact.MessageQueued f:
                Assert.Equal(++_seq, f.Seq);
                break;
            case ConversationFact.Owned f:
                Assert.Null(Owner);
                Assert.Equal((_open, _epoch), (f.InteractionId, f.Epoch));
                Owner = (f.Lease, f.Agent, f.InteractionId);
                Owned.Add((f.Lease, f.Epoch, f.Agent, f.InteractionId));
                break;
            case ConversationFact.Requeued f:
                Assert.Equal(Owner?.Lease, f.From);
                Assert.Equal(++_epoch, f.Epoch);
                Owner = null;
                break;
            case ConversationFact.Ended f:
                Assert.Equal(_open, f.InteractionId);
                Assert.Equal(Owner?.Lease, f.Lease);
                (_open, Owner) = (null, null);
                break;
        }
    }
}
