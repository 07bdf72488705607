using Messenger.Domain.Shared;

namespace Messenger.Cluster.Tests.Running;

/// <summary>Customers who write on and on, and agents who answer, finish, and keep their desks connected, whatever happens to the silos.</summary>
internal sealed class Traffic(Centre centre)
{
    private readonly List<string> _customers = [];
    private readonly List<Task> _agents = [];
    private volatile bool _agentsLeave;
    private int _told;

    /// <summary>Every mid of which a customer was told that it is stored.</summary>
    public System.Collections.Concurrent.ConcurrentBag<string> Stored { get; } = [];

    /// <summary>How many messages are stored so far.</summary>
    public int Told => Volatile.Read(ref _told);

    public void StartAgents() => _agents.AddRange(centre.Agents.Select(a => Task.Run(() => Work(a))));

    public Task Customers(int count, int messages)
    {
        var customers = Enumerable.Range(0, count).Select(_ => centre.Customer()).ToArray();
        _customers.AddRange(customers);
        return Task.WhenAll(customers.Select(c => Task.Run(() => Write(c, messages))));
    }

    /// <summary>Waits until every interaction is finished, then lets the agents go.</summary>
    public async Task Served()
    {
        await Eventually.Is(
            async () => (await Task.WhenAll(_customers.Select(async c => (await centre.View(c)).State))).All(s => s == "ended"),
            "everybody was served");
        _agentsLeave = true;
        await Task.WhenAll(_agents);
    }

    private async Task Write(string customer, int messages)
    {
        for (var n = 0; n < messages; n++)
        {
            Stored.Add(await centre.Writes(customer, $"mensaje {n}"));
            Interlocked.Increment(ref _told);
        }
    }

    private async Task Work(string agent)
    {
        var connectedAt = DateTimeOffset.MinValue;
        while (!_agentsLeave)
        {
            if (DateTimeOffset.UtcNow - connectedAt > TimeSpan.FromSeconds(2))
            {
                await centre.Connect(agent);
                connectedAt = DateTimeOffset.UtcNow;
            }

            foreach (var held in (await centre.Desk(agent)).Interactions)
            {
                var psid = Names.SplitConversationKey(held.ConversationKey).Psid;
                await centre.Reply(psid, held.InteractionId, agent, "re/" + held.InteractionId);
                await centre.Close(held, agent);
            }

            await Task.Delay(10);
        }
    }
}
