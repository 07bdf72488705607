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

    public static Decision<CampaignFact> Decide(CampaignState state, CampaignCommand command, DateTimeOffset now)
    {
        var draft = new CampaignDraft(state, (s, f) => Apply(s, f, now));
        TurnSchedule(draft, now);
        PassWindows(draft, now);
        var decision = command switch
        {
            CampaignCommand.Enqueue c => Enqueue(draft, c, now),
            CampaignCommand.Remove c => Remove(draft, c),
            CampaignCommand.ReserveAnswered c => ReserveAnswered(draft, c),
            CampaignCommand.Outcome c => Outcome(draft, c),
            CampaignCommand.Hint c => Hint(draft, c.Value),
            CampaignCommand.Save c => Save(draft, c, now),
            CampaignCommand.SetGlobals c => SetGlobals(draft, c, now),
            CampaignCommand.WindowMoved c => WindowMoved(draft, c, now),
            CampaignCommand.PlaceAcknowledged c => PlaceAcknowledged(draft, c),
            CampaignCommand.SetMembers c => SetMembers(draft, c),
            CampaignCommand.LimitAcknowledged c => LimitAcknowledged(draft, c),
            CampaignCommand.Pull c => Pull(draft, c, now),
            CampaignCommand.Tick => draft.Done(),
            _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
        };
        Admit(draft);
        Drain(draft, now);
        return decision with { Facts = draft.Facts };
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

    private static Decision<CampaignFact> Save(CampaignDraft draft, CampaignCommand.Save c, DateTimeOffset now)
    {
        if (c.BasedOn != draft.State.Settings.Version)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Stale);
        }

        var enables = c.Settings.Enabled && !draft.State.Settings.Enabled;
        draft.Add(new CampaignFact.SettingsChanged(c.Settings with { Version = c.BasedOn + 1 }));
        LookAtSchedule(draft, now);
        if (enables && draft.State.Entries.Values.Any(e => e.Stage == EntryStage.Disabled))
        {
            draft.Add(new CampaignFact.RecordedReleased(c.QueueRecorded, now));
        }

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
