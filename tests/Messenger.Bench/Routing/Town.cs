using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using AgentStand = Messenger.Bench.Routing.Stand<
    Messenger.Domain.Agents.AgentState, Messenger.Domain.Agents.AgentCommand, Messenger.Domain.Agents.AgentFact, Messenger.Domain.Agents.AgentRules>;
using CampaignStand = Messenger.Bench.Routing.Stand<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules>;
using ConversationStand = Messenger.Bench.Routing.Stand<
    Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationCommand,
    Messenger.Domain.Conversations.ConversationFact, Messenger.Domain.Conversations.ConversationRules>;

namespace Messenger.Bench.Routing;

/// <summary>
/// Fifty campaigns, a thousand agents and their customers, by the product's rules alone: every message between grains is delivered,
/// in an order that chance chooses, and nothing is stored.
/// </summary>
internal sealed class Town
{
    public const int Campaigns = 50;
    public const int Sharing = 20;
    public const int Agents = 1_000;

    /// <summary>Members of all the campaigns that share; the others have a part each of who is left.</summary>
    private const int Shared = 400;
    private const int OthersEach = (Agents - Shared) / (Campaigns - Sharing);

    private readonly Random _chance;
    private readonly List<CampaignStand> _campaigns = [];
    private readonly Dictionary<string, IStand> _stands = [];
    private readonly List<(IStand From, Obligation Message)> _underWay = [];
    private readonly List<(string Interaction, string Agent)> _served = [];
    private readonly Queue<int> _next = [];
    private DateTimeOffset _now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private int _customers;

    public Town(int seed)
    {
        _chance = new Random(seed);
        for (var n = 0; n < Campaigns; n++)
        {
            var (id, number) = (Name("c", n), n);
            var campaign = new CampaignStand(id, CampaignEffort, fact => Happened(number, fact));
            _campaigns.Add(campaign);
            _stands.Add(id, campaign);
        }

        for (var n = 0; n < Agents; n++)
        {
            var id = Name("a", n);
            _stands.Add(id, new AgentStand(id, AgentEffort, fact => Happened(id, fact)));
        }

        var withoutVoice = new CampaignCommand.SetGlobals(new GlobalRules(1, NeedsVoice: false, []));
        for (var n = 0; n < Campaigns; n++)
        {
            Do(Name("c", n), withoutVoice);
            Do(Name("c", n), new CampaignCommand.Save(CampaignSettings.Default with { Name = Name("c", n), Schedule = OpenInterval.AllWeek, AbandonmentSeconds = 0 }, 0));
            Do(Name("c", n), new CampaignCommand.SetMembers([.. Members(n).Select(a => new Member(Name("a", a)))]));
        }

        for (var n = 0; n < Agents; n++)
        {
            Do(Name("a", n), new AgentCommand.Connected("s1"));
        }

        Deliver();
    }

    public Effort CampaignEffort { get; } = new();

    public Effort AgentEffort { get; } = new();

    public int Assigned { get; private set; }

    public int Refused { get; private set; }

    /// <summary>Messages between grains.</summary>
    public int Messages { get; private set; }

    public int Waiting => _campaigns.Sum(c => c.State.Waiting);

    /// <summary>Agents are busy, and so many wait beyond what they can hold, in all campaigns alike.</summary>
    public void Fill(int waiting)
    {
        var slots = Agents * CampaignSettings.Default.MaxPerAgent;
        for (var n = 0; _served.Count < slots; n++)
        {
            // Each campaign that has agents of its own fills them; what the sharing ones hold is theirs together.
            var campaign = n % Agents < Shared ? n % Sharing : Sharing + ((n % Agents - Shared) / OthersEach);
            Arrive(campaign);
            Deliver();
        }

        for (var n = 0; n < waiting; n++)
        {
            Arrive(n % Campaigns);
        }

        Deliver();
        Forget();
    }

    public void Forget()
    {
        _next.Clear();
        CampaignEffort.Forget();
        AgentEffort.Forget();
        (Assigned, Refused, Messages) = (0, 0, 0);
    }

    /// <summary>So many agents finish at once; whoever is assigned makes another customer write to the same campaign.</summary>
    public void Work(int finishing)
    {
        for (var n = 0; n < finishing; n++)
        {
            var index = _chance.Next(_served.Count);
            var (interaction, agent) = _served[index];
            _served[index] = _served[^1];
            _served.RemoveAt(_served.Count - 1);
            Do(Names.ConversationOf(interaction)!, new ConversationCommand.Close(interaction, agent, null, null));
        }

        Deliver();
        while (_next.TryDequeue(out var campaign))
        {
            Arrive(campaign);
        }

        Deliver();
    }

    private static IEnumerable<int> Members(int campaign) => campaign < Sharing
        ? Enumerable.Range(0, Shared)
        : Enumerable.Range(Shared + ((campaign - Sharing) * OthersEach), OthersEach);

    private static string Name(string kind, int n) => string.Create(CultureInfo.InvariantCulture, $"{kind}{n:0000}");

    private void Arrive(int campaign)
    {
        var key = Names.ConversationKey("1", (++_customers).ToString(CultureInfo.InvariantCulture));
        _stands.Add(key, new ConversationStand(key, new Effort(), fact => { }));
        Do(key, new ConversationCommand.Receive(new Inbound.CustomerMessage($"m{_customers}", "Hola", [], null, null, _now), Name("c", campaign), "Page"));
    }

    private void Happened(int campaign, CampaignFact fact)
    {
        switch (fact)
        {
            case CampaignFact.Assigned:
                Assigned++;
                _next.Enqueue(campaign);
                break;
            case CampaignFact.OfferRefused:
                Refused++;
                break;
        }
    }

    private void Happened(string agent, AgentFact fact)
    {
        if (fact is AgentFact.Activated activated)
        {
            _served.Add((activated.Card.InteractionId, agent));
        }
    }

    private void Do(string name, object command)
    {
        _now += TimeSpan.FromMilliseconds(1);
        _stands[name].Tell(command, _now);
        Send(_stands[name]);
    }

    private void Send(IStand from) => _underWay.AddRange(from.ToSend().Where(o => o is Obligation.ToAgent or Obligation.ToCampaign or Obligation.ToConversation).Select(o => (from, o)));

    /// <summary>Until nothing is on its way, one after another in an order that chance chooses.</summary>
    private void Deliver()
    {
        while (_underWay.Count > 0)
        {
            var index = _chance.Next(_underWay.Count);
            var (from, message) = _underWay[index];
            _underWay[index] = _underWay[^1];
            _underWay.RemoveAt(_underWay.Count - 1);
            Deliver(from, message);
        }
    }

    private void Deliver(IStand from, Obligation message)
    {
        Messages++;
        _now += TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond / 10);
        var (name, command) = message switch
        {
            Obligation.ToAgent o => (o.AgentId, (object)o.Command),
            Obligation.ToCampaign o => (o.CampaignId, o.Command),
            Obligation.ToConversation o => (o.ConversationKey, o.Command),
            _ => throw new NotSupportedException(message.Key),
        };
        var to = _stands[name];
        var answer = to.Tell(command, _now);
        Send(to);
        if (from.Answered(message, answer) is { } home)
        {
            from.Tell(home, _now);
        }

        from.Arrived(message);
        Send(from);
    }
}
