using System.Text.Json;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>A decision that holds: committed, or confirmed against the head.</summary>
internal sealed record Decided<TState, TCommand, TFact>(
    string Key, TCommand Command, Answer Answer, IReadOnlyList<Change<TState, TFact>> Changes, TState After, DateTimeOffset At)
{
    public IEnumerable<TFact> Facts => Changes.Select(c => c.Fact);
}

/// <param name="Seen">What watchers of the stream were told.</param>
internal sealed record Change<TState, TFact>(TState Before, TFact Fact, TState After, IReadOnlyList<ViewEvent> Seen);

/// <summary>A grain reduced to its rules and what DeciderGrain does around them.</summary>
internal sealed class Node<TState, TCommand, TFact, TRules>(string name, string key, Action<Decided<TState, TCommand, TFact>> watch) : INode
    where TState : class
    where TCommand : class
    where TFact : class
    where TRules : IRules<TState, TCommand, TFact>
{
    private const int RememberedAtMost = 64;

    private static int _looked;

    private readonly Journal<TState, TCommand, TFact, TRules> _journal = new(name, key);
    private readonly List<IActivation> _alive = [];

    public string Name => name;

    public string Key => key;

    public TState State => _journal.Head.State;

    /// <summary>Its journal, from the first row.</summary>
    public Told<TState, TCommand, TFact, TRules> Told() => new(name, key, [.. _journal.Rows]);

    public IReadOnlyList<IActivation> Alive => _alive;

    public DateTimeOffset? Due => TRules.NextDue(State);

    public IReadOnlyList<Obligation> Owed => [.. TRules.Pending(State)];

    public IActivation Activate()
    {
        var activation = new Activation(this);
        _alive.Add(activation);
        return activation;
    }

    private sealed class Activation : IActivation
    {
        private readonly Node<TState, TCommand, TFact, TRules> _node;
        private readonly List<Waiting> _inbox = [];
        private Position<TState> _position;

        public Activation(Node<TState, TCommand, TFact, TRules> node)
        {
            (_node, _position) = (node, node._journal.Load());
            Recovered = TRules.Pending(_position.State).Select(o => o.Key).ToHashSet();
        }

        public INode Node => _node;

        public bool Stopped { get; private set; }

        public bool IsAtHead => _position.Version == _node._journal.Head.Version;

        public bool HasWork => _inbox.Count > 0;

        public DateTimeOffset? Due => TRules.NextDue(_position.State);

        public IReadOnlyList<Obligation> Pending => [.. TRules.Pending(_position.State)];

        public IReadOnlySet<string> Recovered { get; }

        public Dictionary<string, long> InFlight { get; } = [];

        public Dictionary<string, Obligation> Answers { get; } = [];

        public void Receive(Waiting item) => _inbox.Add(item);

        public object? Answered(Obligation obligation, Answer answer) => TRules.Answered(obligation, answer);

        public void Wake()
        {
            if (!IsAtHead)
            {
                Stop();
            }
        }

        public void Stop()
        {
            Stopped = true;
            _node._alive.Remove(this);
            foreach (var item in Taken())
            {
                item.Tell(null);
            }
        }

        public void Pump(DateTimeOffset now, Fate fate)
        {
            if (fate == Fate.StopsBeforeCommit)
            {
                Stop();
                return;
            }

            var items = Taken();
            var (draft, at) = (_position, now > _position.LastAt ? now : _position.LastAt);
            var (facts, asserted) = (new List<TFact>(), false);
            var decided = new List<Decided<TState, TCommand, TFact>>();
            var answers = new List<Answer>();
            foreach (var item in items)
            {
                if (item.Id is { } id && draft.Remembered.TryGetValue(id, out var known))
                {
                    answers.Add(known);
                    continue;
                }

                var decision = TRules.Decide(draft.State, (TCommand)item.Command, at);
                decision = _node._journal.Has(decision.Facts) ? new Decision<TFact>([], Answer.Done) : decision;
                var changes = Applied(ref draft, decision.Facts, at);
                facts.AddRange(decision.Facts);
                asserted |= decision.Asserted;
                answers.Add(decision.Answer);
                decided.Add(new(_node.Key, (TCommand)item.Command, decision.Answer, changes, draft.State, at));
                if (item.Id is { } fresh && changes.Count > 0)
                {
                    draft = draft with { Remembered = (draft.Remembered.Count < RememberedAtMost ? draft.Remembered : draft.Remembered.Clear()).Add(fresh, decision.Answer) };
                }
            }

            draft = facts.Count > 0 ? draft with { Version = _position.Version + 1, LastAt = at } : _position;
            if ((facts.Count > 0 || asserted) && !_node._journal.Append(_position.Version, facts, draft))
            {
                Stop();
                items.ForEach(i => i.Tell(null));
                return;
            }

            _position = draft;
            if (IsAtHead)
            {
                decided.ForEach(_node.Tell);
            }

            if (fate == Fate.StopsAfterCommit)
            {
                Stop();
            }

            for (var n = 0; n < items.Count; n++)
            {
                items[n].Tell(Stopped ? null : answers[n]);
            }
        }

        private static List<Change<TState, TFact>> Applied(ref Position<TState> draft, IReadOnlyList<TFact> facts, DateTimeOffset at)
        {
            var changes = new List<Change<TState, TFact>>(facts.Count);
            foreach (var fact in facts)
            {
                var before = draft.State;
                var after = TRules.Apply(before, fact, at);
                var seen = TRules.View(before, after, fact, at, draft.ViewVersion + 1).ToArray();
                draft = draft with { State = after, ViewVersion = draft.ViewVersion + seen.Length };
                changes.Add(new(before, fact, after, seen));
            }

            // The machinery believes the states that deciding left behind; looked at in one decision of a hundred.
            if (facts is IDrafted<TState> drafted && facts.Count > 0 && Interlocked.Increment(ref _looked) % 100 == 0)
            {
                Assert.Equal(JsonSerializer.Serialize(changes[^1].After), JsonSerializer.Serialize(drafted.After(facts.Count - 1)));
            }

            return changes;
        }

        private List<Waiting> Taken()
        {
            var taken = _inbox.ToList();
            _inbox.Clear();
            return taken;
        }
    }

    private void Tell(Decided<TState, TCommand, TFact> decided) => watch(decided);
}
