using System.Collections.Immutable;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Relay;

/// <summary>One stream that local connections follow: keeps it in order and fetches what the push lost, once for all of them.</summary>
internal sealed class FollowedStream(StreamSourceName name, IStreamSource grain, FrontMeters meters, ILogger logger)
{
    /// <summary>An event under way needs 10 ms; a head that is not here after this time was lost.</summary>
    private static readonly TimeSpan TailPatience = TimeSpan.FromMilliseconds(300);

    private readonly Lock _gate = new();
    private readonly StreamCursor _cursor = new();
    private ImmutableArray<IFollower> _followers = [];
    private bool _repairing;

    public StreamSourceName Name { get; } = name;

    public IStreamSource Grain { get; } = grain;

    /// <summary>The names under which its events arrive.</summary>
    public string? Stream
    {
        get
        {
            lock (_gate)
            {
                return _cursor.Stream;
            }
        }
    }

    public StreamHead? Head
    {
        get
        {
            lock (_gate)
            {
                return _cursor.Stream is { } stream ? new StreamHead(stream, _cursor.Head) : null;
            }
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _followers.IsEmpty;
            }
        }
    }

    public void Add(IFollower follower)
    {
        lock (_gate)
        {
            _followers = _followers.Add(follower);
        }
    }

    public void Remove(IFollower follower)
    {
        lock (_gate)
        {
            _followers = _followers.Remove(follower);
        }
    }

    /// <summary>An event came by push.</summary>
    public void Arrived(StreamEvent arrived)
    {
        lock (_gate)
        {
            var pass = _cursor.Take(arrived);
            meters.Relayed(pass.Count > 0 ? "passed" : _cursor.HasGap ? "ahead" : "dropped");
            Pass(pass);
            if (_cursor.HasGap && _cursor.Stream is not null)
            {
                BeginRepair(TimeSpan.Zero);
            }
        }
    }

    /// <summary>The grain told its head: the tail probe.</summary>
    public void Probed(StreamHead head)
    {
        lock (_gate)
        {
            if (!_cursor.See(head, out var pass))
            {
                BeginRepair(TimeSpan.Zero, incarnation: true);
                return;
            }

            Pass(pass);
            if (_cursor.HasGap || _cursor.IsBehind)
            {
                BeginRepair(_cursor.HasGap ? TimeSpan.Zero : TailPatience);
            }
        }
    }

    private void Pass(IReadOnlyList<StreamEvent> events)
    {
        foreach (var next in events)
        {
            var relayed = new RelayedEvent(next);
            foreach (var follower in _followers)
            {
                follower.Pass(relayed);
            }
        }
    }

    private void BeginRepair(TimeSpan patience, bool incarnation = false)
    {
        if (!_repairing)
        {
            _repairing = true;
            _ = Task.Run(() => Repair(patience, incarnation));
        }
    }

    private async Task Repair(TimeSpan patience, bool incarnation)
    {
        await Task.Delay(patience);
        for (var attempt = 1; ; attempt++)
        {
            long since;
            string? stream;
            lock (_gate)
            {
                if (_followers.IsEmpty || attempt > GrainCalls.Attempts || (!incarnation && !_cursor.IsBehind))
                {
                    // Still behind after some attempts: the next event or probe starts again.
                    _repairing = false;
                    return;
                }

                (stream, since) = (_cursor.Stream, _cursor.Version);
            }

            try
            {
                var page = incarnation ? await Grain.Read(null, null) : await Grain.Read(stream, since);
                meters.Repaired();
                Fill(page);
                incarnation = false;
            }
#pragma warning disable CA1031 // Whatever it was, the probe comes back in five seconds; a follower must not lose its stream for it.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                logger.RepairFailed(Name.Kind, Name.Key, fault);
                await Task.Delay(TimeSpan.FromMilliseconds(200 * attempt));
            }
        }
    }

    private void Fill(StreamPage page)
    {
        lock (_gate)
        {
            var (snapshot, events) = _cursor.Fill(page);
            if (snapshot is not null)
            {
                foreach (var follower in _followers)
                {
                    follower.Pass(snapshot);
                }
            }

            Pass(events);
        }
    }
}
