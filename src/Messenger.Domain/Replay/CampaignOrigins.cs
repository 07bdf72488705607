using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached a campaign: arrivals, hints, answers, settings. Whom it offers to whom, and when it lets in whom, is decided.</summary>
public readonly struct CampaignOrigins : IOrigins<CampaignState, CampaignCommand, CampaignFact>
{
    public static IEnumerable<CampaignCommand> Of(CampaignState before, ArraySegment<CampaignFact> facts, DateTimeOffset at)
    {
        // Whatever is due by the clock stands before what the command itself brought.
        if (facts.FirstOrDefault(f => CommandOf(before, f, facts) is not null) is { } given)
        {
            yield return CommandOf(before, given, facts)!;
        }

        // Also for a command that was refused or had nothing new.
        yield return new CampaignCommand.Tick();
    }

    public static Decision<CampaignFact>? Decide(int rulesVersion, CampaignState state, CampaignCommand command, DateTimeOffset at) =>
        CampaignRules.Knows(rulesVersion) ? CampaignRules.Decide(state, command, at) : null;

    public static int? RulesOf(CampaignFact fact) => (fact as CampaignFact.Offered)?.RulesVersion;

    /// <summary>How members were called in the record of a change is not the campaign's knowledge.</summary>
    public static CampaignFact WithGiven(CampaignFact decided, CampaignFact stored) => (decided, stored) switch
    {
        (CampaignFact.MembersChanged d, CampaignFact.MembersChanged s) => d with { Changes = s.Changes },

        // The rules of each version that is known choose alike where nobody is preferred.
        (CampaignFact.Offered { Because: null } d, CampaignFact.Offered s) when CampaignRules.Knows(s.RulesVersion) => d with { RulesVersion = s.RulesVersion },
        _ => decided,
    };

    /// <summary>Null = no command brings this fact, it follows from others.</summary>
    private static CampaignCommand? CommandOf(CampaignState s, CampaignFact fact, ArraySegment<CampaignFact> facts) => fact switch
    {
        CampaignFact.SettingsChanged f => new CampaignCommand.Save(f.Settings, f.Settings.Version - 1) { By = f.By, QueueRecorded = QueuesRecorded(f, facts) },
        CampaignFact.MembersChanged f => new CampaignCommand.SetMembers(f.Members)
        {
            By = f.By,
            OnRemoval = f.Requeue is null ? Removal.Finish : Removal.Requeue,
        },
        CampaignFact.Deleted f => new CampaignCommand.Delete(f.Settings.Version) { By = f.By },
        CampaignFact.LimitDelivered f => new CampaignCommand.LimitAcknowledged(f.AgentId, f.SettingsVersion),
        CampaignFact.Queued f => new CampaignCommand.Enqueue(f.InteractionId, f.Epoch, f.Class, f.Since)
        {
            WindowUntil = f.WindowUntil,
            Preferred = Preferred(f.Preferred),
        },
        CampaignFact.NotQueued f => new CampaignCommand.Enqueue(f.InteractionId, f.Epoch, f.Class ?? QueueClass.Normal, f.Since ?? default)
        {
            WindowUntil = f.WindowUntil,
            Preferred = Preferred(f.Preferred),
        },
        CampaignFact.Directed f => new CampaignCommand.Enqueue(f.InteractionId, f.Epoch, QueueClass.Returned, f.Since)
        {
            WindowUntil = f.WindowUntil,
            Directed = f.AgentId,
            IsTransfer = f.Asked != true,
            ForcedBy = f.ForcedBy,
        },
        CampaignFact.Offered { Because: OfferReason.Assigned, By: { } by } f => new CampaignCommand.Assign(f.InteractionId, f.AgentId, by) { Force = f.Forced == true },
        CampaignFact.WindowExtended f when s.Entries.TryGetValue(f.InteractionId, out var entry) =>
            new CampaignCommand.WindowMoved(f.InteractionId, entry.Epoch, f.Until),
        CampaignFact.GlobalsSet f => new CampaignCommand.SetGlobals(f.Rules),
        CampaignFact.Joined => new CampaignCommand.JoinAcknowledged(),
        CampaignFact.PlaceTold f => new CampaignCommand.PlaceAcknowledged(f.InteractionId, f.Epoch, f.Place, s.Untold.GetValueOrDefault(f.InteractionId)?.Number ?? 0),
        CampaignFact.Offered { Pulled: true } f => new CampaignCommand.Pull(f.AgentId, f.InteractionId),
        CampaignFact.OfferRefused f => new CampaignCommand.ReserveAnswered(f.Lease, new Answer.NotGranted(f.Reason, f.Hint)),
        CampaignFact.OfferReturned f => Outcome(s, f.Lease, OfferOutcome.Lapsed, f.Hint),
        CampaignFact.OfferGone f => Outcome(s, f.Lease, OfferOutcome.Gone, f.Hint),
        CampaignFact.Assigned f => Outcome(s, f.Lease, OfferOutcome.Taken, f.Hint),
        CampaignFact.Removed f => new CampaignCommand.Remove(f.InteractionId, f.Epoch),
        CampaignFact.HintSeen f => new CampaignCommand.Hint(f.Hint),
        _ => null,
    };

    private static PreferredAgent? Preferred(string? agentId) => agentId is null ? null : new PreferredAgent(agentId, null);

    private static CampaignCommand.Outcome Outcome(CampaignState s, long lease, OfferOutcome result, AgentHint hint) => new(new Lease(s.Id, lease), result, hint);

    /// <summary>What was chosen for those who wrote while it was off stands behind the save that switched it on.</summary>
    private static bool QueuesRecorded(CampaignFact.SettingsChanged saved, ArraySegment<CampaignFact> facts) =>
        facts.SkipWhile(f => !ReferenceEquals(f, saved)).Skip(1).TakeWhile(f => f is not CampaignFact.SettingsChanged)
            .OfType<CampaignFact.RecordedReleased>().FirstOrDefault()?.IntoQueue ?? true;
}
