using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Machinery;

public abstract partial class DeciderGrain<TState, TCommand, TFact, TRules>
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    /// <summary>An open obligation is in the due table this much later: whoever crashes before sending is woken.</summary>
    private static readonly TimeSpan ObligationDue = TimeSpan.FromSeconds(2);

    /// <summary>After the last answer the due row is tidied with this delay, so that a busy grain does not write for it.</summary>
    private static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Obligation> _answered = [];
    private readonly HashSet<string> _inFlight = [];
    private readonly HashSet<string> _recovered = [];
    private IGrainTimer? _dueTimer;
    private DateTimeOffset? _armedFor;
    private IGrainTimer? _settleTimer;
    private DateTimeOffset? _dueWritten = DateTimeOffset.MinValue;
    private bool _settle;

    /// <summary>An obligation that leaves the cluster; the command that brings its result home, or null.</summary>
    /// <param name="recovered">It was open when this activation loaded: an earlier one may have carried it out.</param>
    protected virtual Task<TCommand?> DeliverOutside(Obligation obligation, bool recovered) =>
        throw new NotSupportedException($"{StreamName} owes nobody {obligation.Key}.");

    private void RememberRecovered() => _recovered.UnionWith(TRules.Pending(_position.State).Select(o => o.Key));

    private void AfterCommit()
    {
        Dispatch();
        ArmDue();
        if (_position.Version - _snapshotVersion >= SnapshotEvery)
        {
            _ = SaveSnapshot(SnapshotEvery);
        }
    }

    private void Dispatch()
    {
        if (_stale)
        {
            return;
        }

        var pending = TRules.Pending(_position.State).ToDictionary(o => o.Key);
        foreach (var gone in _answered.Keys.Where(k => !pending.ContainsKey(k)).ToArray())
        {
            _answered.Remove(gone);
        }

        foreach (var obligation in pending.Values)
        {
            if (!IsAnswered(obligation) && _inFlight.Add(obligation.Key))
            {
                _ = Send(obligation);
            }
        }

        if (_inFlight.Count == 0 && DueAfter(_position.State) is not null)
        {
            _settleTimer ??= this.RegisterGrainTimer(Settle, new GrainTimerCreationOptions(SettleAfter, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
    }

    private Task Settle()
    {
        _settleTimer?.Dispose();
        _settleTimer = null;
        _settle = _inFlight.Count == 0;
        EnsurePump();
        return Task.CompletedTask;
    }

    private bool IsAnswered(Obligation obligation) => _answered.TryGetValue(obligation.Key, out var known) && known.Equals(obligation);

    private async Task Send(Obligation obligation)
    {
        var key = obligation.Key;
        try
        {
            var (answer, delivered) = (default(TCommand), false);
            for (var attempt = 0; !_stale; attempt++)
            {
                if (attempt > 0)
                {
                    GrainMeter.Repeated();
                    await Task.Delay(Pauses[Math.Min(attempt, Pauses.Length) - 1]);
                    if (TRules.Pending(_position.State).FirstOrDefault(o => o.Key == key) is not { } newest)
                    {
                        return;
                    }

                    // What was delivered is never delivered again because its answer could not be stored: a customer would read it twice.
                    obligation = delivered ? obligation : newest;
                }

                try
                {
                    if (!delivered)
                    {
                        answer = await Deliver(obligation);
                        FaultPoint.Delivered(obligation);
                        FaultPoint.Again(obligation, () => Deliver(obligation));
                        (_answered[key], delivered) = (obligation, true);
                    }

                    if (answer is not null)
                    {
                        await Decide(answer);
                    }

                    return;
                }
                catch (Exception e) when (!_stale)
                {
                    Logger.Repeating(StreamName, Concerned.By(obligation) ?? RunningInteraction, key, e.GetType().Name, attempt + 1);
                }
            }
        }
        catch (Exception e) when (_stale)
        {
            // This activation gave up; the next one sends it again.
            Logger.Repeating(StreamName, Concerned.By(obligation) ?? RunningInteraction, key, e.GetType().Name, 0);
        }
        finally
        {
            _inFlight.Remove(key);
            Dispatch();
        }
    }

    private async Task<TCommand?> Deliver(Obligation obligation) => obligation switch
    {
        Obligation.ToCampaign o => TRules.Answered(o, await GrainFactory.GetGrain<ICampaignGrain>(o.CampaignId).Handle(o.Command)),
        Obligation.ToAgent o => TRules.Answered(o, await GrainFactory.GetGrain<IAgentGrain>(o.AgentId).Handle(o.Command)),
        Obligation.ToConversation o => TRules.Answered(o, await GrainFactory.GetGrain<IConversationGrain>(o.ConversationKey).Handle(o.Command)),
        Obligation.ToConfiguration o => TRules.Answered(o, await GrainFactory.GetGrain<IConfigurationGrain>(IConfigurationGrain.Key).Handle(o.Command)),
        _ => await DeliverOutside(obligation, _recovered.Contains(obligation.Key)),
    };

    /// <summary>The due row this state needs, or null when the one that stands is good enough.</summary>
    private DueChange? DueAfter(TState state)
    {
        var due = Earlier(TRules.NextDue(state), LookAfter(state));
        var open = TRules.Pending(state).Any(o => !IsAnswered(o));
        if (open)
        {
            if (_dueWritten is { } stands && stands != DateTimeOffset.MinValue && stands <= Clock.GetUtcNow() + ObligationDue)
            {
                return null;
            }

            due = Earlier(due, Clock.GetUtcNow() + ObligationDue);
        }

        return due == _dueWritten || (due is null && _dueWritten == DateTimeOffset.MinValue && _position.Version == 0) ? null : new DueChange(due);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    private void ArmDue()
    {
        var next = _stale ? null : TRules.NextDue(_position.State);
        if (next == _armedFor)
        {
            return;
        }

        _armedFor = next;
        _dueTimer?.Dispose();
        _dueTimer = null;
        if (next is { } due)
        {
            var wait = due - Clock.GetUtcNow();
            _dueTimer = this.RegisterGrainTimer(
                DueNow, new GrainTimerCreationOptions(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        }
    }

    private async Task DueNow()
    {
        _armedFor = null;
        try
        {
            await Decide(TRules.Tick());
            ArmDue();
        }
        catch (TryAgainException)
        {
            // The next activation arms it again.
        }
    }
}
