using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>What a grain knows of itself after a number of commits.</summary>
/// <param name="Remembered">Answers to people's commands, which a repeat with the same id gets again.</param>
internal sealed record Position<TState>(
    TState State, long Version, long ViewVersion, DateTimeOffset LastAt, ImmutableDictionary<string, Answer> Remembered);

/// <summary>What survives everything: the committed facts of one stream, and a snapshot before them.</summary>
internal sealed class Journal<TState, TCommand, TFact, TRules>(string name, string key)
    where TState : class
    where TFact : notnull
    where TRules : IRules<TState, TCommand, TFact>
{
    private static readonly JsonSerializerOptions SnapshotJson = new() { Converters = { new JsonStringEnumConverter() } };
    private static readonly JsonSerializerOptions JournalJson = new(JsonSerializerDefaults.Web);

    private readonly List<(string[] Facts, DateTimeOffset At)> _rows = [];
    private readonly List<(string[] Facts, DateTimeOffset At)> _tail = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private string? _snapshot;
    private long _snapshotView;

    /// <summary>Everything that was ever committed.</summary>
    public IEnumerable<(IReadOnlyList<TFact> Facts, DateTimeOffset At)> Rows =>
        _rows.Select(row => ((IReadOnlyList<TFact>)[.. row.Facts.Select(text => JsonSerializer.Deserialize<TFact>(text, JournalJson)!)], row.At));

    public Position<TState> Head { get; private set; } = new(TRules.Initial(key), 0, 0, default, ImmutableDictionary<string, Answer>.Empty);

    /// <summary>All or nothing, and only on the version it was decided on; false = somebody else was faster.</summary>
    public bool Append(long expected, IReadOnlyList<TFact> facts, Position<TState> after)
    {
        if (expected != Head.Version)
        {
            return false;
        }

        if (facts.Count > 0)
        {
            _rows.Add(([.. facts.Select(f => JsonSerializer.Serialize(f, JournalJson))], after.LastAt));
            _tail.Add(_rows[^1]);
            _keys.UnionWith(facts.Select(KeyOf).OfType<string>());
            Head = after;
        }

        return true;
    }

    /// <summary>The schema takes each of Meta's ids once, also of those that the state has forgotten.</summary>
    public bool Has(IReadOnlyList<TFact> facts) => facts.Any(f => KeyOf(f) is { } id && _keys.Contains(id));

    private static string? KeyOf(TFact fact) => fact switch
    {
        ConversationFact.MessageReceived f => f.Mid,
        ConversationFact.EchoReceived f => f.Mid,
        ConversationFact.CustomerEventRecorded f => f.Key,
        _ => null,
    };

    /// <summary>What a new activation starts from: the snapshot, then the tail. It must be what was committed.</summary>
    public Position<TState> Load()
    {
        var state = _snapshot is null ? TRules.Initial(key) : JsonSerializer.Deserialize<TState>(_snapshot, SnapshotJson)!;
        var view = _snapshotView;
        foreach (var (facts, at) in _tail)
        {
            foreach (var text in facts)
            {
                var fact = JsonSerializer.Deserialize<TFact>(text, JournalJson)!;
                var after = TRules.Apply(state, fact, at);
                view += TRules.View(state, after, fact, at, view + 1).Count();
                state = after;
            }
        }

        var (committed, read) = (Text(Head.State), Text(state));
        Assert.True(committed == read, $"{name} was read back as another state:\n{committed}\n{read}");
        Assert.Equal(Head.ViewVersion, view);
        (_snapshot, _snapshotView) = (read, view);
        _tail.Clear();
        return Head with { State = state };
    }

    private static string Text(TState state) => JsonSerializer.Serialize(state, SnapshotJson);
}
