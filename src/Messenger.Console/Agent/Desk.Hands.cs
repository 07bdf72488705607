using Messenger.Console.Shared.Api;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>What comes to the desk and what leaves it: accept, decline, transfer, reopen, wrap-up.</summary>
public sealed partial class Desk
{
    private static readonly TimeSpan[] NamePauses = [TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)];

    private readonly HashSet<string> leaving = new(StringComparer.Ordinal);
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private bool asked;

    /// <summary>True when he himself sent it away: then nobody needs to tell him. Asked once.</summary>
    public bool SentAway(string interactionId) => leaving.Remove(interactionId);

    public Task<CommandResult> Accept(string interactionId) => live.Command("Accept", interactionId, NewId());

    /// <summary>What rings, or what is his, goes back to the front of its queue.</summary>
    public Task<CommandResult> Decline(string interactionId, string? reason)
    {
        Task<CommandResult> Command() => live.Command("Decline", interactionId, string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(), NewId());
        return state.Find(interactionId) is null ? Command() : SendAway(interactionId, Command);
    }

    /// <param name="target">agent:{userName} or campaign:{campaignId}.</param>
    public Task<CommandResult> Transfer(string interactionId, string target, string? note) => live.Command("Transfer", interactionId, target, note, NewId());

    public Task<CommandResult> CancelTransfer(string interactionId) => live.Command("CancelTransfer", interactionId, NewId());

    public Task<CommandResult> Reopen(string interactionId) => live.Command("Reopen", interactionId, NewId());

    public Task<CommandResult> EndWrapUp(string interactionId) => live.Command("EndWrapUp", interactionId, NewId());

    public Task<Reply<OwnHistory>> History(string search, string? cursor) => api.OwnHistory(search, cursor);

    public Task<Reply<OwnTranscript>> Ended(string interactionId) => api.OwnTranscript(interactionId);

    /// <summary>What he finishes up with came before this desk was opened: its customer stands in his history.</summary>
    private void NameWrapUps()
    {
        if (!asked && state.Agent?.WrapUps.Any(wrapUp => state.CustomerOf(wrapUp) is null) == true)
        {
            asked = true;
            _ = Ask();
        }

        async Task Ask()
        {
            foreach (var item in (await api.OwnHistory("", null)).Value?.Items ?? [])
            {
                state.Know(item.Id, item.CustomerName);
            }

            Changed?.Invoke();
        }
    }

    /// <summary>A new customer's name comes a moment after him, and no event of this desk's streams tells it while it rings.</summary>
    private async Task NameRinging(string interactionId)
    {
        foreach (var pause in NamePauses)
        {
            await Task.Delay(pause, time);
            if (!state.Ringing.Any(ring => ring.Id == interactionId))
            {
                return;
            }

            if ((await api.WhoRings(interactionId)).Value is { } who && state.NameRinging(interactionId, who.CustomerName))
            {
                Changed?.Invoke();
                return;
            }
        }
    }

    private void NameWhatRings()
    {
        named.IntersectWith(state.Ringing.Select(ring => ring.Id));
        foreach (var ring in state.Ringing.Where(ring => named.Add(ring.Id)))
        {
            _ = NameRinging(ring.Id);
        }
    }

    private async Task<CommandResult> SendAway(string interactionId, Func<Task<CommandResult>> command)
    {
        leaving.Add(interactionId);
        var result = await command();
        if (!result.Ok)
        {
            leaving.Remove(interactionId);
        }

        return result;
    }
}
