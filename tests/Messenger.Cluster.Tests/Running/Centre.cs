using System.Globalization;
using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Running;

/// <summary>One campaign with a Page, agents and customers of its own, on a cluster that others may use too.</summary>
internal sealed class Centre
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static int s_centres;

    private readonly int _number = Interlocked.Increment(ref s_centres);
    private int _customers;
    private int _mids;

    private Centre(ICluster cluster) => Cluster = cluster;

    public ICluster Cluster { get; }

    public string CampaignId => $"campaign{_number}";

    public string PageId => (500_000_000_000_000 + _number).ToString(CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Agents { get; private set; } = [];

    public ICampaignGrain Campaign => Cluster.Grains.GetGrain<ICampaignGrain>(CampaignId);

    public static async Task<Centre> Open(ICluster cluster, int agents, int limit, int graceSeconds = 60, IReadOnlyList<string>? shared = null)
    {
        var centre = new Centre(cluster);
        centre.Agents = shared ?? [.. Enumerable.Range(1, agents).Select(n => $"agent{centre._number}x{n}")];
        foreach (var agent in centre.Agents)
        {
            await centre.Agent(agent).Handle(new AgentCommand.Register(agent, "Agent " + agent));
        }

        Assert.IsType<Answer.Ok>(await centre.Campaign.Handle(new CampaignCommand.Save(centre.Settings(limit) with { ConnectionGraceSeconds = graceSeconds }, 0)));
        if (shared is null)
        {
            await centre.OpenVoice();
        }

        await centre.SetMembers([.. centre.Agents]);
        return centre;
    }

    public CampaignSettings Settings(int limit) => CampaignSettings.Default with
    {
        Name = CampaignId,
        Schedule = OpenInterval.AllWeek,
        PageId = PageId,
        PageName = CampaignId,
        PageToken = Cluster.PageToken,
        MaxPerAgent = limit,
    };

    public async Task Save(CampaignSettings settings, int basedOn) => Assert.IsType<Answer.Ok>(await Campaign.Handle(new CampaignCommand.Save(settings, basedOn)));

    public Task SetMembers(params string[] agents) =>
        Campaign.Handle(new CampaignCommand.SetMembers([.. agents.Select(a => new Member(a))]));

    /// <summary>The roster of the telephone system that everybody of this centre is in, as the voice rule asks (R33).</summary>
    private async Task OpenVoice()
    {
        var voice = Cluster.Grains.GetGrain<ICampaignGrain>("voice-" + CampaignId);
        var settings = CampaignSettings.Default with { Name = "Voice of " + CampaignId, Type = CampaignType.Voice, Schedule = OpenInterval.AllWeek };
        Assert.IsType<Answer.Ok>(await voice.Handle(new CampaignCommand.Save(settings, 0)));
        Assert.IsType<Answer.Ok>(await voice.Handle(new CampaignCommand.SetMembers([.. Agents.Select(a => new Member(a))])));
    }

    public IAgentGrain Agent(string agentId) => Cluster.Grains.GetGrain<IAgentGrain>(agentId);

    public IConversationGrain Conversation(string psid) => Cluster.Grains.GetGrain<IConversationGrain>(Names.ConversationKey(PageId, psid));

    public string Customer() => (7_000_000_000 + (_number * 1_000) + Interlocked.Increment(ref _customers)).ToString(CultureInfo.InvariantCulture);

    public string NewMid() => $"m_{_number}_{Interlocked.Increment(ref _mids)}";

    public ConversationCommand.Receive Message(string text, string? mid = null) => new(
        new Inbound.CustomerMessage(mid ?? NewMid(), text, [], null, null, Cluster.Clock.GetUtcNow()), CampaignId, CampaignId);

    /// <summary>As a webhook: told again until it is stored.</summary>
    public async Task<string> Writes(string psid, string text)
    {
        var mid = NewMid();
        var message = Message(text, mid);
        await Patient.Call(() => Conversation(psid).Receive([message]));
        return mid;
    }

    /// <summary>A new customer writes and waits in the queue, confirmed by the campaign.</summary>
    public async Task<string> Waiting(string text = "hola")
    {
        var psid = Customer();
        await Writes(psid, text);
        await InState(psid, "waiting");
        var id = (await View(psid)).Id;
        await Eventually.Is(async () => (await Queue()).Contains(id), $"{id} stands in the queue");
        return psid;
    }

    public Task Connect(string agentId, string session = "session") => Patient.Call(() => Agent(agentId).Connected("desk-" + agentId, session + agentId));

    public async Task<InteractionView> View(string psid) => Parse<InteractionView>(await Patient.Call(() => Conversation(psid).Read(null, null)));

    public async Task<AgentSnapshot> Desk(string agentId) => Parse<AgentSnapshot>(await Patient.Call(() => Agent(agentId).Read(null, null)));

    /// <summary>Told once, whatever comes of it.</summary>
    public async Task<AgentSnapshot> DeskNow(string agentId) => Parse<AgentSnapshot>(await Agent(agentId).Read(null, null));

    /// <summary>Told once, whatever comes of it.</summary>
    public Task<Answer> CloseNow(HeldInteraction held, string agentId) => Cluster.Grains.GetGrain<IConversationGrain>(held.ConversationKey)
        .Handle(new ConversationCommand.Close(held.InteractionId, agentId, "resuelto", null), "close/" + held.InteractionId);

    public Task<InteractionView> InState(string psid, string state) =>
        Eventually.Is(() => View(psid), view => view.State == state, $"{psid} is {state}");

    public async Task<InteractionView> OnDesk(string psid, string agentId)
    {
        var view = await Eventually.Is(() => View(psid), v => v.State == "active" && v.AgentId == agentId, $"{psid} is with {agentId}");
        await Eventually.Is(async () => (await Desk(agentId)).Interactions.Any(i => i.InteractionId == view.Id), $"{psid} is on the desk of {agentId}");
        return view;
    }

    public Task<Answer> Reply(string psid, string interactionId, string agentId, string clientMessageId, string text = "Buenas") =>
        Patient.Call(() => Conversation(psid).Handle(new ConversationCommand.SendText(interactionId, agentId, clientMessageId, text)));

    public Task<Answer> Close(HeldInteraction held, string agentId) => Patient.Call(() => CloseNow(held, agentId));

    public async Task Finish(string psid, string agentId) =>
        Assert.IsType<Answer.Ok>(await Close(new HeldInteraction((await View(psid)).Id, Names.ConversationKey(PageId, psid)), agentId));

    /// <summary>Interactions that wait, first in line first, from the committed rows; those under offer included.</summary>
    public Task<IReadOnlyList<string>> Queue() => Sql.Strings(
        Cluster.Database, "SELECT interaction_id FROM queue_entry WHERE campaign_id = @id ORDER BY class, since, interaction_id", new { id = CampaignId });

    private static T Parse<T>(StreamPage page) => JsonSerializer.Deserialize<T>(page.Snapshot!.Json, Json)!;
}
