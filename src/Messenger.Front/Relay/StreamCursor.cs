using Messenger.Contracts;
using Messenger.Domain.Shared;

namespace Messenger.Front.Relay;

/// <summary>
/// How far one stream was passed on: exactly the next version goes through, a repeat is dropped, what runs ahead waits until
/// the gap before it is filled. Pure and not thread-safe; protocol section 4, RELAY.
/// </summary>
internal sealed class StreamCursor
{
    /// <summary>As many as a grain's ring holds: whatever is further ahead can be had from the ring or a snapshot.</summary>
    public const int MostAhead = 256;

    private readonly SortedDictionary<long, StreamEvent> _ahead = [];

    /// <summary>Null until the grain told its head for the first time.</summary>
    public string? Stream { get; private set; }

    public long Version { get; private set; }

    /// <summary>The newest version anybody spoke of.</summary>
    public long Head { get; private set; }

    public bool IsBehind => Head > Version;

    /// <summary>A later event is here already: the one between was lost or overtaken.</summary>
    public bool HasGap => _ahead.Count > 0;

    /// <summary>An event from the push stream; answers what may go on now.</summary>
    public IReadOnlyList<StreamEvent> Take(StreamEvent arrived)
    {
        if (Stream is null)
        {
            Keep(arrived);
            return [];
        }

        // Another incarnation: the probe will name it and bring the snapshot; a late event of the old one says nothing any more.
        if (arrived.Stream != Stream || arrived.Version <= Version)
        {
            return [];
        }

        Head = Math.Max(Head, arrived.Version);
        Keep(arrived);
        return Contiguous();
    }

    /// <summary>What a probe said. False = it is not the stream followed so far: only a snapshot helps.</summary>
    public bool See(StreamHead head, out IReadOnlyList<StreamEvent> pass)
    {
        pass = [];
        if (Stream is null)
        {
            (Stream, Version, Head) = (head.Stream, head.Version, head.Version);
            pass = Contiguous();
            return true;
        }

        if (Stream != head.Stream)
        {
            return false;
        }

        Head = Math.Max(Head, head.Version);
        return true;
    }

    /// <summary>What the grain answered to Read(Stream, Version); a snapshot comes before the events.</summary>
    public (StreamSnapshot? Snapshot, IReadOnlyList<StreamEvent> Events) Fill(StreamPage page)
    {
        if (page.Snapshot is { } snapshot)
        {
            return Replace(snapshot);
        }

        if (page.Head.Stream == Stream)
        {
            Head = Math.Max(Head, page.Head.Version);
            foreach (var missed in page.Events ?? [])
            {
                if (missed.Version > Version)
                {
                    _ahead[missed.Version] = missed;
                }
            }
        }

        return (null, Contiguous());
    }

    private (StreamSnapshot? Snapshot, IReadOnlyList<StreamEvent> Events) Replace(StreamSnapshot snapshot)
    {
        if (snapshot.Stream == Stream && snapshot.Version <= Version)
        {
            return (null, []);
        }

        Head = snapshot.Stream == Stream ? Math.Max(Head, snapshot.Version) : snapshot.Version;
        (Stream, Version) = (snapshot.Stream, snapshot.Version);
        return (snapshot, Contiguous());
    }

    private void Keep(StreamEvent arrived)
    {
        if (_ahead.Count < MostAhead || arrived.Version == Version + 1)
        {
            _ahead[arrived.Version] = arrived;
        }
    }

    private List<StreamEvent> Contiguous()
    {
        List<StreamEvent> pass = [];
        while (_ahead.Count > 0)
        {
            var (version, next) = _ahead.First();
            if (next.Stream == Stream && version > Version + 1)
            {
                break;
            }

            _ahead.Remove(version);
            if (next.Stream == Stream && version == Version + 1)
            {
                Version = version;
                pass.Add(next);
            }
        }

        Head = Math.Max(Head, Version);
        return pass;
    }
}
