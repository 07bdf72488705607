using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Console.Shared.Live;

/// <summary>
/// Reads one topic: keeps what arrives before the answer of Subscribe, applies only the next version of each stream, and says when it must
/// subscribe again. Knows nothing of connections, so every order of arrival can be tried in a test.
/// </summary>
public sealed class TopicReader(string topic, ITopicView view)
{
    /// <summary>Kept events of streams that are not open yet; beyond this a new subscription is cheaper.</summary>
    private const int MostKept = 512;

    private readonly StreamCursor cursor = new();
    private readonly List<HubEvent> early = [];
    private readonly Dictionary<string, List<HubEvent>> ahead = new(StringComparer.Ordinal);
    private bool waiting = true;
    private bool gap;

    public string Topic { get; } = topic;

    /// <summary>True from the first answer on: there is something to show.</summary>
    public bool HasState { get; private set; }

    /// <summary>True while an answer of Subscribe is outstanding.</summary>
    public bool IsWaiting => waiting;

    /// <summary>Starts a subscription.</summary>
    /// <param name="fresh">Ask for a snapshot whatever is held.</param>
    /// <returns>The version map to send; null asks for a snapshot.</returns>
    public Dictionary<string, long>? Begin(bool fresh = false)
    {
        waiting = true;
        return fresh || cursor.IsEmpty ? null : cursor.ToMap();
    }

    /// <summary>Takes the answer, then what arrived meanwhile.</summary>
    /// <returns>False when it does not reach the versions it names: begin again, fresh.</returns>
    public bool Complete(Subscription answer)
    {
        gap = false;
        if (answer.Snapshot is { } snapshot)
        {
            cursor.Clear();
            ahead.Clear();
            var inside = view.Replace(snapshot);
            foreach (var (stream, version) in answer.Versions.Concat(inside))
            {
                cursor.Set(stream, version);
            }
        }
        else
        {
            foreach (var missed in answer.Events ?? [])
            {
                Take(missed);
            }

            foreach (var stream in cursor.Streams.Where(held => !answer.Versions.ContainsKey(held)).ToList())
            {
                cursor.Forget(stream);
                view.Lost(stream);
            }

            gap |= answer.Versions.Any(head => !(cursor.VersionOf(head.Key) >= head.Value));
        }

        waiting = false;
        HasState = true;
        foreach (var kept in early)
        {
            Take(kept);
        }

        early.Clear();
        return !gap;
    }

    /// <summary>Takes pushed events.</summary>
    /// <returns>False when something is missing: begin again with the map.</returns>
    public bool Take(IEnumerable<HubEvent> batch)
    {
        gap = false;
        foreach (var pushed in batch)
        {
            if (waiting)
            {
                early.Add(pushed);
            }
            else
            {
                Take(pushed);
            }
        }

        return !gap;
    }

    /// <summary>Whether everything up to these heads has been applied.</summary>
    public bool HasReached(IReadOnlyDictionary<string, long> heads) => !waiting && cursor.HasReached(heads);

    private void Take(HubEvent pushed)
    {
        if (pushed is { Type: ViewEventType.BoardSnapshot or ViewEventType.PullSnapshot, Data: { } whole })
        {
            // Its grain began anew: its old stream is over, and this event is all there is to know.
            cursor.Clear();
            ahead.Clear();
            view.Replace(whole);
            cursor.Set(pushed.Stream, pushed.Version);
            return;
        }

        switch (cursor.Judge(pushed.Stream, pushed.Version))
        {
            case Arrival.Next:
                cursor.Set(pushed.Stream, pushed.Version);
                Turn(view.Apply(pushed));
                break;
            case Arrival.Gap:
                gap = true;
                break;
            case Arrival.Unknown when view.MayOpen(pushed.Stream) && ahead.Sum(kept => kept.Value.Count) < MostKept:
                Keep(pushed);
                break;
            case Arrival.Unknown:
                ahead.Clear();
                gap = true;
                break;
            case Arrival.Old:
                break;
        }
    }

    private void Keep(HubEvent pushed)
    {
        if (!ahead.TryGetValue(pushed.Stream, out var kept))
        {
            ahead[pushed.Stream] = kept = [];
        }

        kept.Add(pushed);
    }

    private void Turn(StreamTurn turn)
    {
        if (turn.Closed is { } closed)
        {
            cursor.Forget(closed);
            ahead.Remove(closed);
        }

        if (turn.Opened is not { } opened)
        {
            return;
        }

        cursor.Set(opened, turn.Version);
        if (ahead.Remove(opened, out var kept))
        {
            foreach (var pushed in kept.OrderBy(e => e.Version))
            {
                Take(pushed);
            }
        }
    }
}
