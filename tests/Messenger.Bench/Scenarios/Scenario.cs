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
    ];
}
