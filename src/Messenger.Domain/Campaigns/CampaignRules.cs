using Messenger.Domain.Agents;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>The campaign sequences: who is next, offered to whom. Every command that can free a way drains the line (B2).</summary>
public readonly partial struct CampaignRules : IRules<CampaignState, CampaignCommand, CampaignFact>
{
    /// <summary>Version of these rules; each offer names the one that made it.</summary>
    public const int Version = 1;

    /// <summary>A reservation that arrives later than this is refused by the agent.</summary>
    public static readonly TimeSpan OfferLife = TimeSpan.FromSeconds(10);

    public static CampaignState Initial(string key) => new(key, CampaignSettings.Default, [], 0, NoEntries, [], NoOffers, 0, NoAgents, [], []);

    public static CampaignCommand Tick() => new CampaignCommand.Tick();

    public static DateTimeOffset? NextDue(CampaignState state) => null;

    public static Decision<CampaignFact> Decide(CampaignState state, CampaignCommand command, DateTimeOffset now)
    {
        var draft = new CampaignDraft(state, (s, f) => Apply(s, f, now));
        var decision = command switch
        {
            CampaignCommand.Enqueue c => Enqueue(draft, c),
            CampaignCommand.Remove c => Remove(draft, c),
            CampaignCommand.ReserveAnswered c => ReserveAnswered(draft, c),
            CampaignCommand.Outcome c => Outcome(draft, c),
            CampaignCommand.Hint c => Hint(draft, c.Value),
            CampaignCommand.Save c => Save(draft, c),
            CampaignCommand.SetMembers c => SetMembers(draft, c),
            CampaignCommand.LimitAcknowledged c => LimitAcknowledged(draft, c),
            CampaignCommand.Pull c => Pull(draft, c, now),
            CampaignCommand.Tick => draft.Done(),
            _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
        };
        // The decision carries the draft's own list of facts, so that the offers made here are part of it.
        Drain(draft, now);
        return decision;
    }

    private static Decision<CampaignFact> Enqueue(CampaignDraft draft, CampaignCommand.Enqueue c)
    {
        if (draft.State.Entries.TryGetValue(c.InteractionId, out var known) && known.Epoch >= c.Epoch)
        {
            return draft.Answer(new Answer.Placed(known.Stage == EntryStage.Disabled ? QueuePlace.Disabled : QueuePlace.Queued));
        }

        if (draft.State.HasLeft(c.InteractionId, c.Epoch))
        {
            return draft.Answer(new Answer.Placed(QueuePlace.Queued));
        }

        // A returned interaction was already let in: switching the campaign off serves those who wait (R19).
        if (!draft.State.Settings.Enabled && c.Class == QueueClass.Normal)
        {
            draft.Add(new CampaignFact.NotQueued(c.InteractionId, c.Epoch, QueuePlace.Disabled));
            return draft.Answer(new Answer.Placed(QueuePlace.Disabled));
        }

        draft.Add(new CampaignFact.Queued(c.InteractionId, c.Epoch, c.Class, c.Since));
        return draft.Answer(new Answer.Placed(QueuePlace.Queued));
    }

    private static Decision<CampaignFact> Remove(CampaignDraft draft, CampaignCommand.Remove c)
    {
        if (draft.State.Entries.TryGetValue(c.InteractionId, out var entry) && entry.Epoch <= c.Epoch)
        {
            draft.Add(new CampaignFact.Removed(c.InteractionId, c.Epoch));
        }

        return draft.DoneForGood();
    }

    private static Decision<CampaignFact> Hint(CampaignDraft draft, AgentHint hint)
    {
        if (!draft.State.Agents.TryGetValue(hint.AgentId, out var known))
        {
            return draft.DoneForGood();
        }

        // Even when it says what is believed already: one between the two may still be on its way, and this one must be known to win.
        if (hint.Version > known.Hint.Version)
        {
            draft.Add(new CampaignFact.HintSeen(hint));
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> Save(CampaignDraft draft, CampaignCommand.Save c)
    {
        if (c.BasedOn != draft.State.Settings.Version)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Stale);
        }

        draft.Add(new CampaignFact.SettingsChanged(c.Settings with { Version = c.BasedOn + 1 }));
        return draft.Done();
    }

    private static Decision<CampaignFact> SetMembers(CampaignDraft draft, CampaignCommand.SetMembers c)
    {
        if (!c.Members.SequenceEqual(draft.State.Members))
        {
            draft.Add(new CampaignFact.MembersChanged(c.Members));
        }

        return draft.Done();
    }

    private static Decision<CampaignFact> LimitAcknowledged(CampaignDraft draft, CampaignCommand.LimitAcknowledged c)
    {
        if (draft.State.Agents.TryGetValue(c.AgentId, out var agent) && agent.Told < c.SettingsVersion)
        {
            draft.Add(new CampaignFact.LimitDelivered(c.AgentId, c.SettingsVersion));
        }

        return draft.Done();
    }
}
