using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>
/// Everything under way. Obligations as DeciderGrain sends them: one call per key and activation in flight, repeated with the newest
/// content until answered. What people and Meta send is repeated until answered too. All may be late, doubled, lost or overtaken,
/// and with two activations alive it is luck which of them it reaches.
/// </summary>
internal sealed partial class Network(Luck luck, Outside outside, Func<string, INode> nodeOf, Action<object, Answer> promised, Action<string, object, Answer> told, Func<DateTimeOffset> clock)
{
    /// <summary>A call that is older than this arrives no more; a campaign remembers who left for longer.</summary>
    private static readonly TimeSpan OldestCall = TimeSpan.FromSeconds(100);

    private readonly List<Call> _calls = [];
    private readonly List<Reply> _replies = [];
    private readonly HashSet<long> _unanswered = [];
    private readonly List<IActivation> _busy = [];
    private long _lastCall;

    public bool IsQuiet => _calls.Count == 0 && _replies.Count == 0 && _busy.Count == 0;

    public bool HasBusy => _busy.Count > 0;

    /// <summary>From outside, repeated until it is answered.</summary>
    /// <param name="commandId">People's screens give one; null for what Meta sends.</param>
    public void Post(INode to, object command, string? commandId)
    {
        var call = new Call(++_lastCall, null, null, to.Name, command, commandId, clock());
        _unanswered.Add(call.Id);
        _calls.Add(call);
    }

    /// <summary>What the machinery does after each commit: sends whatever is pending, not answered and not under way.</summary>
    public void Dispatch(IActivation from)
    {
        if (from.Stopped)
        {
            return;
        }

        var pending = from.Pending.ToDictionary(o => o.Key);
        foreach (var gone in from.Answers.Keys.Where(k => !pending.ContainsKey(k)).ToArray())
        {
            from.Answers.Remove(gone);
        }

        // In a fixed order: that of a hash table differs from run to run, and a seed must tell the same story again.
        foreach (var obligation in pending.Values.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var answered = from.Answers.TryGetValue(obligation.Key, out var known) && known.Equals(obligation);
            if (!answered && !from.InFlight.ContainsKey(obligation.Key))
            {
                Send(from, obligation);
            }
        }
    }

    /// <summary>Something under way moves: a call arrives, an answer comes home, or a sender loses patience.</summary>
    public void Move(bool faults)
    {
        if (_calls.Count + _replies.Count == 0 || (faults && _busy.Count > 0 && luck.OneIn(4)))
        {
            PumpOne(faults);
            return;
        }

        var which = luck.Next(_calls.Count + _replies.Count);
        if (faults && _calls.Count > 0 && luck.OneIn(8))
        {
            LosePatience(luck.Any(_calls));
        }
        else if (which < _calls.Count)
        {
            Arrive(_calls[which], faults);
        }
        else
        {
            Return(which - _calls.Count, faults);
        }
    }

    /// <summary>The inbox of some grain is decided and committed together.</summary>
    public void PumpOne(bool faults)
    {
        if (_busy.Count > 0)
        {
            Pump(luck.Any(_busy), faults);
        }
    }

    /// <summary>A new activation sends what it finds open.</summary>
    public IActivation Activate(INode node)
    {
        var activation = node.Activate();
        Dispatch(activation);
        return activation;
    }

    public void Stop(IActivation activation)
    {
        activation.Stop();
        _busy.Remove(activation);
    }

    /// <summary>A command the grain gives itself.</summary>
    public void Tell(IActivation activation, object command, bool faults)
    {
        Enqueue(activation, new Waiting(command, null, _ => { }));
        Pump(activation, faults);
    }

    private void Enqueue(IActivation activation, Waiting item)
    {
        activation.Receive(item);
        if (!_busy.Contains(activation))
        {
            _busy.Add(activation);
        }
    }

    private void Pump(IActivation activation, bool faults)
    {
        var fate = faults ? luck.Next(200) switch { 0 => Fate.StopsBeforeCommit, 1 => Fate.StopsAfterCommit, _ => Fate.Lives } : Fate.Lives;
        _busy.Remove(activation);
        activation.Pump(clock(), fate);
        Dispatch(activation);
    }

    private void PumpSoon(IActivation activation, bool faults)
    {
        if (!faults || !luck.OneIn(3))
        {
            Pump(activation, faults);
        }
    }

    private sealed record Call(
        long Id, IActivation? From, Obligation? Obligation, string? To, object? Command, string? CommandId, DateTimeOffset SentAt, bool Lost = false);

    /// <param name="Unasked">What brings Meta's response home: nobody else answers it.</param>
    private sealed record Reply(Call Call, Answer? Answer, ConversationCommand? Unasked);
}
