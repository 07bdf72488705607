using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Activations;

/// <summary>What an activation keeps, owes and shows.</summary>
public readonly partial struct ActivationRules
{
    public static ActivationState Apply(ActivationState state, ActivationFact fact, DateTimeOffset at) => fact switch
    {
        ActivationFact.Started f => state with { Started = f.Start },
        ActivationFact.StateRefused f => state with { StateRefusals = f.Number },
        ActivationFact.Returned => state with { HasReturned = true },
        ActivationFact.Granted f => state with { Phase = ActivationPhase.Choosing, FacebookUserId = f.FacebookUserId, Pages = f.Pages },
        ActivationFact.Chosen f => state with { Phase = ActivationPhase.Connecting, Chosen = f.Page, Exit = null, Missing = [], IsSubscribed = false },
        ActivationFact.Halted f => state with { Phase = ActivationPhase.Choosing, Chosen = f.Page, Exit = f.Exit, Missing = f.Missing, IsSubscribed = false },
        ActivationFact.Subscribed => state with { IsSubscribed = true },
        ActivationFact.Connected => state with { IsConnected = true },
        ActivationFact.Finished f => state with { Phase = ActivationPhase.Done, Lost = f.Lost, Pages = [] },
        ActivationFact.Stopped f => state with { Phase = ActivationPhase.Over, Exit = f.Exit, Missing = f.Missing, Pages = [] },
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    public static IEnumerable<Obligation> Pending(ActivationState state)
    {
        if (state is { Phase: ActivationPhase.Connecting, Started: { } start, Chosen: { Token: { } token } page })
        {
            yield return state switch
            {
                { IsSubscribed: false } => new Obligation.ToSubscription("subscribe/" + page.Id, start.CampaignId, page.Id, token),
                { IsConnected: false } => new Obligation.ToCampaign("connect/" + page.Id, start.CampaignId, new CampaignCommand.Connect(page.Id, page.Name, token)
                {
                    FacebookUserId = state.FacebookUserId,
                    By = start.By,
                }),
                _ => new Obligation.ToAftermath("aftermath/" + page.Id, start.CampaignId, page.Id, token, state.FacebookUserId),
            };
        }
    }

    public static ActivationCommand? Answered(Obligation obligation, Answer answer) => obligation switch
    {
        Obligation.ToCampaign { Command: CampaignCommand.Connect c } => new ActivationCommand.CampaignAnswered(c.PageId, answer),
        _ => throw new NotSupportedException($"An activation does not owe {obligation.Key}."),
    };

    public static DateTimeOffset? NextDue(ActivationState state) =>
        state is { Started: { } start, Phase: ActivationPhase.Waiting or ActivationPhase.Choosing } ? start.Until : null;

    public static IEnumerable<ViewEvent> View(ActivationState before, ActivationState after, ActivationFact fact, DateTimeOffset at, long next) =>
        fact is ActivationFact.StateRefused ? [] : [new ViewEvent(ViewEventType.ActivationChanged, Shown(after) with { Version = next })];

    public static object Snapshot(ActivationState state, long version, DateTimeOffset now) => Shown(state) with { Version = version };

    /// <summary>Without tokens and states.</summary>
    public static ActivationView Shown(ActivationState s) => new(
        s.Id, s.Started?.CampaignId ?? "", s.Started?.CampaignName ?? "", s.Started?.By.DisplayName ?? "", WordOf(s.Phase), s.HasReturned, s.Exit, s.Missing,
        [.. s.Pages.Select(Shown)], s.Chosen is { } chosen ? Shown(chosen) : null, NamesOf(s), s.Lost, s.Started?.At ?? default, s.Started?.Until ?? default);

    public static string WordOf(ActivationPhase phase) => phase switch
    {
        ActivationPhase.Waiting => "waiting",
        ActivationPhase.Choosing => "choosing",
        ActivationPhase.Connecting => "connecting",
        ActivationPhase.Done => "done",
        ActivationPhase.Over => "over",
        _ => throw new NotSupportedException($"No word for {phase}."),
    };

    private static PageOffer Shown(OfferedPage p) => new(p.Id, p.Name, p.IsUsable, p.MissingTasks, p.TakenBy);

    private static NamesCompared? NamesOf(ActivationState s)
    {
        if (s is not { Exit: ActivationExit.PageMismatch, Chosen: { } chosen, Started.PageName: { } typed })
        {
            return null;
        }

        var (mine, facebook) = PageName.Compare(typed, chosen.Name);
        return new NamesCompared(mine, facebook);
    }
}
