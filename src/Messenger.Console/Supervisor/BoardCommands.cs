using Messenger.Console.Shared.Live;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Supervisor;

/// <summary>What a supervisor does with an interaction: the commands of his hub, each repeatable.</summary>
public sealed class BoardCommands(LiveConnection live)
{
    public Task<CommandResult> Assign(string interactionId, string userName, bool force) => live.Command("Assign", interactionId, userName, force, NewId());

    /// <param name="target">agent:{userName} or campaign:{campaignId}.</param>
    public Task<CommandResult> Transfer(string interactionId, string target, string? note, bool force) =>
        live.Command("Transfer", interactionId, target, note, force, NewId());

    public Task<CommandResult> TakeOver(string interactionId) => live.Command("TakeOver", interactionId, NewId());

    public Task<CommandResult> Requeue(string interactionId) => live.Command("Requeue", interactionId, NewId());

    public Task<CommandResult> Close(string interactionId, string? note) => live.Command("Close", interactionId, note, NewId());

    private static string NewId() => Guid.NewGuid().ToString("N");
}
