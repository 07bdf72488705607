using System.Collections.Concurrent;
using Messenger.Domain.Agents;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Processes;

/// <summary>
/// A centre in which everything happens that the assignment protocol numbers: customers come, are offered, refused, taken, finished, and
/// given back by an agent who is lost. Told on and on until the process is stopped; what a customer wrote is told again afterwards, as Meta does.
/// </summary>
internal sealed class StepStory(ICluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);
    private static readonly BreakKind Pause = new("pause", "Pausa", "coffee");

    private readonly ConcurrentQueue<(Centre Centre, string Psid, ConversationCommand.Receive Message)> _unconfirmed = new();
    private readonly ConcurrentQueue<string> _met = new();
    private Centre _centre = null!;
    private Centre _other = null!;

    /// <summary>Every message that was ever written.</summary>
    public ConcurrentBag<string> Written { get; } = [];

    /// <summary>Faults that may pass, and how often.</summary>
    public IEnumerable<string> Met => _met.GroupBy(fault => fault).Select(same => $"{same.Count()} x {same.Key}");

    /// <summary>Two campaigns whose agents are the same, who may hold two each, and two in all.</summary>
    public async Task Open()
    {
        _centre = await Centre.Open(cluster, agents: 2, limit: 2, graceSeconds: 1);
        _other = await Centre.Open(cluster, agents: 0, limit: 2, graceSeconds: 1, shared: _centre.Agents);
    }

    /// <summary>Until the process is gone or, when it must live, the rounds are over.</summary>
    public async Task Tell(int rounds, Func<bool> gone)
    {
        var patience = DateTimeOffset.UtcNow + Patience;
        for (var (round, whole) = (0, 0); whole < rounds && !gone() && DateTimeOffset.UtcNow < patience; round++)
        {
            // A round that was cut short by a fault that may pass is no round: forty of those are over in seconds.
            whole += await Try(Round(round), gone) ? 1 : 0;
        }
    }

    /// <summary>Both agents are there, every customer has been heard, and everything comes to rest.</summary>
    public async Task<int> ComeToRest()
    {
        while (_unconfirmed.TryDequeue(out var told))
        {
            await Patient.Call(() => told.Centre.Conversation(told.Psid).Receive([told.Message]));
        }

        foreach (var agent in _centre.Agents)
        {
            await Patient.Call(() => _centre.Agent(agent).Handle(new AgentCommand.EndBreak()));
            await _centre.Connect(agent, "rest");
        }

        // Who waits is served as soon as there is room: room is made until nobody is left.
        await Eventually.Is(
            async () =>
            {
                foreach (var agent in _centre.Agents)
                {
                    await _centre.Connect(agent, "rest");
                    foreach (var held in (await _centre.Desk(agent)).Interactions)
                    {
                        await _centre.Close(held, agent);
                    }
                }

                return (await _centre.Queue()).Count == 0 && (await _other.Queue()).Count == 0
                    && (await Task.WhenAll(_centre.Agents.Select(_centre.Desk))).All(d => d.Interactions.Count == 0);
            },
            "everybody was served");
        return Written.Count;
    }

    private async Task Round(int round)
    {
        var (here, away) = (_centre.Agents[round % 2], _centre.Agents[(round + 1) % 2]);
        await _centre.Agent(here).Connected("desk-" + here, $"round-{round}");
        await Writes();
        await Finish(here);

        // Both campaigns offer the only agent all that he may hold, at the same moment: offers meet refusals.
        await Task.WhenAll(Writes(), Writes(_other), Writes(), Writes(_other));
        await Finish(here);

        // And customers come while he leaves for his break.
        await Task.WhenAll(Writes(), _centre.Agent(here).Handle(new AgentCommand.StartBreak(Pause, AfterChats: false)), Writes());
        await _centre.Agent(here).Handle(new AgentCommand.EndBreak());
        await Finish(here);

        // He is lost while he has somebody: given back, queued anew, offered to the other.
        await Writes();
        await Holds(here);
        await _centre.Agent(here).Disconnected("desk-" + here);
        await _centre.Agent(away).Connected("desk-" + away, $"round-{round}");
        await Finish(away, patience: 3);
    }

    private async Task Writes(Centre? to = null)
    {
        var centre = to ?? _centre;
        var psid = centre.Customer();
        var message = centre.Message("hola");
        Written.Add(((Inbound.CustomerMessage)message.Event).Mid);
        _unconfirmed.Enqueue((centre, psid, message));
        await centre.Conversation(psid).Receive([message]);
    }

    /// <summary>Somebody is on his desk; else it would be chance whether he has somebody to give back.</summary>
    private async Task Holds(string agent)
    {
        for (var until = DateTimeOffset.UtcNow.AddSeconds(1); DateTimeOffset.UtcNow < until && (await _centre.DeskNow(agent)).Interactions.Count == 0;)
        {
            await Task.Delay(5);
        }
    }

    private async Task Finish(string agent, int patience = 1)
    {
        var until = DateTimeOffset.UtcNow.AddSeconds(patience);
        while (DateTimeOffset.UtcNow < until)
        {
            var interactions = (await _centre.DeskNow(agent)).Interactions;
            foreach (var held in interactions)
            {
                await _centre.CloseNow(held, agent);
                until = DateTimeOffset.UtcNow.AddMilliseconds(50);
            }
        }
    }

    private async Task<bool> Try(Task round, Func<bool> gone)
    {
        try
        {
            await round;
            return true;
        }
        catch (Exception) when (gone())
        {
            // It was stopped in the middle, as it was told to.
            return false;
        }
        catch (Exception fault) when (Patient.MayPass(fault))
        {
            // It is about to be gone, or a call of this round was too slow; the next round finds out.
            _met.Enqueue($"{fault.GetType().Name}: {fault.Message}");
            await Task.Delay(Breath);
            return false;
        }
    }
}
