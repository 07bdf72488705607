using Messenger.Contracts;
using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Agents;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Agents;

/// <summary>One agent: the only one who grants his slots. Which desks are connected is soft state, renewed by the fronts each 5 s.</summary>
[GrainType("agent")]
public sealed class AgentGrain(GrainParts parts)
    : DeciderGrain<AgentState, AgentCommand, AgentFact, AgentRules>(parts), IAgentGrain
{
    private static readonly TimeSpan ConnectionLife = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ConnectionCheck = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, DateTimeOffset> _connections = [];
    private DateTimeOffset _lossNotBefore;

    protected override string StreamName => Names.AgentStream(Key);

    protected override string SnapshotName => "agent-state";

    public Task<Answer> Handle(AgentCommand command, string? commandId = null) => Decide(command, commandId);

    public async Task Connected(string connectionId, string sessionId)
    {
        _connections[connectionId] = Clock.GetUtcNow() + ConnectionLife;
        if (!State.Connected || !State.Sessions.Contains(sessionId))
        {
            await Decide(new AgentCommand.Connected(sessionId));
        }
    }

    public async Task Disconnected(string connectionId)
    {
        if (_connections.Remove(connectionId) && _connections.Count == 0 && State.Connected)
        {
            await Decide(new AgentCommand.ConnectionLost());
        }
    }

    protected override async Task Loaded()
    {
        // The fronts renew within seconds: a crash of this silo throws nobody into the grace (protocol: ACTIVATION).
        _lossNotBefore = Clock.GetUtcNow() + ConnectionLife;
        this.RegisterGrainTimer(LookForLoss, new GrainTimerCreationOptions(ConnectionCheck, ConnectionCheck) { Interleave = true });
        if (State is { Connected: false, LostAt: not null, Status: AgentStatus.Available })
        {
            // The grace runs only while our hubs are reachable, so it starts anew here (R41).
            await Decide(new AgentCommand.ConnectionLost());
        }
    }

    protected override IEnumerable<RowChange> Changes(AgentState after, IReadOnlyList<AgentFact> facts, DateTimeOffset at) =>
        facts.All(IsHint) ? [] : [AgentProjection.Upsert(new AgentActivity(
            after.Id, after.UserName, after.DisplayName, after.Status == AgentStatus.Available ? "available" : "offline", after.Connected,
            after.Break?.Id, after.Break?.Name, after.Break?.Icon, after.BreakSince, after.InCall, after.Slots.Count, after.TotalLimit, after.Since,
            AgentRules.WithheldFrom(after))
        {
            BreakNames = after.Break?.Names,
        })];

    /// <summary>A connected agent must be in memory somewhere, or nobody would notice that his connection died with a silo.</summary>
    protected override DateTimeOffset? LookAfter(AgentState state) => state.Connected ? DateTimeOffset.UnixEpoch.AddYears(1000) : null;

    /// <summary>What passes between him and his campaigns is on no screen.</summary>
    private static bool IsHint(AgentFact fact) => fact is AgentFact.HintGiven or AgentFact.HintHeard or AgentFact.HintOverdue;

    protected override void Committed(IReadOnlyList<AgentFact> facts)
    {
        if (facts.All(IsHint))
        {
            return;
        }

        foreach (var limit in State.Limits)
        {
            _ = GrainFactory.GetGrain<IBoardGrain>(limit.CampaignId).Changed();
        }
    }

    private async Task LookForLoss()
    {
        var now = Clock.GetUtcNow();
        foreach (var dead in _connections.Where(c => c.Value < now).Select(c => c.Key).ToArray())
        {
            _connections.Remove(dead);
        }

        if (_connections.Count == 0 && State.Connected && now >= _lossNotBefore)
        {
            await Decide(new AgentCommand.ConnectionLost());
        }
        else if (_connections.Count > 0)
        {
            DelayDeactivation(TimeSpan.FromMinutes(1));
        }
    }
}
