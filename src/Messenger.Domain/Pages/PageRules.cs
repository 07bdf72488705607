using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using PageDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Pages.PageState, Messenger.Domain.Pages.PageFact>;

namespace Messenger.Domain.Pages;

/// <summary>A Page's health changes when a look finds something else than before, when Meta refuses its token, and when it is connected anew.</summary>
public readonly struct PageRules : IRules<PageState, PageCommand, PageFact>
{
    public static PageState Initial(string key) => PageState.Initial(key);

    public static PageCommand Tick() => new PageCommand.Tick();

    public static Decision<PageFact> Decide(PageState state, PageCommand command, DateTimeOffset now)
    {
        var draft = new PageDraft(state, (s, f) => Apply(s, f, now));
        switch (command)
        {
            // A look may end after the login that it knows nothing of.
            case PageCommand.Observe c when IsOfThisToken(state, c.Seen.Token):
                Judge(draft, PageJudgement.Of(c.Seen, now));
                break;
            case PageCommand.Refused c when (c.Token is null || IsOfThisToken(state, c.Token)) && !state.IsInvalid:
                Judge(draft, new PageHealth(TokenWord.Invalid, [new PageReason(PageReasonCode.TokenInvalid, c.Fault)], state.Health?.EndsAt));
                break;
            case PageCommand.Connected c when state.Token != c.Token:
                draft.Add(new PageFact.TokenGiven(c.Token));
                Judge(draft, new PageHealth(TokenWord.Valid, [], null));
                break;
            case PageCommand.KeptTold c when c.Recovered > state.Resumed:
                draft.Add(new PageFact.Resumed(c.Recovered));
                break;
        }

        return draft.Done();
    }

    public static PageState Apply(PageState state, PageFact fact, DateTimeOffset at) => fact switch
    {
        PageFact.Judged f => state with { Health = f.Health, Recovered = state.Recovered + (f.Recovers ? 1 : 0) },
        PageFact.TokenGiven f => state with { Token = f.Token },
        PageFact.Resumed f => state with { Resumed = f.Recovered },
        _ => throw new NotSupportedException($"No state change for {fact.GetType().Name}."),
    };

    public static IEnumerable<Obligation> Pending(PageState state)
    {
        if (state.Resumed < state.Recovered && !state.IsInvalid)
        {
            yield return new Obligation.ToKept($"kept/{state.Recovered}", state.PageId);
        }
    }

    public static PageCommand? Answered(Obligation obligation, Answer answer) => throw new NotSupportedException($"A Page does not owe {obligation.Key}.");

    public static DateTimeOffset? NextDue(PageState state) => null;

    public static IEnumerable<ViewEvent> View(PageState before, PageState after, PageFact fact, DateTimeOffset at, long next) => [];

    public static object Snapshot(PageState state, long version, DateTimeOffset now) => state;

    private static bool IsOfThisToken(PageState state, string token) => state.Token is null || state.Token == token;

    private static void Judge(PageDraft draft, PageHealth health)
    {
        if (draft.State.Health?.Says(health) != true)
        {
            draft.Add(new PageFact.Judged(health, draft.State.IsInvalid && health.Verdict != TokenWord.Invalid));
        }
    }
}
