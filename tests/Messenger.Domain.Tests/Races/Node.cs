using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>A grain reduced to its rules: the state is what was committed, the journal is what it can be rebuilt from.</summary>
internal sealed class Node<TState, TCommand, TFact, TRules>(string name, string key, Action<TState, TFact, TState> watch) : INode
    where TState : class
    where TCommand : class
    where TFact : notnull
    where TRules : IRules<TState, TCommand, TFact>
{
    private static readonly JsonSerializerOptions SnapshotJson = new() { Converters = { new JsonStringEnumConverter() } };
    private static readonly JsonSerializerOptions JournalJson = new(JsonSerializerDefaults.Web);

    private readonly List<(string Fact, DateTimeOffset At)> _tail = [];
    private string? _snapshot;
    private DateTimeOffset _lastAt;
    private long _viewVersion;

    public string Name => name;

    public TState State { get; private set; } = TRules.Initial(key);

    public DateTimeOffset? Due => TRules.NextDue(State);

    public IReadOnlyList<Obligation> Pending => [.. TRules.Pending(State)];

    public Answer Handle(object command, DateTimeOffset now)
    {
        var at = now > _lastAt ? now : _lastAt;
        var decision = TRules.Decide(State, (TCommand)command, at);
        foreach (var fact in decision.Facts)
        {
            var before = State;
            State = TRules.Apply(before, fact, at);
            foreach (var view in TRules.View(before, State, fact, at, _viewVersion + 1))
            {
                Assert.NotNull(view.Data);
                _viewVersion++;
            }

            _tail.Add((JsonSerializer.Serialize(fact, JournalJson), at));
            _lastAt = at;
            watch(before, fact, State);
        }

        return decision.Answer;
    }

    public object? Answered(Obligation obligation, Answer answer) => TRules.Answered(obligation, answer);

    public void Tick(DateTimeOffset now) => Handle(TRules.Tick(), now);

    public void Reload()
    {
        var committed = Text(State);
        State = _snapshot is null ? TRules.Initial(key) : JsonSerializer.Deserialize<TState>(_snapshot, SnapshotJson)!;
        foreach (var (fact, at) in _tail)
        {
            State = TRules.Apply(State, JsonSerializer.Deserialize<TFact>(fact, JournalJson)!, at);
        }

        var read = Text(State);
        Assert.True(committed == read, $"{name} was read back as another state:\n{committed}\n{read}");
        _snapshot = read;
        _tail.Clear();
    }

    private static string Text(TState state) => JsonSerializer.Serialize(state, SnapshotJson);
}
