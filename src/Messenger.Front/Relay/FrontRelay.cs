using System.Collections.Concurrent;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Messenger.Front.Relay;

/// <summary>
/// What this silo's connections follow, and where each pushed event goes. It registers interest with the grains and renews it;
/// the answers are the tail probes that find a lost last event (protocol section 4).
/// </summary>
internal sealed class FrontRelay(IWorkerGrains grains, ILocalSiloDetails silo, FrontMeters meters, ILogger<FrontRelay> logger) : IPushedEvents
{
    private const int RenewalsAtOnce = 256;

    /// <summary>Whoever has not answered by then is not waited for: the grains of a silo that hangs must not keep the others from being asked.</summary>
    private static readonly TimeSpan RenewalPatience = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private readonly Dictionary<StreamSourceName, FollowedStream> _followed = [];
    private readonly ConcurrentDictionary<string, FollowedStream> _byStream = new(StringComparer.Ordinal);
    private readonly string _front = Push.FrontInstance(silo.SiloAddress);

    /// <summary>Events of the stream reach the follower from now on; the answer is the grain's head after the interest is registered.</summary>
    public async Task<StreamHead> Follow(StreamSourceName name, IFollower follower)
    {
        var followed = Add(name, follower);
        try
        {
            return await GrainCalls.Repeated(() => Watch(followed));
        }
        catch
        {
            Unfollow(name, follower);
            throw;
        }
    }

    public void Unfollow(StreamSourceName name, IFollower follower)
    {
        lock (_gate)
        {
            if (!_followed.TryGetValue(name, out var followed))
            {
                return;
            }

            followed.Remove(follower);
            if (followed.IsEmpty)
            {
                _followed.Remove(name);
                Forget(followed);
            }
        }
    }

    /// <summary>What happened after <paramref name="since"/>, or a snapshot; asked of the grain itself.</summary>
    public Task<StreamPage> Read(StreamSourceName name, string? stream, long? since)
    {
        var grain = name.Grain(grains);
        return GrainCalls.Repeated(() => grain.Read(stream, since));
    }

    /// <summary>The newest version known of a stream that is followed; null when nobody follows it.</summary>
    public StreamHead? Head(StreamSourceName name)
    {
        lock (_gate)
        {
            return _followed.TryGetValue(name, out var followed) ? followed.Head : null;
        }
    }

    /// <summary>An event from the push stream.</summary>
    public void Arrived(StreamEvent arrived)
    {
        if (_byStream.TryGetValue(arrived.Stream, out var followed))
        {
            followed.Arrived(arrived);
        }
        else
        {
            // Interest lapses 15 s after the last follower left; until then its events are expected here.
            meters.Relayed("unfollowed");
        }
    }

    /// <summary>Registers the interest in everything followed anew, and probes all heads. Failures wait for the next round.</summary>
    public Task Renew(CancellationToken ct)
    {
        FollowedStream[] all;
        lock (_gate)
        {
            all = [.. _followed.Values];
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = RenewalsAtOnce, CancellationToken = ct };
        return Parallel.ForEachAsync(all, options, async (followed, _) => await Task.WhenAny(Renewed(followed), Task.Delay(RenewalPatience, ct)));
    }

    private async Task Renewed(FollowedStream followed)
    {
        try
        {
            await GrainCalls.Repeated(() => Watch(followed));
        }
#pragma warning disable CA1031 // One grain that cannot be reached must not keep the others from being renewed.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.RenewalFailed(followed.Name.Kind, followed.Name.Key, fault);
        }
    }

    private FollowedStream Add(StreamSourceName name, IFollower follower)
    {
        lock (_gate)
        {
            if (!_followed.TryGetValue(name, out var followed))
            {
                followed = new FollowedStream(name, name.Grain(grains), meters, logger);
                _followed.Add(name, followed);
                if (name.FixedStream is { } stream)
                {
                    _byStream[stream] = followed;
                }
            }

            followed.Add(follower);
            return followed;
        }
    }

    private async Task<StreamHead> Watch(FollowedStream followed)
    {
        var head = await followed.Grain.Watch(_front);
        if (!_byStream.TryGetValue(head.Stream, out var routed) || routed != followed)
        {
            Route(followed, head.Stream);
        }

        followed.Probed(head);
        return head;
    }

    private void Route(FollowedStream followed, string stream)
    {
        lock (_gate)
        {
            if (_followed.TryGetValue(followed.Name, out var current) && current == followed)
            {
                Forget(followed);
                _byStream[stream] = followed;
            }
        }
    }

    private void Forget(FollowedStream followed)
    {
        foreach (var (stream, _) in _byStream.Where(entry => entry.Value == followed))
        {
            _byStream.TryRemove(stream, out _);
        }
    }
}
