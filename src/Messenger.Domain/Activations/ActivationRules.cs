using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ActivationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Activations.ActivationState, Messenger.Domain.Activations.ActivationFact>;

namespace Messenger.Domain.Activations;

/// <summary>
/// The way from the click to a connected Page (R21-R26). Every exit is a fact. What halts at a Page can go on: the person does something
/// about it, here or at Facebook, and chooses again.
/// </summary>
public readonly partial struct ActivationRules : IRules<ActivationState, ActivationCommand, ActivationFact>
{
    /// <summary>From the click to the end: time enough to look for a password, too short for a link that was left lying about.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    public static ActivationState Initial(string key) => ActivationState.Initial(key);

    public static ActivationCommand Tick() => new ActivationCommand.Tick();

    public static Decision<ActivationFact> Decide(ActivationState state, ActivationCommand command, DateTimeOffset now)
    {
        var draft = new ActivationDraft(state, (s, f) => Apply(s, f, now));
        return command switch
        {
            ActivationCommand.Start c => Start(draft, c, now),
            ActivationCommand.Return c => Return(draft, c, now),
            _ when state.Started is null => Decision<ActivationFact>.Refuse(RefusalCode.Unknown),
            ActivationCommand.Grant c => Grant(draft, c),
            ActivationCommand.Choose c => Choose(draft, c),
            ActivationCommand.Stop c => Stop(draft, c),
            ActivationCommand.SubscribeAnswered c => SubscribeAnswered(draft, c),
            ActivationCommand.CampaignAnswered c => CampaignAnswered(draft, c),
            ActivationCommand.Finish c => Finish(draft, c),
            ActivationCommand.Tick => TimeIsUp(draft, now),
            _ => throw new NotSupportedException($"No rule for {command.GetType().Name}."),
        };
    }

    private static Decision<ActivationFact> Start(ActivationDraft draft, ActivationCommand.Start c, DateTimeOffset now)
    {
        if (draft.State.Started is null)
        {
            draft.Add(new ActivationFact.Started(new(c.CampaignId, c.CampaignName, c.PageName, c.By, c.StateHash, now, now + Life)));
        }

        return draft.Done();
    }

    /// <summary>Nobody but him to whom it was given, once, in time. Whatever else comes is refused and kept for the audit.</summary>
    private static Decision<ActivationFact> Return(ActivationDraft draft, ActivationCommand.Return c, DateTimeOffset now)
    {
        var start = draft.State.Started;
        var refusal = c.StateHash != start?.StateHash ? StateRefusal.Forged
            : c.By.Id != start.By.Id ? StateRefusal.OtherUser
            : draft.State.HasReturned ? StateRefusal.Replayed
            : draft.State.IsOver || now >= start.Until ? StateRefusal.Expired
            : null;
        if (refusal is not null)
        {
            draft.Add(new ActivationFact.StateRefused(refusal, c.By, draft.State.StateRefusals + 1));
            return draft.Answer(new Answer.Refused(refusal));
        }

        draft.Add(new ActivationFact.Returned());
        return draft.Done();
    }

    private static Decision<ActivationFact> Grant(ActivationDraft draft, ActivationCommand.Grant c)
    {
        if (draft.State is not { Phase: ActivationPhase.Waiting, HasReturned: true })
        {
            return draft.Done();
        }

        if (c.MissingPermissions.Count > 0)
        {
            draft.Add(new ActivationFact.Stopped(ActivationExit.MissingPermissions, c.MissingPermissions));
            return draft.Done();
        }

        if (c.Pages.Count == 0)
        {
            draft.Add(new ActivationFact.Stopped(ActivationExit.NoPages, []));
            return draft.Done();
        }

        draft.Add(new ActivationFact.Granted(c.FacebookUserId, c.Pages));
        if (Obvious(draft.State.Started!.PageName, c.Pages) is { } page)
        {
            Take(draft, page, acceptsName: false, null);
        }

        return draft.Done();
    }

    /// <summary>The one that was meant: by its exact name, or because there is no other and its name was left open. Null = the person has to say.</summary>
    private static OfferedPage? Obvious(string? typed, IReadOnlyList<OfferedPage> pages) => typed is null
        ? pages.Count == 1 ? pages[0] : null
        : pages.Where(p => PageName.AreSame(typed, p.Name)).ToArray() is [var only] ? only
        : pages.Count == 1 ? pages[0]
        : null;

    private static Decision<ActivationFact> Choose(ActivationDraft draft, ActivationCommand.Choose c)
    {
        if (draft.State.Chosen?.Id == c.PageId && draft.State.Phase is ActivationPhase.Connecting or ActivationPhase.Done)
        {
            return draft.Done();
        }

        if (draft.State.Phase != ActivationPhase.Choosing || draft.State.Pages.FirstOrDefault(p => p.Id == c.PageId) is not { } page)
        {
            return Decision<ActivationFact>.Refuse(RefusalCode.Unknown);
        }

        Take(draft, page, c.AcceptsName, c.By);
        return draft.Done();
    }

    private static void Take(ActivationDraft draft, OfferedPage page, bool acceptsName, Auditing.Editor? by) => draft.Add(
        !page.IsUsable ? new ActivationFact.Halted(ActivationExit.NotAdmin, page, page.MissingTasks)
        : !acceptsName && draft.State.Started!.PageName is { } typed && !PageName.AreSame(typed, page.Name)
            ? new ActivationFact.Halted(ActivationExit.PageMismatch, page, [])
            : new ActivationFact.Chosen(page, by));

    private static Decision<ActivationFact> Stop(ActivationDraft draft, ActivationCommand.Stop c)
    {
        // What is being connected is carried to its end: half a Page helps nobody.
        if (!draft.State.IsOver && draft.State.Phase != ActivationPhase.Connecting)
        {
            draft.Add(new ActivationFact.Stopped(c.Exit, [], c.By));
        }

        return draft.Done();
    }

    private static Decision<ActivationFact> SubscribeAnswered(ActivationDraft draft, ActivationCommand.SubscribeAnswered c)
    {
        if (draft.State is { Phase: ActivationPhase.Connecting, IsSubscribed: false } s && s.Chosen!.Id == c.PageId)
        {
            draft.Add(c.Exit is { } exit
                ? new ActivationFact.Halted(exit, s.Chosen, c.TakenBy is { } name ? [name] : [])
                : new ActivationFact.Subscribed());
        }

        return draft.Done();
    }

    private static Decision<ActivationFact> CampaignAnswered(ActivationDraft draft, ActivationCommand.CampaignAnswered c)
    {
        if (draft.State is { Phase: ActivationPhase.Connecting, IsSubscribed: true, IsConnected: false } s && s.Chosen!.Id == c.PageId)
        {
            draft.Add(c.Reply switch
            {
                Answer.Refused { Code: RefusalCode.Unknown } => new ActivationFact.Stopped(ActivationExit.NoCampaign, []),

                // The unique index of Pages: somebody was faster.
                Answer.Refused => new ActivationFact.Halted(ActivationExit.PageTaken, s.Chosen, []),
                _ => new ActivationFact.Connected(),
            });
        }

        return draft.Done();
    }

    private static Decision<ActivationFact> Finish(ActivationDraft draft, ActivationCommand.Finish c)
    {
        if (draft.State is { Phase: ActivationPhase.Connecting, IsConnected: true })
        {
            draft.Add(new ActivationFact.Finished(c.Lost));
        }

        return draft.Done();
    }

    private static Decision<ActivationFact> TimeIsUp(ActivationDraft draft, DateTimeOffset now)
    {
        if (NextDue(draft.State) <= now)
        {
            draft.Add(new ActivationFact.Stopped(ActivationExit.Timeout, []));
        }

        return draft.Done();
    }
}
