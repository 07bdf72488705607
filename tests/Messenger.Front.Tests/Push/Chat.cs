using System.Diagnostics;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>A customer who writes and an agent who reads it: how long a word takes while others make trouble.</summary>
internal sealed class Chat : IAsyncDisposable
{
    private readonly Workplace _work;
    private readonly string _psid;
    private readonly HubClient _agent;

    private Chat(Workplace work, string psid, HubClient agent) => (_work, _psid, _agent) = (work, psid, agent);

    /// <summary>From the product's 200 to the event at the agent's client.</summary>
    public TimeSpan Longest { get; private set; }

    public static async Task<Chat> Begin(RunningProduct product)
    {
        var work = await Workplace.Open(product);
        var agent = await product.Connect(await work.Agent("eva"));
        await agent.Desk();
        var chat = new Chat(work, work.Customer(), agent);
        await work.Webhook.Write(chat._psid, "hola");
        await agent.Saw<InteractionAdded>("interaction.added", _ => true);
        return chat;
    }

    public async Task<TimeSpan> Says(string text)
    {
        await _work.Webhook.Write(_psid, text);
        var watch = Stopwatch.StartNew();
        await _agent.Saw<MessageView>("message.added", message => message.Text == text);
        Longest = watch.Elapsed > Longest ? watch.Elapsed : Longest;
        return watch.Elapsed;
    }

    public ValueTask DisposeAsync() => _agent.DisposeAsync();
}
