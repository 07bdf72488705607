using System.Collections.Concurrent;
using System.Diagnostics;
using Messenger.Contracts;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>
/// The ways out of this silo, one for each front. All grains share them: what gathers while a batch is under way is the next
/// batch, so that under load a push costs a share of a call and not one of its own. The order of each stream is kept.
/// </summary>
public sealed class PushOutlets(IClusterClient cluster, ILogger<PushOutlets> logger)
{
    private readonly ConcurrentDictionary<string, PushOutlet> _outlets = new(StringComparer.Ordinal);

    /// <summary>Sends the events off without making anybody wait.</summary>
    /// <param name="commit">The span of the commit that made them; default when nobody records it.</param>
    public void Push(string front, IReadOnlyList<StreamEvent> events, ActivityContext commit)
    {
        var outlet = _outlets.GetOrAdd(front, name => new PushOutlet(
            batch => cluster.GetStreamProvider(Messenger.Contracts.Push.Provider).GetStream<StreamEvent>(StreamId.Create(Messenger.Contracts.Push.FrontNamespace, name)).OnNextBatchAsync(batch),
            fault => logger.PushFailed(fault, name)));
        outlet.Push(events, commit);
    }
}
