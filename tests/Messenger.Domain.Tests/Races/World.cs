using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using AgentNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentCommand, Messenger.Domain.Agents.AgentFact, Messenger.Domain.Agents.AgentRules>;
using CampaignNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules>;
using ConversationNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationCommand,
    Messenger.Domain.Conversations.ConversationFact, Messenger.Domain.Conversations.ConversationRules>;

namespace Messenger.Domain.Tests.Races;

/// <summary>A few campaigns, agents and customers whose commands, messages, crashes and clocks come in an order drawn from a seed.</summary>
internal sealed partial class World
{
    private const int Customers = 24;

    private readonly Random _random;
    private readonly Network _network;
    private readonly Outside _outside;
    private readonly List<CampaignNode> _campaigns = [];
    private readonly List<AgentNode> _agents = [];
    private readonly List<ConversationNode> _conversations = [];
    private readonly Dictionary<string, INode> _nodes = [];
    private DateTimeOffset _now = Day.Start;
    private int _messages;

    public World(int seed)
    {
        _random = new Random(seed);
        _outside = new Outside(_random);
        _network = new Network(_random, _outside, ReceiverOf, () => _now);
        for (var n = 1; n <= 1 + _random.Next(2); n++)
        {
            Add(_campaigns, new CampaignNode($"campaign/c{n}", $"c{n}", Invariants.Of));
        }

        for (var n = 1; n <= 2 + _random.Next(4); n++)
        {
            Add(_agents, new AgentNode($"agent/a{n}", $"a{n}", Invariants.Of));
        }

        for (var n = 1; n <= Customers; n++)
        {
            Add(_conversations, new ConversationNode($"conversation/1:{n}", $"1:{n}", Invariants.Of));
        }

        foreach (var campaign in _campaigns)
        {
            SetMembers(campaign);
        }
    }

    public Invariants Invariants { get; } = new();

    public void Step()
    {
        var kind = _random.Next(100);
        if (kind < 84 && !_network.IsQuiet)
        {
            _network.Move(faults: true);
        }
        else if (kind < 95)
        {
            Act();
        }
        else if (kind < 97)
        {
            Crash();
        }
        else
        {
            TimePasses();
        }

        EveryOwnedInteractionHasItsSlot();
    }

    private void Add<TNode>(List<TNode> nodes, TNode node)
        where TNode : INode
    {
        nodes.Add(node);
        _nodes.Add(node.Name, node);
    }

    private INode ReceiverOf(Obligation obligation) => obligation switch
    {
        Obligation.ToAgent o => _nodes[Names.AgentStream(o.AgentId)],
        Obligation.ToCampaign o => _nodes[Names.CampaignStream(o.CampaignId)],
        Obligation.ToConversation o => _nodes[Names.ConversationStream(o.ConversationKey)],
        _ => throw new NotSupportedException($"{obligation.Key} does not go to a grain."),
    };

    private Answer Tell(INode node, object command)
    {
        var answer = node.Handle(command, _now);
        AfterCommit(node);
        return answer;
    }

    private void AfterCommit(INode node) => _network.Dispatch(node);

    private void Crash()
    {
        var node = Any(_nodes.Values.ToArray());
        node.Reload();
        _network.Forget(node);
    }

    private void TimePasses()
    {
        _now += TimeSpan.FromMilliseconds(_random.Next(16) switch { 0 => 15_000, 1 => 40_000, _ => _random.Next(1, 2_000) });
        foreach (var node in _nodes.Values.Where(n => n.Due <= _now))
        {
            node.Tick(_now);
            AfterCommit(node);
        }
    }

    /// <summary>"The error is always on the safe side": whoever owns an interaction has a slot that counts for it.</summary>
    private void EveryOwnedInteractionHasItsSlot()
    {
        foreach (var conversation in _conversations)
        {
            if (conversation.State.Interaction is { Phase: InteractionPhase.Owned, Lease: { } lease, Agent: { } agent } i)
            {
                var slot = ((AgentNode)_nodes[Names.AgentStream(agent.Id)]).State.SlotOf(lease);
                Assert.True(slot is not null, $"{i.Id} belongs to {agent.Id} by {lease}, who has no slot for it.");
            }
        }
    }

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
