using Messenger.Bench.Running;

namespace Messenger.Bench.Scenarios;

/// <summary>One question the bench answers.</summary>
internal sealed record Scenario(string Name, string Description, Func<BenchOptions, Figures, Task> Run)
{
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("ingest", "signed webhooks a second through the whole product, beside Kestrel alone and one durable INSERT per request", Ingest.Run),
        new("latency", "webhook to the agent's screen at 100 messages a second, beside one INSERT and a SignalR echo", Latency.Run),
        new("storage", "the journal writer alone, beside one durable commit per row", Writer.Run),
        new("failover", "two fronts and two workers: killed, hung, crashed as a whole, under 100 messages a second", Failover.Run),
        new("fuzz", "a million broken, forged and odd requests to the webhook: answers, exceptions, memory; --seed N makes others", Fuzz.Run),
        new("opening", "10,000 customers wait for the opening: the first offer after it, and the order", Opening.Run),
        new("route", "what a routing decision costs with 100 and 10,000 waiting, 50 campaigns, 1,000 agents, 20 campaigns sharing agents", Route.Run),
        new("proof", "the proof of a day with 100,000 interactions, by the command, beside reading the same facts", Proof.Run),
        new("board", "reading a supervisor's board with 10,000 interactions today, beside the bare sums of their rows", Board.Run),
    ];
}
