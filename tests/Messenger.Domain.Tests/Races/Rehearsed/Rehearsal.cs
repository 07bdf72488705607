using System.Text.Json;
using System.Text.RegularExpressions;
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

namespace Messenger.Domain.Tests.Races.Rehearsed;

/// <summary>
/// A story told by its script: one thing after the other, every message at once and in order, and the process of one grain stops at a
/// chosen point. What it leaves in the journals can be compared with the same story without the stop.
/// </summary>
internal sealed partial class Rehearsal
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, INode> _nodes = [];
    private readonly Queue<(IActivation From, Obligation Obligation)> _calls = [];
    private readonly List<(string Stream, string Fact)> _facts = [];
    private readonly int _stopAt;
    private readonly Fate _fate;
    private int _commands;
    private bool _running;

    /// <param name="stopAt">The how-manieth decision the process does not survive, from 1; 0 = it lives.</param>
    public Rehearsal(int stopAt, Fate fate)
    {
        (_stopAt, _fate) = (stopAt, fate);
        Campaign = Add("campaign/c1", new CampaignNode("campaign/c1", "c1", d => Keep("campaign/c1", d.Facts)));
        Voice = Add("campaign/v", new CampaignNode("campaign/v", "v", d => Keep("campaign/v", d.Facts)));
        Ana = Add("agent/a1", new AgentNode("agent/a1", "a1", d => Keep("agent/a1", d.Facts)));
        Bruno = Add("agent/a2", new AgentNode("agent/a2", "a2", d => Keep("agent/a2", d.Facts)));
        Chat = Add("conversation/1:7", new ConversationNode("conversation/1:7", "1:7", d => Keep("conversation/1:7", d.Facts)));
    }

    public CampaignNode Campaign { get; }

    public CampaignNode Voice { get; }

    public AgentNode Ana { get; }

    public AgentNode Bruno { get; }

    public ConversationNode Chat { get; }

    public DateTimeOffset Now { get; private set; } = Day.Start;

    /// <summary>Decisions so far: each is a point at which it may stop.</summary>
    public int Points { get; private set; }

    /// <summary>Everything of the journals that is not about when: instants are left out, offers that were refused on the way, and what only says who has heard of what.</summary>
    public IReadOnlyList<string> Left => [.. _facts.GroupBy(f => f.Stream).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.Select(f => $"{g.Key}: {f.Fact}"))];

    /// <summary>From a person, who repeats it with the same id until it is answered; then everything that follows from it.</summary>
    public Answer Do(INode to, object command)
    {
        var answer = Ask(to, command, $"command{++_commands}");
        Settle();
        return answer;
    }

    /// <summary>Each due time passes at its own instant.</summary>
    public void Pass(double seconds)
    {
        var until = Now.AddSeconds(seconds);
        Settle();
        while (_nodes.Values.Select(n => n.Due).Min() is { } due && due <= until)
        {
            Now = Now > due ? Now : due;
            foreach (var node in _nodes.Values.Where(n => n.Due <= Now))
            {
                Ask(node, node switch { AgentNode => AgentRules.Tick(), CampaignNode => CampaignRules.Tick(), _ => ConversationRules.Tick() }, null);
            }

            Settle();
        }

        Now = until;
    }

    private TNode Add<TNode>(string name, TNode node)
        where TNode : INode
    {
        _nodes.Add(name, node);
        return node;
    }

    private Answer Ask(INode to, object command, string? id)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Answer? answer = null;
            var activation = to.Alive.Count > 0 ? to.Alive[^1] : Activate(to);
            activation.Receive(new Waiting(command, id, told => answer = told));
            Decide(activation);
            if (answer is not null)
            {
                return answer;
            }
        }

        throw new InvalidOperationException($"{to.Name} never answered {command}.");
    }

    private void Decide(IActivation activation)
    {
        activation.Pump(Now, ++Points == _stopAt ? _fate : Fate.Lives);
        Dispatch(activation.Stopped ? Activate(activation.Node) : activation);
    }

    private IActivation Activate(INode node)
    {
        var activation = node.Activate();
        Dispatch(activation);
        return activation;
    }

    private void Dispatch(IActivation from)
    {
        foreach (var obligation in from.Pending.Where(o => !(from.Answers.TryGetValue(o.Key, out var known) && known.Equals(o))))
        {
            if (!_calls.Contains((from, obligation)))
            {
                _calls.Enqueue((from, obligation));
            }
        }
    }

    private void Settle()
    {
        Assert.False(_running);
        _running = true;
        while (_calls.TryDequeue(out var call))
        {
            var (from, obligation) = call;
            if (!from.Stopped && from.Pending.Contains(obligation) && !(from.Answers.TryGetValue(obligation.Key, out var known) && known.Equals(obligation)))
            {
                Carry(from, obligation);
            }
        }

        _running = false;
    }

    private void Carry(IActivation from, Obligation obligation)
    {
        var home = obligation switch
        {
            Obligation.ToAgent o => from.Answered(o, Ask(_nodes[Names.AgentStream(o.AgentId)], o.Command, null)),
            Obligation.ToCampaign o => from.Answered(o, Ask(_nodes[Names.CampaignStream(o.CampaignId)], o.Command, null)),
            Obligation.ToConversation o => from.Answered(o, Ask(_nodes[Names.ConversationStream(o.ConversationKey)], o.Command, null)),
            Obligation.ToConfiguration o => from.Answered(o, Answer.Done),
            Obligation.ToProfile => new ConversationCommand.ProfileFetched("Ñandú", "es_UY"),

            // Whoever finds an attempt open does not know whether it was made; Meta's echo tells.
            Obligation.ToMeta o when from.Recovered.Contains(o.Key) => new ConversationCommand.Receive(
                new Inbound.Echo($"out/{o.ClientMessageId}", o.Text, [], true, "1", o.ClientMessageId, Now), "c1", "Soporte"),
            Obligation.ToMeta o => new ConversationCommand.SendResult(o.ClientMessageId, o.Attempt, $"out/{o.ClientMessageId}", null),
            _ => throw new InvalidOperationException($"Nobody carries {obligation.Key}."),
        };
        if (from.Stopped)
        {
            return;
        }

        from.Answers[obligation.Key] = obligation;
        if (home is not null)
        {
            from.Receive(new Waiting(home, null, _ => { }));
            Decide(from);
        }
    }

    private void Keep(string stream, IEnumerable<object> facts) => _facts.AddRange(facts.Where(IsOfTheStory).Select(f => (stream, Told(f))));

    private static bool IsOfTheStory(object fact) => fact is not (AgentFact.HintGiven or AgentFact.HintHeard or AgentFact.HintOverdue or AgentFact.OutcomeDelivered
        or AgentFact.ReservationRefused or CampaignFact.Offered or CampaignFact.OfferRefused or CampaignFact.HintSeen or CampaignFact.LimitDelivered or CampaignFact.PlaceTold or ConversationFact.NoticeDelivered);

    private static string Told(object fact) => $"{fact.GetType().Name} {Lease().Replace(Instant().Replace(Hint().Replace(JsonSerializer.Serialize(fact, fact.GetType(), Json), "$1"), "t"), "$1n")}";

    /// <summary>An offer that is refused on the way has a number too.</summary>
    [GeneratedRegex("""("number":|"lease":)\d+""")]
    private static partial Regex Lease();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(\+00:00|Z)")]
    private static partial Regex Instant();

    [GeneratedRegex("""("hint":\{"agentId":"[^"]*"),"version":[^}]*""")]
    private static partial Regex Hint();
}
