using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using ConversationDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Conversations.ConversationState, Messenger.Domain.Conversations.ConversationFact>;

namespace Messenger.Domain.Conversations;

/// <summary>What is said to the customer by itself: once on each occasion, in his language, and never when nothing may be sent (R18).</summary>
public readonly partial struct ConversationRules
{
    private const int OccasionsKept = 8;

    /// <summary>How long before silence ends it the customer is told, unless half of that time is less.</summary>
    private static readonly TimeSpan WarnedBefore = TimeSpan.FromSeconds(60);

    /// <summary>One that goes on with an earlier interaction, or was reopened, is nobody's arrival: no welcome, and nobody is announced.</summary>
    private static bool IsFresh(InteractionState i) => i is { Epoch: 1, Kind: null };

    /// <summary>What its campaign says to who stands there.</summary>
    private static void SayPlace(ConversationDraft draft, Answer.Placed placed, DateTimeOffset now)
    {
        if (placed is { Text: { } text, Occasion: { } occasion } && (placed.Place != QueuePlace.Queued || IsFresh(draft.State.Interaction!)))
        {
            Say(draft, occasion, text, placed.DefaultLanguage, now);
        }
    }

    /// <summary>The first agent has it. He may have been quicker than the campaign's answer, which brings the text: then it is said with that.</summary>
    private static void SayJoined(ConversationDraft draft, DateTimeOffset now)
    {
        if (draft.State.Interaction is { Terms.Texts: { Joined: { } text } texts } i && IsFresh(i))
        {
            Say(draft, AutomaticOccasion.Joined(i.Id), text, texts.DefaultLanguage, now);
        }
    }

    private static void SayGoodbye(ConversationDraft draft, InteractionState i, DateTimeOffset now)
    {
        if (i.Terms.Texts is { Goodbye: { } text } texts)
        {
            Say(draft, AutomaticOccasion.Goodbye(i.Id), text, texts.DefaultLanguage, now);
        }
    }

    /// <summary>When he is told that silence will end it; null = not, or he was told in this silence.</summary>
    private static DateTimeOffset? WarnsAt(ConversationState s) =>
        InactiveAt(s) is { } end && s.Open is { SilentSince: { } silent, Terms: { Texts.BeforeInactivity: not null } terms } i
            && !s.Told.Contains(AutomaticOccasion.Silence(i.Id, silent))
            ? end - Shorter(WarnedBefore, TimeSpan.FromSeconds(terms.InactivitySeconds) / 2)
            : null;

    /// <summary>Noticed too late, or when nothing may be sent, it is past all the same.</summary>
    private static void Warn(ConversationDraft draft, DateTimeOffset now)
    {
        var (s, i) = (draft.State, draft.State.Open!);
        var (occasion, texts) = (AutomaticOccasion.Silence(i.Id, i.SilentSince!.Value), i.Terms.Texts!);
        if (InactiveAt(s) <= now || !Say(draft, occasion, texts.BeforeInactivity!, texts.DefaultLanguage, now))
        {
            draft.Add(new ConversationFact.AutomaticTold(occasion));
        }
    }

    /// <returns>False = nothing was said: he heard it before, it is written in no language, nothing may be sent now, or he is not served at all.</returns>
    private static bool Say(ConversationDraft draft, string occasion, LocalizedText text, string defaultLanguage, DateTimeOffset now)
    {
        if (draft.State.Open is { Blocked: true } || draft.State.Told.Contains(occasion) || text.In(LanguageOf(draft.State), defaultLanguage) is not { } words || RightNow(draft.State, automatic: true, now) is null)
        {
            return false;
        }

        draft.Add(new ConversationFact.AutomaticTold(occasion));
        draft.Add(new ConversationFact.MessageQueued(
            draft.State.LastSeq + 1, draft.State.Interaction!.Id, $"auto/{MidHash.Of(occasion)[..24]}", null, true, words));
        SendNext(draft, now);
        return true;
    }

    /// <summary>That of his newest text when it is clear, else that of his profile.</summary>
    private static string? LanguageOf(ConversationState s) =>
        LanguageGuess.Of(s.Messages.FindLast(m => m is { Direction: MessageWord.In, Text: not null })?.Text)
        ?? (s.Locale is { Length: >= 2 } locale ? locale[..2].ToLowerInvariant() : null);

    private static ConversationState Told(ConversationState s, string occasion)
    {
        var told = AutomaticOccasion.IsSilence(occasion) ? s.Told.RemoveAll(AutomaticOccasion.IsSilence) : s.Told;
        return s with { Told = Newest(told.Add(occasion), OccasionsKept) };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
