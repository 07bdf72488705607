namespace Messenger.Console.Agent;

/// <summary>What the agent said when he finished an interaction; both are optional.</summary>
public sealed record FinishChoice(string? DispositionId, string? Note);
