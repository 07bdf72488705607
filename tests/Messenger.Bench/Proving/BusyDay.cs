using System.Globalization;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Bench.Proving;

/// <summary>
/// The journal of one day as the product would have left it: customers come to a few campaigns, wait behind some others, are served by agents
/// with several places, write and are answered, and go; one in ten is answered too late.
/// </summary>
internal sealed class BusyDay
{
    public const int Campaigns = 10;
    public const int AgentsEach = 30;
    private const int Limit = 3;
    private const int Line = 40;
    private const string Page = "100000000000001";

    /// <summary>Offers, and how an agent's slots empty, go round in this order.</summary>
    private readonly Queue<Waiting>[] _lines = [.. Enumerable.Range(0, Campaigns).Select(_ => new Queue<Waiting>())];
    private readonly Queue<Served>[] _served = [.. Enumerable.Range(0, Campaigns * AgentsEach).Select(_ => new Queue<Served>())];
    private readonly long[] _leases = new long[Campaigns];
    private readonly Dictionary<string, long> _versions = [];
    private readonly Dictionary<string, long> _seqs = [];
    private readonly Action<Append> _store;
    private readonly DateTimeOffset _midnight;
    private DateTimeOffset _now;

    public BusyDay(DateOnly day, Action<Append> store)
    {
        _store = store;
        _now = _midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        for (var c = 0; c < Campaigns; c++)
        {
            Commit<CampaignFact>(Names.CampaignStream(Campaign(c)), new CampaignFact.SettingsChanged(
                CampaignSettings.Default with { Version = 1, Name = Campaign(c), TimeZone = "UTC", Schedule = OpenInterval.AllWeek }));
            for (var a = 0; a < AgentsEach; a++)
            {
                Commit<AgentFact>(
                    Names.AgentStream(Agent((c * AgentsEach) + a)), new AgentFact.LimitSet(Campaign(c), 1, Limit, true, 60), new AgentFact.StatusChanged(AgentStatus.Available));
            }
        }
    }

    public int Facts { get; private set; }

    public int Rows { get; private set; }

    /// <summary>The rows of its interactions; each was queued as it opened, and answered as it was assigned.</summary>
    public List<DayRow> Interactions { get; } = [];

    /// <summary>So many come in the course of the day; at its end a few still wait or are with an agent.</summary>
    public void Live(int interactions)
    {
        for (var n = 0; n < interactions; n++)
        {
            _now = _midnight.AddDays((double)n / interactions);
            var campaign = n % Campaigns;
            Arrive(campaign, n);
            if (_lines[campaign].Count > Line)
            {
                Serve(campaign, (campaign * AgentsEach) + (n / Campaigns % AgentsEach));
            }
        }
    }

    private void Arrive(int campaign, int n)
    {
        var key = Names.ConversationKey(Page, (7_000_000_000_000_000 + n).ToString(CultureInfo.InvariantCulture));
        var id = Names.InteractionId(key, 1);
        var conversation = Names.ConversationStream(key);
        Commit<ConversationFact>(
            conversation, new ConversationFact.InteractionOpened(id, 1, Campaign(campaign), "Soporte", Page, Names.SplitConversationKey(key).Psid), Received(key, id),
            new ConversationFact.ProfileRequested());
        Commit<CampaignFact>(Names.CampaignStream(Campaign(campaign)), new CampaignFact.Queued(id, 1, QueueClass.Normal, _now, _now.AddHours(24)));
        Commit<ConversationFact>(conversation, new ConversationFact.Placed(id, 1, QueuePlace.Queued, _now, 300, _now.AddHours(24)));
        Commit<ConversationFact>(conversation, new ConversationFact.ProfileSettled("Rosa Ñandú", "es_UY"));
        var late = n % 10 == 0;
        if (late)
        {
            Commit<ConversationFact>(conversation, new ConversationFact.Abandoned(id, _now));
        }

        Interactions.Add(new DayRow(id, key, Campaign(campaign), _now) { AbandonedAt = late ? _now : null });
        _lines[campaign].Enqueue(new Waiting(key, id, Interactions[^1]));
    }

    private void Serve(int campaign, int agent)
    {
        var waiting = _lines[campaign].Dequeue();
        if (_served[agent].Count == Limit)
        {
            Finish(campaign, agent);
        }

        var (lease, name, load) = (new Lease(Campaign(campaign), ++_leases[campaign]), new AgentName(Agent(agent), Agent(agent), "Ana"), _served[agent].Count);
        var (conversation, person) = (Names.ConversationStream(waiting.Key), Names.AgentStream(name.Id));
        Commit<CampaignFact>(Names.CampaignStream(Campaign(campaign)), new CampaignFact.Offered(lease.Number, waiting.Id, 1, name.Id, 1, 1, _now.AddSeconds(10)));
        Commit<AgentFact>(person, new AgentFact.Reserved(lease, waiting.Id, 1, waiting.Key, load, Limit, load, Limit));
        Commit<ConversationFact>(conversation, new ConversationFact.Owned(waiting.Id, 1, lease, name));
        Commit<AgentFact>(person, new AgentFact.Activated(lease, new InteractionCard(waiting.Id, Campaign(campaign))));
        var hint = new AgentHint(name.Id, lease.Number, Limit - load - 1);
        Commit<CampaignFact>(Names.CampaignStream(Campaign(campaign)), new CampaignFact.Assigned(lease.Number, hint));
        Commit<AgentFact>(person, new AgentFact.OutcomeDelivered(lease, lease.Number));
        Commit<ConversationFact>(conversation, new ConversationFact.Answered(waiting.Id, name.Id), new ConversationFact.Seen(waiting.Id));
        Talk(conversation, waiting, name, 1);
        Commit<ConversationFact>(conversation, Received(waiting.Key, waiting.Id));
        Talk(conversation, waiting, name, 2);
        (waiting.Row.AssignedAt, waiting.Row.RepliedAt, waiting.Row.AgentId) = (_now, _now, name.Id);
        _served[agent].Enqueue(new Served(waiting, lease));
    }

    private void Talk(string conversation, Waiting waiting, AgentName author, int n)
    {
        var client = string.Create(CultureInfo.InvariantCulture, $"{waiting.Id}-{n}");
        var seq = Next(waiting.Key);
        Commit<ConversationFact>(
            conversation, new ConversationFact.MessageQueued(seq, waiting.Id, client, author, false, "Sale mañana por la mañana, con gusto."),
            new ConversationFact.SendStarted(client, 1, _now.AddSeconds(3), MessagingType.Response));
        Commit<ConversationFact>(conversation, new ConversationFact.MessageSent(client, "m_" + client));
        Commit<ConversationFact>(conversation, new ConversationFact.MessageDelivered(seq), new ConversationFact.WatermarkRaised(false, _now));
    }

    private void Finish(int campaign, int agent)
    {
        var (waiting, lease) = _served[agent].Dequeue();
        var conversation = Names.ConversationStream(waiting.Key);
        waiting.Row.EndedAt = _now;
        Commit<ConversationFact>(conversation, new ConversationFact.Ended(waiting.Id, 1, lease, Agent(agent), true, EndReason.Closed, null, null));
        Commit<AgentFact>(Names.AgentStream(Agent(agent)), new AgentFact.Freed(lease, true), new AgentFact.HintGiven(Campaign(campaign), 1, false, null));
        Commit<CampaignFact>(Names.CampaignStream(Campaign(campaign)), new CampaignFact.Removed(waiting.Id, 1));
        Commit<ConversationFact>(
            conversation, new ConversationFact.NoticeDelivered($"removed/{waiting.Id}/1"), new ConversationFact.NoticeDelivered($"slot-ended/{lease}"));
    }

    private ConversationFact.MessageReceived Received(string key, string id)
    {
        var seq = Next(key);
        return new(seq, id, $"m_{id}{seq:0000000000}AdIjoKxQmRhYZ5cVnPzWb", _now, "Hola, ¿me pueden decir cuándo llega mi pedido?", null, null, null);
    }

    private long Next(string key) => _seqs[key] = _seqs.GetValueOrDefault(key) + 1;

    private void Commit<TFact>(string stream, params TFact[] facts)
        where TFact : notnull
    {
        var version = _versions.GetValueOrDefault(stream);
        _versions[stream] = version + 1;
        var encoded = FactCodec.Encode(facts);
        _store(new Append(stream, version, new NewRow(_now, encoded.Facts, encoded.Content, encoded.ContentHash, version + 1, null), [], [], null));
        (Facts, Rows) = (Facts + facts.Length, Rows + 1);
    }

    private static string Campaign(int n) => string.Create(CultureInfo.InvariantCulture, $"c{n}");

    private static string Agent(int n) => string.Create(CultureInfo.InvariantCulture, $"a{n}");

    private sealed record Waiting(string Key, string Id, DayRow Row);

    private sealed record Served(Waiting Of, Lease Lease);
}
