using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>
/// Obligations under way, as DeciderGrain sends them: one call per key in flight, repeated with the newest content until
/// answered, and answers that need no fact remembered until the process stops. Everything may be late, doubled, lost or overtaken.
/// </summary>
internal sealed class Network(Random random, Outside outside, Func<Obligation, INode> receiver, Func<DateTimeOffset> clock)
{
    private readonly List<Call> _calls = [];
    private readonly List<Reply> _replies = [];
    private readonly Dictionary<INode, Sender> _senders = [];
    private long _lastCall;

    public bool IsQuiet => _calls.Count == 0 && _replies.Count == 0;

    /// <summary>What the machinery does after each commit: sends whatever is pending, not answered and not under way.</summary>
    public void Dispatch(INode node)
    {
        var sender = SenderOf(node);
        var pending = node.Pending.ToDictionary(o => o.Key);
        foreach (var gone in sender.Answered.Keys.Where(k => !pending.ContainsKey(k)).ToArray())
        {
            sender.Answered.Remove(gone);
        }

        // In a fixed order: that of a hash table differs from run to run, and a seed must tell the same story again.
        foreach (var obligation in pending.Values.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var answered = sender.Answered.TryGetValue(obligation.Key, out var known) && known.Equals(obligation);
            if (!answered && !sender.InFlight.ContainsKey(obligation.Key))
            {
                Send(node, obligation);
            }
        }
    }

    /// <summary>Something under way moves: a call arrives, an answer comes home, or a sender loses patience.</summary>
    public void Move(bool faults)
    {
        var which = random.Next(_calls.Count + _replies.Count);
        if (faults && _calls.Count > 0 && random.Next(8) == 0)
        {
            LosePatience(_calls[random.Next(_calls.Count)]);
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

    /// <summary>The process of this grain stopped: what it remembered is gone, what it sent is still under way.</summary>
    public void Forget(INode node)
    {
        _senders.Remove(node);
        Dispatch(node);
    }

    private void Send(INode node, Obligation obligation)
    {
        var call = new Call(++_lastCall, node, obligation);
        SenderOf(node).InFlight[obligation.Key] = call.Id;
        _calls.Add(call);
    }

    private void Arrive(Call call, bool faults)
    {
        var doubled = faults && random.Next(6) == 0;
        if (!doubled)
        {
            _calls.Remove(call);
        }

        if (faults && random.Next(8) == 0)
        {
            // Lost before it arrived; its sender will lose patience.
            _calls.Add(call with { Lost = true });
            return;
        }

        if (call.Lost)
        {
            LosePatience(call);
            return;
        }

        if (call.Obligation is Obligation.ToMeta or Obligation.ToProfile)
        {
            _replies.AddRange(outside.Carry(call.Obligation, clock()).Select(command => new Reply(call, null, command)));
            return;
        }

        var to = receiver(call.Obligation);
        var answer = to.Handle(CommandOf(call.Obligation), clock());
        Dispatch(to);
        _replies.Add(new Reply(call, answer, null));
    }

    private void Return(int index, bool faults)
    {
        var (call, answer, unasked) = _replies[index];
        _replies.RemoveAt(index);
        if (unasked is ConversationCommand.Receive)
        {
            call.From.Handle(unasked, clock());
            Dispatch(call.From);
            return;
        }

        if (!IsAwaited(call))
        {
            return;
        }

        if (faults && random.Next(8) == 0)
        {
            LosePatience(call);
            return;
        }

        var sender = SenderOf(call.From);
        sender.Answered[call.Obligation.Key] = call.Obligation;
        if ((unasked ?? call.From.Answered(call.Obligation, answer!)) is { } home)
        {
            call.From.Handle(home, clock());
        }

        sender.InFlight.Remove(call.Obligation.Key);
        Dispatch(call.From);
    }

    /// <summary>The call timed out at its sender, who repeats it with what is pending now; the old one may still arrive.</summary>
    private void LosePatience(Call call)
    {
        if (!IsAwaited(call))
        {
            return;
        }

        SenderOf(call.From).InFlight.Remove(call.Obligation.Key);
        Dispatch(call.From);
    }

    private bool IsAwaited(Call call) => SenderOf(call.From).InFlight.TryGetValue(call.Obligation.Key, out var id) && id == call.Id;

    private Sender SenderOf(INode node)
    {
        if (!_senders.TryGetValue(node, out var sender))
        {
            _senders[node] = sender = new Sender([], []);
        }

        return sender;
    }

    private static object CommandOf(Obligation obligation) => obligation switch
    {
        Obligation.ToAgent o => o.Command,
        Obligation.ToCampaign o => o.Command,
        Obligation.ToConversation o => o.Command,
        _ => throw new NotSupportedException($"{obligation.Key} does not go to a grain."),
    };

    private sealed record Call(long Id, INode From, Obligation Obligation, bool Lost = false);

    /// <param name="Unasked">What Meta brings by itself: a result, an echo.</param>
    private sealed record Reply(Call Call, Answer? Answer, ConversationCommand? Unasked);

    private sealed record Sender(Dictionary<string, Obligation> Answered, Dictionary<string, long> InFlight);
}
