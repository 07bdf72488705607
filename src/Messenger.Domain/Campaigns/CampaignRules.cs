using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>The campaign sequences: who is next, offered to whom. Every command that can free a way drains the line (B2).</summary>
public readonly partial struct CampaignRules : IRules<CampaignState, CampaignCommand, CampaignFact>
{
    /// <summary>Version of these rules; each offer names the one that made it.</summary>
    public const int Version = 2;

    /// <summary>Before agents were preferred, interactions meant for one agent, and supervisors assigned. What it offered is offered the same way still.</summary>
    private const int FirstVersion = 1;

    /// <summary>Whether this build can decide and explain by the rules of that version.</summary>
    public static bool Knows(int version) => version is FirstVersion or Version;

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
            CampaignCommand.Hint c => Hint(draft, c),
            CampaignCommand.Save c => Save(draft, c, now),
            CampaignCommand.Connect c => Connect(draft, c),
            CampaignCommand.SetGlobals c => SetGlobals(draft, c, now),
            CampaignCommand.JoinAcknowledged => JoinAcknowledged(draft),
            CampaignCommand.WindowMoved c => WindowMoved(draft, c, now),
            CampaignCommand.PlaceAcknowledged c => PlaceAcknowledged(draft, c),
            CampaignCommand.SetMembers c => SetMembers(draft, c),
            CampaignCommand.Delete c => Delete(draft, c),
            CampaignCommand.LimitAcknowledged c => LimitAcknowledged(draft, c),
            CampaignCommand.Pull c => Pull(draft, c, now),
            CampaignCommand.Assign c => Assign(draft, c, now),
            CampaignCommand.Tick => draft.Done(),
            _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
        };
        PassWindows(draft, now);
        if (!AreWindowsPassing(draft.State, now))
        {
            Admit(draft);
            Drain(draft, now);
        }

        return decision with { Facts = draft.Facts, Answer = command is CampaignCommand.Hint hint ? Noted(draft, hint.Value) : decision.Answer };
    }

    /// <summary>Noted also of one that is not here: it may have been refused, and a late copy of its Enqueue must not bring in who is gone.</summary>
    private static Decision<CampaignFact> Remove(CampaignDraft draft, CampaignCommand.Remove c)
    {
        if (draft.State.Entries.TryGetValue(c.InteractionId, out var entry) ? entry.Epoch <= c.Epoch : !draft.State.HasLeft(c.InteractionId, c.Epoch))
        {
            draft.Add(new CampaignFact.Removed(c.InteractionId, c.Epoch));
        }

        return draft.DoneForGood();
    }

    private static Decision<CampaignFact> Save(CampaignDraft draft, CampaignCommand.Save c, DateTimeOffset now)
    {
        if (draft.State.IsDeleted)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Unknown);
        }

        if (c.BasedOn != draft.State.Settings.Version)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Stale);
        }

        var enables = c.Settings.Enabled && !draft.State.Settings.Enabled;
        var settings = c.Settings with { Version = c.BasedOn + 1 };
        draft.Add(new CampaignFact.SettingsChanged(settings, c.By, SettingsDifference.Of(draft.State.Settings, settings)));
        LookAtSchedule(draft, now);
        if (enables && draft.State.Entries.Values.Any(e => e.Stage == EntryStage.Disabled))
        {
            draft.Add(new CampaignFact.RecordedReleased(c.QueueRecorded, now));
        }

        return c is { BasedOn: 0, Members: { } members } ? SetMembers(draft, members) : draft.Done();
    }

    private static Decision<CampaignFact> SetMembers(CampaignDraft draft, CampaignCommand.SetMembers c)
    {
        if (draft.State.IsDeleted)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Unknown);
        }

        var (before, version) = (draft.State.Members, draft.State.MembersVersion);
        if (c.BasedOn is { } basedOn && basedOn != version)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Stale);
        }

        if (!c.Members.SequenceEqual(before))
        {
            draft.Add(new CampaignFact.MembersChanged(
                c.Members, version + 1, c.By, MembersDifference.Of(before, c.Members, c.UserNames, c.OnRemoval),
                c.OnRemoval == Removal.Requeue && Removed(before, c.Members) is { Length: > 0 } removed ? removed : null));
        }

        return draft.Done();
    }

    private static string[] Removed(IEnumerable<Member> before, IEnumerable<Member> after) => [.. before.Select(m => m.AgentId).Except(after.Select(m => m.AgentId), StringComparer.Ordinal)];

    private static Decision<CampaignFact> LimitAcknowledged(CampaignDraft draft, CampaignCommand.LimitAcknowledged c)
    {
        if (draft.State.Agents.TryGetValue(c.AgentId, out var agent) && agent.Told < c.SettingsVersion)
        {
            draft.Add(new CampaignFact.LimitDelivered(c.AgentId, c.SettingsVersion));
        }

        return draft.Done();
    }
}
