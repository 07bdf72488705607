using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Races;

/// <summary>One grain of the small world, whatever its kind.</summary>
internal interface INode
{
    string Name { get; }

    DateTimeOffset? Due { get; }

    IReadOnlyList<Obligation> Pending { get; }

    /// <summary>Decide and commit; what the caller would be told.</summary>
    Answer Handle(object command, DateTimeOffset now);

    /// <summary>The command that brings an answer home, or null.</summary>
    object? Answered(Obligation obligation, Answer answer);

    void Tick(DateTimeOffset now);

    /// <summary>The process stopped: the state is read back from snapshot and journal.</summary>
    void Reload();
}
