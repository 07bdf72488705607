using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Domain.Tests.Races.Expected;
using AgentNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentCommand, Messenger.Domain.Agents.AgentFact, Messenger.Domain.Agents.AgentRules>;
using CampaignNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules>;
using ConversationNode = Messenger.Domain.Tests.Races.Node<
    Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationCommand,
    Messenger.Domain.Conversations.ConversationFact, Messenger.Domain.Conversations.ConversationRules>;

namespace Messenger.Domain.Tests.Races;

/// <summary>A few campaigns, agents and customers whose commands, messages, crashes, doubles and clocks come as the schedule says.</summary>
internal sealed partial class World
{
    private const int DoublesAtMost = 3;

    private readonly Luck _luck = new();
    private readonly Network _network;
    private readonly Outside _outside;
    private readonly Reference _reference;
    private readonly List<CampaignNode> _campaigns = [];
    private readonly CampaignNode _voice;
    private readonly List<AgentNode> _agents = [];
    private readonly List<ConversationNode> _conversations = [];
    private readonly List<INode> _nodes = [];
    private readonly Dictionary<string, INode> _byName = [];
    private DateTimeOffset _now = Day.Start;

    /// <summary>Meta granted the Human Agent feature, of which conversations hear with what they are told.</summary>
    private readonly bool _humanAgent;

    private int _messages;
    private int _commands;

    private World(Schedule schedule, Action<string>? tell)
    {
        _luck.Begin(schedule.Luck);
        _outside = new Outside(_luck);
        _reference = new Reference { Tell = tell };
        _network = new Network(_luck, _outside, name => _byName[name], _reference.Promised, _reference.Told, () => _now);
        for (var n = 1; n <= schedule.Campaigns; n++)
        {
            Add(_campaigns, new CampaignNode($"campaign/c{n}", $"c{n}", Watch));
        }

        List<CampaignNode> rosters = [];
        Add(rosters, _voice = new CampaignNode("campaign/v", "v", Watch));
        for (var n = 1; n <= schedule.Agents; n++)
        {
            Add(_agents, new AgentNode($"agent/a{n}", $"a{n}", Watch));
        }

        for (var n = 1; n <= schedule.Customers; n++)
        {
            Add(_conversations, new ConversationNode($"conversation/1:{n}", $"1:{n}", Watch));
        }

        _humanAgent = _luck.OneIn(3);
        _campaigns.Append(_voice).ToList().ForEach(Found);
        _agents.ForEach(a => Post(a, new AgentCommand.Connected("s0")));
    }

    public Invariants Invariants { get; } = new();

    public Books Books { get; } = new();

    /// <summary>Activations that found out that another had committed past them.</summary>
    public int Doubles { get; private set; }

    /// <summary>Lives through the whole schedule and comes to rest.</summary>
    /// <exception cref="RaceLostException">Something was not as it must be; says in which step.</exception>
    public static World Through(Schedule schedule, Action<string>? tell = null)
    {
        var world = new World(schedule, tell);
        for (var n = 0; n <= schedule.Steps.Count; n++)
        {
            var step = n < schedule.Steps.Count ? schedule.Steps[n] : new Step(StepKind.Rest, 0);
            tell?.Invoke($"{n + 1}. {step.Kind}");
            try
            {
                world.Do(step);
            }
            catch (Exception e)
            {
                throw new RaceLostException(n + 1, $"Step {n + 1} of {schedule.Steps.Count}, {step.Kind}: {e.Message}", e);
            }
        }

        if (Record.Exception(world.IsToldTheSameAgain) is { } other)
        {
            throw new RaceLostException(schedule.Steps.Count + 1, $"Lived once more it is another story: {other.Message}", other);
        }

        return world;
    }

    private void Do(Step step)
    {
        _luck.Begin(step.Luck);
        _now += TimeSpan.FromMilliseconds(1);
        switch (step.Kind)
        {
            case StepKind.Move when !_network.IsQuiet:
                _network.Move(faults: true);
                break;
            case StepKind.Pump when _network.HasBusy:
                _network.PumpOne(faults: true);
                break;
            case StepKind.Crash:
                Crash();
                break;
            case StepKind.Double:
                Double();
                break;
            case StepKind.Time:
                TimePasses();
                break;
            case StepKind.Rest:
                ComeToRest();
                break;
            default:
                Act();
                break;
        }

        EveryOwnedInteractionHasItsSlot();
    }

    private void Crash()
    {
        var alive = _nodes.SelectMany(n => n.Alive).ToArray();
        if (alive.Length > 0)
        {
            _network.Stop(_luck.Any(alive));
        }
    }

    private void Double()
    {
        // Campaigns and agents are few: a double among them meets more.
        var node = _luck.OneIn(3) ? _luck.Any(_conversations) : _luck.Any(_nodes.Take(_campaigns.Count + 1 + _agents.Count).ToArray());
        if (node.Alive.Count < DoublesAtMost)
        {
            _network.Activate(node);
            Doubles += node.Alive.Count > 1 ? 1 : 0;
        }
    }

    private void TimePasses()
    {
        _now += TimeSpan.FromMilliseconds(_luck.Next(32) switch { < 4 => 15_000, < 6 => 40_000, 6 => 90_000, _ => 1 + _luck.Next(2_000) });
        foreach (var node in _nodes)
        {
            if (_luck.OneIn(2) && (node.Due <= _now || node.Owed.Count > 0))
            {
                Wake(node);
            }

            // Sometimes somebody looks before it is time: nothing may come of it.
            TickAll(node, faults: true, early: _luck.OneIn(8));
        }
    }

    /// <summary>The Waker knocks at one activation, which makes sure that it is not behind; where none is left, one comes up.</summary>
    private void Wake(INode node)
    {
        if (node.Alive.Count > 0)
        {
            _luck.Any(node.Alive).Wake();
        }

        if (node.Alive.Count == 0)
        {
            _network.Activate(node);
        }
    }

    private void TickAll(INode node, bool faults, bool early = false)
    {
        foreach (var activation in node.Alive.Where(a => early || a.Due <= _now).ToArray())
        {
            _network.Tell(activation, TickOf(node), faults);
        }
    }

    private static object TickOf(INode node) => node switch
    {
        AgentNode => AgentRules.Tick(),
        CampaignNode => CampaignRules.Tick(),
        _ => ConversationRules.Tick(),
    };

    private void Add<TNode>(List<TNode> nodes, TNode node)
        where TNode : INode
    {
        nodes.Add(node);
        _nodes.Add(node);
        _byName.Add(node.Name, node);
    }

    private void Watch(Decided<CampaignState, CampaignCommand, CampaignFact> d)
    {
        foreach (var change in d.Changes)
        {
            Invariants.Of(change.Before, change.Fact, change.After);
            Books.Of(d.Key, change.Fact, d.At);
        }

        _reference.Of(d);
    }

    private void Watch(Decided<AgentState, AgentCommand, AgentFact> d)
    {
        foreach (var change in d.Changes)
        {
            Invariants.Of(change.Before, change.Fact, change.After);
            Books.Of(d.Key, change.Fact, d.At);
        }

        _reference.Of(d);
    }

    private void Watch(Decided<ConversationState, ConversationCommand, ConversationFact> d)
    {
        foreach (var change in d.Changes)
        {
            Invariants.Of(change.Before, change.Fact, change.After);
            Books.Of(d.Key, change.Fact, d.At);
        }

        _reference.Of(d);
    }

    /// <summary>"The error is always on the safe side": whoever owns an interaction has a slot that counts for it.</summary>
    private void EveryOwnedInteractionHasItsSlot()
    {
        foreach (var conversation in _conversations)
        {
            if (conversation.State.Interaction is { Phase: InteractionPhase.Owned } i)
            {
                Assert.True(SlotOf(i) is not null, $"{i.Id} belongs to {i.Agent!.Id} by {i.Lease}, who has no slot for it.");
            }
        }
    }

    private Messenger.Domain.Agents.Slot? SlotOf(InteractionState owned) => ((AgentNode)_byName[Names.AgentStream(owned.Agent!.Id)]).State.SlotOf(owned.Lease!.Value);
}

/// <summary>A world in which something was not as it must be.</summary>
/// <param name="step">In which step, from 1.</param>
internal sealed class RaceLostException(int step, string message, Exception inner) : Exception(message, inner)
{
    public int Step => step;
}
