using Messenger.Domain.Hubs;

namespace Messenger.Front.Feeds;

/// <summary>The events that go to one client with the next write.</summary>
internal sealed class HubBatch(TimeProvider clock, FrontMeters meters)
{
    private readonly List<(HubEvent Event, string? Trace)> _waiting = [];

    public int Count => _waiting.Count;

    /// <param name="trace">The span that pushed it, as a traceparent.</param>
    public void Add(HubEvent next, string? trace) => _waiting.Add((next, trace));

    public void Remove(string topic) => _waiting.RemoveAll(waiting => waiting.Event.Topic == topic);

    public async Task Write(IFeedClient client)
    {
        var events = _waiting.ConvertAll(waiting => waiting.Event).ToArray();
        var spans = FrontTrace.Hub(_waiting.Select(waiting => waiting.Trace), events.Length);
        _waiting.Clear();
        try
        {
            await client.Events(events);
            meters.Written(clock.GetUtcNow() - events.Min(e => e.At));
        }
        finally
        {
            // The last first: each had become the current one on top of the one before.
            foreach (var span in spans.Reverse())
            {
                span.Dispose();
            }
        }
    }
}
