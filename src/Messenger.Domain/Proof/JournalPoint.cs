namespace Messenger.Domain.Proof;

/// <summary>Where in the journal a fact stands.</summary>
public readonly record struct JournalPoint(string Stream, long Version, DateTimeOffset At)
{
    internal Violation Violates(string code, string? interactionId, string detail) => new(code, Stream, Version, At, interactionId, detail);
}
