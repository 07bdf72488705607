using System.Text.Json;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Storage.Journal;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Streams;

namespace Messenger.Grains.Machinery;

/// <summary>
/// The shell of every domain grain (protocol sections 1 and 3): commands gather in an inbox, a pump decides them one after
/// another on a working state, appends the facts in one commit, and only then swaps the state, publishes and answers.
/// </summary>
/// <remarks>Reentrant for arrival only: whatever awaits here never changes the state; the pump alone does.</remarks>
[Reentrant]
public abstract partial class DeciderGrain<TState, TCommand, TFact, TRules> : Grain, IWakeable
    where TState : class
    where TFact : notnull
    where TRules : struct, IRules<TState, TCommand, TFact>
{
    private const int FactsPerCommit = 500;
    private const int CommandsRemembered = 64;

    private readonly GrainParts _parts;
    private readonly Queue<WaitingCommand<TCommand>> _inbox = [];
    private readonly Watchers _watchers;
    private KeptSnapshot _snapshot = null!;
    private StreamPosition<TState> _position = null!;
    private Func<Exception>? _unusable;
    private bool _pumping;
    private bool _stale;

    protected DeciderGrain(GrainParts parts)
    {
        _parts = parts;
        _watchers = new Watchers(parts.Outlets, TimeProvider.System);
        Logger = parts.LoggerOf(GetType());
    }

    protected ILogger Logger { get; }

    protected TimeProvider Clock => _parts.Clock;

    protected string Key => this.GetPrimaryKeyString();

    protected TState State => Usable()._position.State;

    /// <summary>The journal stream, which is also the name watchers know.</summary>
    protected abstract string StreamName { get; }

    /// <summary>The name of its snapshots in Orleans storage, unique among the grain classes.</summary>
    protected abstract string SnapshotName { get; }

    /// <summary>Read-model rows of this stream that the facts change; written in the same transaction.</summary>
    protected abstract IEnumerable<RowChange> Changes(TState after, IReadOnlyList<TFact> facts, DateTimeOffset at);

    /// <summary>Message ids the facts claim.</summary>
    protected virtual IEnumerable<MessageKey> Keys(IReadOnlyList<TFact> facts) => [];

    /// <summary>Whose desk may see the state's events; null = nobody's in particular.</summary>
    protected virtual string? OwnerOf(TState state) => null;

    /// <summary>When somebody must look after this grain although nothing is due, because silos come and go; null = never.</summary>
    protected virtual DateTimeOffset? LookAfter(TState state) => null;

    /// <summary>The interaction that runs in this grain, for the log; null = none, or many.</summary>
    protected virtual string? RunningInteraction => null;

    /// <summary>Counts a committed fact in the meters.</summary>
    protected virtual void Count(TFact fact)
    {
    }

    /// <summary>Called after each commit that changed something.</summary>
    protected virtual void Committed(IReadOnlyList<TFact> facts)
    {
    }

    /// <summary>Called once when the state is loaded.</summary>
    protected virtual Task Loaded() => Task.CompletedTask;

    public Task Wake()
    {
        Usable();
        return Task.CompletedTask;
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _snapshot = new KeptSnapshot(_parts.Snapshots, SnapshotName, this.GetGrainId());
        if (await TryLoad(cancellationToken))
        {
            RememberRecovered();
            AfterCommit();
            await Loaded();
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (!_stale)
        {
            await SaveSnapshot(atLeast: SnapshotAtLeast);
        }

        _stale = true;
    }

    /// <summary>Register a front's interest and tell it the head.</summary>
    public Task<StreamHead> Watch(string front)
    {
        Usable()._watchers.Add(front);
        return Task.FromResult(Head);
    }

    /// <summary>Events after a version, or the whole state.</summary>
    public Task<StreamPage> Read(string? stream, long? since) => Task.FromResult(
        since is { } version && Usable()._watchers.After(version, _position.ViewVersion) is { } events
            ? new StreamPage(Head, events, null)
            : new StreamPage(Head, null, new StreamSnapshot(
                StreamName, _position.ViewVersion,
                ToJson(TRules.Snapshot(State, _position.ViewVersion, Clock.GetUtcNow())))));

    private StreamHead Head => new(StreamName, Usable()._position.ViewVersion);

    /// <summary>Decides a command and answers when what it decided is committed.</summary>
    /// <exception cref="TryAgainException">This activation is stale; nothing was decided.</exception>
    /// <exception cref="StorageUnavailableException">Nothing can be read or committed now.</exception>
    /// <exception cref="PoisonedException">This command can never be stored, or this stream never be read.</exception>
    protected Task<Answer> Decide(TCommand command, string? commandId = null)
    {
        if (Usable()._stale)
        {
            throw new TryAgainException(StreamName);
        }

        var item = new WaitingCommand<TCommand>(command, commandId);
        _inbox.Enqueue(item);
        EnsurePump();
        return item.Task;
    }

    /// <summary>Itself, unless its state could not be loaded: then this call is told why, and the next one finds a new activation.</summary>
    private DeciderGrain<TState, TCommand, TFact, TRules> Usable()
    {
        if (_unusable is not { } fault)
        {
            return this;
        }

        // Not earlier: calls that wait for an activation which goes before it has begun are only sent around.
        DeactivateOnIdle();
        throw fault();
    }

    private static string ToJson(object data) => JsonSerializer.Serialize(data, data.GetType(), FactCodec.Json);

    private StreamEvent ToStreamEvent(ViewEvent view, TState after, long version, DateTimeOffset at) =>
        new(StreamName, version, view.Type, at, ToJson(view.Data), OwnerOf(after));
}
