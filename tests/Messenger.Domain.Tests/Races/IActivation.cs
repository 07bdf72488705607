using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>One grain of the small world, whatever its kind: a journal and the activations that live on it.</summary>
internal interface INode
{
    string Name { get; }

    /// <summary>Oldest first; more than one is what must not happen and does.</summary>
    IReadOnlyList<IActivation> Alive { get; }

    /// <summary>What the journal says is due.</summary>
    DateTimeOffset? Due { get; }

    /// <summary>What the journal says is owed.</summary>
    IReadOnlyList<Obligation> Owed { get; }

    /// <summary>A new activation, read from the journal, whether or not another lives.</summary>
    IActivation Activate();
}

/// <summary>A grain in memory: it may be behind its journal and not know it.</summary>
internal interface IActivation
{
    INode Node { get; }

    bool Stopped { get; }

    /// <summary>Nobody has committed past it.</summary>
    bool IsAtHead { get; }

    bool HasWork { get; }

    DateTimeOffset? Due { get; }

    IReadOnlyList<Obligation> Pending { get; }

    /// <summary>Obligations that were open when it was read: an earlier activation may have carried them out.</summary>
    IReadOnlySet<string> Recovered { get; }

    /// <summary>Calls under way, by obligation.</summary>
    Dictionary<string, long> InFlight { get; }

    /// <summary>Answered obligations that no fact has taken away.</summary>
    Dictionary<string, Obligation> Answers { get; }

    void Receive(Waiting item);

    /// <summary>Everything in the inbox is decided on one working state and committed together.</summary>
    void Pump(DateTimeOffset now, Fate fate);

    /// <summary>Makes sure that it is not behind its journal; it stops when it is.</summary>
    void Wake();

    /// <summary>The process is gone.</summary>
    void Stop();

    /// <summary>The command that brings an answer home, or null.</summary>
    object? Answered(Obligation obligation, Answer answer);
}

/// <summary>A command in an inbox.</summary>
/// <param name="Id">Given by people's screens, so that a repeat is recognized.</param>
/// <param name="Tell">Called once with the answer; null = it was not decided, or nobody lives to tell.</param>
internal sealed record Waiting(object Command, string? Id, Action<Answer?> Tell);

/// <summary>Where the process of an activation stops during a commit.</summary>
internal enum Fate
{
    Lives,
    StopsBeforeCommit,

    /// <summary>Committed, and nobody was told.</summary>
    StopsAfterCommit,
}
