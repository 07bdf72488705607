using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>There and back.</summary>
internal sealed partial class Network
{
    private void Send(IActivation from, Obligation obligation)
    {
        var (to, command) = obligation switch
        {
            Obligation.ToAgent o => (Names.AgentStream(o.AgentId), o.Command),
            Obligation.ToCampaign o => (Names.CampaignStream(o.CampaignId), o.Command),
            Obligation.ToConversation o => (Names.ConversationStream(o.ConversationKey), (object)o.Command),
            _ => (null, null),
        };
        var call = new Call(++_lastCall, from, obligation, to, command, null, clock());
        from.InFlight[obligation.Key] = call.Id;
        _calls.Add(call);
    }

    private void Arrive(Call call, bool faults)
    {
        if (call.To is null)
        {
            _calls.Remove(call);
            LeaveTheCluster(call);
            return;
        }

        if (!faults || !luck.OneIn(6))
        {
            // Else its double is still under way.
            _calls.Remove(call);
        }

        if (faults && luck.OneIn(8))
        {
            // Lost before it arrived; its sender will lose patience.
            _calls.Add(call with { Lost = true });
            return;
        }

        if (call.Lost || (call.Obligation is not null && clock() - call.SentAt > OldestCall))
        {
            LosePatience(call);
            return;
        }

        var node = nodeOf(call.To);
        // Nearly everybody finds the newest; what is still told to an older one makes it find out, or not.
        var to = node.Alive.Count == 0 ? Activate(node) : luck.OneIn(4) ? luck.Any(node.Alive) : node.Alive[^1];
        Enqueue(to, new Waiting(call.Command!, call.CommandId, answer => Told(call, answer)));
        PumpSoon(to, faults);
    }

    private void Told(Call call, Answer? answer)
    {
        if (answer is null)
        {
            LosePatience(call);
        }
        else
        {
            told(call.To!, call.Command!, answer);
            _replies.Add(new Reply(call, answer, null));
        }
    }

    /// <summary>Made once by the activation that committed it; whoever finds it open asks nobody (protocol section 5).</summary>
    private void LeaveTheCluster(Call call)
    {
        var from = call.From!;
        switch (call.Obligation)
        {
            // The configuration is no part of this world; it only answers.
            case Obligation.ToConfiguration when !from.Stopped:
                from.Answers[call.Obligation.Key] = call.Obligation;
                Enqueue(from, new Waiting(from.Answered(call.Obligation, Answer.Done)!, null, _ => Settle(from, call.Obligation.Key)));
                break;
            case Obligation.ToProfile when !from.Stopped:
                _replies.Add(new Reply(call, null, outside.Profile()));
                break;
            case Obligation.ToReadBack look when !from.Stopped:
                _replies.Add(new Reply(call, null, outside.Read(from.Node.Name, look)));
                break;
            case Obligation.ToThread take when !from.Stopped:
                _replies.Add(new Reply(call, null, outside.TakeThread(take)));
                break;
            case Obligation.ToMeta when from.Recovered.Contains(call.Obligation.Key):
                from.Answers[call.Obligation.Key] = call.Obligation;
                from.InFlight.Remove(call.Obligation.Key);
                break;
            // A process that stopped may have written it to the socket before, or not.
            case Obligation.ToMeta send when !from.Stopped || luck.OneIn(2):
                var (response, webhooks) = outside.Post(from.Node.Name, send, clock());
                foreach (var webhook in webhooks)
                {
                    Post(from.Node, new ConversationCommand.Receive(webhook, "c1", "C1"), null);
                }

                if (response is not null)
                {
                    _replies.Add(new Reply(call, null, response));
                }

                break;
        }
    }

    private void Return(int index, bool faults)
    {
        var (call, answer, unasked) = _replies[index];
        _replies.RemoveAt(index);
        if (!IsAwaited(call))
        {
            return;
        }

        if (faults && unasked is null && luck.OneIn(8))
        {
            LosePatience(call);
        }
        else if (call.From is { } from)
        {
            var key = call.Obligation!.Key;
            from.Answers[key] = call.Obligation;
            if ((unasked ?? from.Answered(call.Obligation, answer!)) is { } home)
            {
                Enqueue(from, new Waiting(home, null, _ => Settle(from, key)));
                PumpSoon(from, faults);
            }
            else
            {
                Settle(from, key);
            }
        }
        else
        {
            _unanswered.Remove(call.Id);
            promised(call.Command!, answer!);
        }
    }

    private void Settle(IActivation from, string key)
    {
        from.InFlight.Remove(key);
        Dispatch(from);
    }

    /// <summary>The call timed out at its sender, who repeats it with what is pending now; the old one may still arrive.</summary>
    private void LosePatience(Call call)
    {
        if (!IsAwaited(call) || call.To is null)
        {
            return;
        }

        if (call.From is { } from)
        {
            Settle(from, call.Obligation!.Key);
        }
        else if (!_calls.Exists(c => c.Id == call.Id && !c.Lost))
        {
            _calls.RemoveAll(c => c.Id == call.Id);
            _calls.Add(call with { Lost = false, SentAt = clock() });
        }
    }

    private bool IsAwaited(Call call) => call.From is { } from
        ? !from.Stopped && from.InFlight.TryGetValue(call.Obligation!.Key, out var id) && id == call.Id
        : _unanswered.Contains(call.Id);
}
