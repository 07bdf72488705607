namespace Messenger.Domain.Shared;

/// <summary>
/// Marks what a person wrote or is called. The journal keeps it apart from the facts, so that erasure can drop it
/// while versions, times, states and the proof survive; it may therefore be null in any fact read back.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute : Attribute;
