using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;

namespace Messenger.Grains.Machinery;

public abstract partial class DeciderGrain<TState, TCommand, TFact, TRules>
{
    private void EnsurePump()
    {
        if (!_pumping)
        {
            _pumping = true;
            _ = Pump();
        }
    }

    private async Task Pump()
    {
        try
        {
            while (!_stale && (_inbox.Count > 0 || _settle))
            {
                await CommitTogether(TakeWaiting());
            }
        }
        catch (Exception e)
        {
            Logger.PumpFailed(e, StreamName);
            GiveUp(new TryAgainException(StreamName));
        }
        finally
        {
            _pumping = false;
            if (_stale)
            {
                FailWaiting(new TryAgainException(StreamName));
            }
        }
    }

    private List<WaitingCommand<TCommand>> TakeWaiting()
    {
        var taken = new List<WaitingCommand<TCommand>>();
        while (taken.Count < FactsPerCommit && _inbox.TryDequeue(out var item))
        {
            taken.Add(item);
        }

        return taken;
    }

    private async Task CommitTogether(List<WaitingCommand<TCommand>> items)
    {
        using var span = GrainTrace.Pass(StreamName, items.Select(i => i.Trace));
        try
        {
            var batch = DecideAll(items);
            FaultPoint.Before(batch.Facts);
            var result = await Append(batch);
            FaultPoint.After(batch.Facts);
            switch (result)
            {
                case null or AppendResult.Committed:
                    Adopt(batch, result as AppendResult.Committed);
                    break;
                case AppendResult.Duplicate duplicate when WithoutDuplicates(items, duplicate) is var rest && rest.Count < items.Count:
                    await CommitTogether(rest);
                    break;
                case AppendResult.Taken or AppendResult.Poisoned or AppendResult.Duplicate when items.Count > 1:
                    // Only the guilty command must suffer: each is committed by itself.
                    foreach (var item in items)
                    {
                        await CommitTogether([item]);
                    }

                    break;
                case AppendResult.Duplicate:
                    items[0].Answer(Answer.Done);
                    break;
                case AppendResult.Taken taken:
                    items[0].Answer(new Answer.Refused(taken.Constraint));
                    break;
                case AppendResult.Poisoned poisoned:
                    Logger.Poisoned(StreamName, Concern(items), items[0].Command!.GetType().Name, poisoned.Reason);
                    items.ForEach(i => i.Fail(new PoisonedException(poisoned.Reason)));
                    break;
                case AppendResult.Conflict conflict:
                    GrainMeter.StaleActivation();
                    Logger.Stale(StreamName, Concern(items), _position.Version, conflict.Head);
                    GiveUp(new TryAgainException(StreamName));
                    items.ForEach(i => i.Fail(new TryAgainException(StreamName)));
                    break;
                case AppendResult.Unavailable unavailable:
                    Logger.StorageUnavailable(StreamName, Concern(items), unavailable.Reason);
                    GiveUp(new StorageUnavailableException(unavailable.Reason));
                    items.ForEach(i => i.Fail(new StorageUnavailableException(unavailable.Reason)));
                    break;
            }
        }
        catch (Exception e)
        {
            items.ForEach(i => i.Fail(new TryAgainException(StreamName, e)));
            throw;
        }
    }

    private Batch<TState, TCommand, TFact> DecideAll(List<WaitingCommand<TCommand>> items)
    {
        var now = Now();
        var batch = new Batch<TState, TCommand, TFact>(_position, now > _position.LastAt ? now : _position.LastAt);
        foreach (var item in items)
        {
            if (item.CommandId is { } id && (Remembered(batch.Commands, id) ?? Remembered(_position.Remembered, id)) is { } known)
            {
                batch.Answer(item, known.Answer);
                continue;
            }

            try
            {
                DecideOne(batch, item);
            }
            catch (Exception e)
            {
                // A rule that fails decides nothing; the others of the batch are not its hostages.
                Logger.DecideFailed(e, StreamName, Concern([item]), item.Command!.GetType().Name);
                item.Fail(new PoisonedException(e.GetType().Name));
            }
        }

        return batch;
    }

    /// <summary>Whole milliseconds, as the journal keeps them: what memory holds must be what a replay gives.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(Clock.GetUtcNow().ToUnixTimeMilliseconds());

    private void DecideOne(Batch<TState, TCommand, TFact> batch, WaitingCommand<TCommand> item)
    {
        var decision = TRules.Decide(batch.State, item.Command, batch.At);
        var state = batch.State;
        var events = new List<StreamEvent>();
        var drafted = decision.Facts as IDrafted<TState>;
        for (var i = 0; i < decision.Facts.Count; i++)
        {
            var fact = decision.Facts[i];
            var after = drafted is null ? TRules.Apply(state, fact, batch.At) : drafted.After(i);
            foreach (var view in TRules.View(state, after, fact, batch.At, batch.ViewVersion + events.Count + 1))
            {
                events.Add(ToStreamEvent(view, after, batch.ViewVersion + events.Count + 1, batch.At));
            }

            state = after;
        }

        batch.State = state;
        batch.Facts.AddRange(decision.Facts);
        events.ForEach(batch.Add);
        batch.Asserted |= decision.Asserted;
        batch.Answer(item, decision.Answer);
        if (decision.Answer is Answer.Refused refused && Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Refused(StreamName, Concern([item]), item.Command!.GetType().Name, refused.Code);
        }

        if (item.CommandId is { } id && decision.Facts.Count > 0)
        {
            batch.Commands.Add(new RememberedCommand(id, decision.Answer));
        }
    }

    private async Task<AppendResult?> Append(Batch<TState, TCommand, TFact> batch)
    {
        var due = DueAfter(batch.State);
        if (!batch.NeedsCommit && !(_settle && due is not null))
        {
            _settle = false;
            return null;
        }

        _settle = false;
        NewRow? row = null;
        if (batch.Facts.Count > 0)
        {
            var encoded = FactCodec.Encode(batch.Facts);
            row = new NewRow(
                batch.At, encoded.Facts, encoded.Content, encoded.ContentHash, batch.ViewVersion,
                batch.Commands.Count > 0 ? JsonSerializer.Serialize(batch.Commands, FactCodec.Json) : null);
        }

        var result = await _parts.Writer.Append(new Append(
            StreamName, _position.Version, row, [.. Changes(batch.State, batch.Facts, batch.At)], [.. Keys(batch.Facts)], due));
        if (result is AppendResult.Committed && due is not null)
        {
            _dueWritten = due.At;
        }

        return result;
    }

    private void Adopt(Batch<TState, TCommand, TFact> batch, AppendResult.Committed? committed)
    {
        if (committed is not null && batch.Facts.Count > 0)
        {
            var remembered = _position.Remembered.AddRange(batch.Commands);
            _position = new StreamPosition<TState>(
                batch.State, committed.Version, batch.ViewVersion, batch.At,
                remembered.Count > CommandsRemembered ? remembered.RemoveRange(0, remembered.Count - CommandsRemembered) : remembered);
            _watchers.Publish(batch.Events, committed.Trace);
            Tell(batch);
            batch.Release();
            if (_stale)
            {
                // Deactivated while the commit ran: what follows from it is the next activation's.
                return;
            }

            AfterCommit();
            Committed(batch.Facts);
        }
        else
        {
            batch.Release();
        }
    }

    private List<WaitingCommand<TCommand>> WithoutDuplicates(List<WaitingCommand<TCommand>> items, AppendResult.Duplicate duplicate)
    {
        var taken = duplicate.Keys.ToHashSet();
        var rest = new List<WaitingCommand<TCommand>>();
        foreach (var item in items)
        {
            var facts = TRules.Decide(_position.State, item.Command, Now()).Facts;
            if (Keys(facts).Any(taken.Contains))
            {
                item.Answer(Answer.Done);
            }
            else
            {
                rest.Add(item);
            }
        }

        return rest;
    }

    private void Tell(Batch<TState, TCommand, TFact> batch)
    {
        batch.Facts.ForEach(Count);
        if (Logger.IsEnabled(LogLevel.Debug))
        {
            Logger.Decided(StreamName, _position.Version, RunningInteraction, string.Join(", ", batch.Facts.Select(f => f.GetType().Name)));
        }
    }

    /// <summary>The interactions that commands are about, for the log.</summary>
    private string? Concern(IEnumerable<WaitingCommand<TCommand>> items) =>
        string.Join(' ', items.Select(i => Concerned.By(i.Command)).OfType<string>().Distinct()) is { Length: > 0 } named ? named : RunningInteraction;

    private static RememberedCommand? Remembered(IEnumerable<RememberedCommand> commands, string id) => commands.FirstOrDefault(c => c.Id == id);

    /// <summary>Nothing more is decided here; the next call finds a new activation.</summary>
    private void GiveUp(Exception reason)
    {
        _stale = true;
        FailWaiting(reason);
        DeactivateOnIdle();
    }

    private void FailWaiting(Exception reason)
    {
        while (_inbox.TryDequeue(out var item))
        {
            item.Fail(reason);
        }
    }
}
