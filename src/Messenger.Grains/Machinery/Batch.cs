using System.Diagnostics;
using Messenger.Contracts;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>A command that waits in a grain's inbox, and whoever waits for its answer.</summary>
internal sealed class WaitingCommand<TCommand>(TCommand command, string? commandId)
{
    private readonly TaskCompletionSource<Answer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TCommand Command => command;

    public string? CommandId => commandId;

    /// <summary>The trace it came by: the pump that decides it runs in nobody's.</summary>
    public ActivityContext Trace { get; } = GrainTrace.Caller;

    public Task<Answer> Task => _done.Task;

    public void Answer(Answer answer) => _done.TrySetResult(answer);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}

/// <summary>What one commit is made of: decisions taken one after another on a working state, all or nothing.</summary>
internal sealed class Batch<TState, TCommand, TFact>(StreamPosition<TState> from, DateTimeOffset at)
{
    private readonly List<(WaitingCommand<TCommand> Item, Answer Answer)> _answers = [];

    public DateTimeOffset At => at;

    public TState State { get; set; } = from.State;

    public long ViewVersion { get; private set; } = from.ViewVersion;

    public List<TFact> Facts { get; } = [];

    public List<StreamEvent> Events { get; } = [];

    public List<RememberedCommand> Commands { get; } = [];

    /// <summary>An answer must not be given before the head version is confirmed.</summary>
    public bool Asserted { get; set; }

    public bool NeedsCommit => Facts.Count > 0 || Asserted;

    public int Count => _answers.Count;

    public void Add(StreamEvent e)
    {
        Events.Add(e);
        ViewVersion = e.Version;
    }

    public void Answer(WaitingCommand<TCommand> item, Answer answer) => _answers.Add((item, answer));

    public void Release()
    {
        foreach (var (item, answer) in _answers)
        {
            item.Answer(answer);
        }
    }
}
