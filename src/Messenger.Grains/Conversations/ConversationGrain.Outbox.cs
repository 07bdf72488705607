using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Grains.Pages;
using Messenger.Meta;

namespace Messenger.Grains.Conversations;

/// <summary>What the outbox owes Meta.</summary>
public sealed partial class ConversationGrain
{
    /// <summary>Left of an attempt's time when it stops waiting for its turn: connecting and writing need some.</summary>
    private static readonly TimeSpan ForTheWay = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait for one call of a look; there are 2 a second for the whole Page, and after 60 s it is given up.</summary>
    private static readonly TimeSpan LookPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private async Task<ConversationCommand> Send(Obligation.ToMeta o)
    {
        var result = new ConversationCommand.SendResult(o.ClientMessageId, o.Attempt, null, null);
        if (await tokens.For(State.PageId) is not { } token)
        {
            Tell(o, "no-token", RefusalCode.TokenInvalid);
            return result with { Failure = RefusalCode.TokenInvalid };
        }

        // Two clocks: a process that was paused sees it on the wall, one whose wall clock was set back on the monotonic one.
        var (began, patience) = (Clock.GetTimestamp(), o.NotAfter - Clock.GetUtcNow());
        if (await ContentOf(o) is not { } content)
        {
            Tell(o, FailureReason.FileGone, "nothing left to send");
            return result with { Failure = FailureReason.FileGone };
        }

        if (await pace.Take(State.PageId, o.File is null ? PageCall.Text : PageCall.Media, patience - Clock.GetElapsedTime(began) - ForTheWay) is { } wait)
        {
            GrainMeter.Sent("paced");
            return result with { RetryAfter = wait, OwnPace = true };
        }

        var outcome = await graph.Send(
            token, State.PageId, new OutgoingMessage(State.Psid, content, o.ClientMessageId, o.Type),
            () => Clock.GetUtcNow() <= o.NotAfter && Clock.GetElapsedTime(began) <= patience, CancellationToken.None);
        if (outcome is SendOutcome.Sent sent)
        {
            GrainMeter.Sent(SendFailure.WordOf(outcome));
            return result with { Mid = sent.Mid };
        }

        Tell(o, SendFailure.WordOf(outcome), (outcome as SendOutcome.Refused)?.Reason ?? outcome.GetType().Name);
        return outcome switch
        {
            // Somebody logged in meanwhile: the next attempt goes out with the new token.
            SendOutcome.Refused { Class: GraphErrorClass.TokenDead } when await tokens.Newest(State.PageId) is { } newer && newer != token =>
                result with { RetryAfter = TimeSpan.Zero },
            SendOutcome.Refused { Class: GraphErrorClass.TokenDead } refused => await TokenRefused(token, refused.Token, result),
            SendOutcome.Refused refused => result with { Failure = SendFailure.WordOf(refused.Class) },
            SendOutcome.NotSent later => result with { RetryAfter = later.RetryAfter },
            SendOutcome.Late => result with { RetryAfter = TimeSpan.Zero },
            _ => result,
        };
    }

    /// <summary>The Page is red from now on (R29), and this message is kept. Should the Page not hear of it, the next look finds it.</summary>
    private async Task<ConversationCommand> TokenRefused(string token, TokenFault? fault, ConversationCommand.SendResult result)
    {
        try
        {
            await GrainFactory.GetGrain<IPageGrain>(State.PageId).Handle(
                new PageCommand.Refused(TokenMark.Of(token), TokenFaultWord.Of(fault ?? TokenFault.Invalid)));
        }
        catch (Exception e)
        {
            Logger.PageNotTold(e, State.PageId);
        }

        await tokens.Newest(State.PageId);
        return result with { Failure = RefusalCode.TokenInvalid };
    }

    /// <summary>Null = there is nothing left to send.</summary>
    private async Task<OutgoingContent?> ContentOf(Obligation.ToMeta o) => o switch
    {
        { Text: { } text } => new OutgoingContent.Text(text),
        { File: { } file } when await files.Read(file.UploadId, CancellationToken.None) is { } bytes =>
            new OutgoingContent.Bytes(file.Kind, file.Name, file.MediaType, bytes),
        _ => null,
    };

    private void Tell(Obligation.ToMeta o, string word, string reason)
    {
        GrainMeter.Sent(word);
        Logger.SendFailed(StreamName, RunningInteraction, o.ClientMessageId, word, reason);
    }

    private async Task<ConversationCommand> LookBack(Obligation.ToReadBack o)
    {
        var result = new ConversationCommand.ReadBackResult(o.ClientMessageId, o.Attempt, o.Look, null, false, LookAgain);
        var found = await tokens.For(State.PageId) is { } token
            ? await graph.FindSent(token, State.PageId, State.Psid, o.Text, o.After, IsKnown, () => MayLook(o), CancellationToken.None)
            : new GraphResult<ReadBack>.Refused(GraphErrorClass.TokenDead, "no-token");
        switch (found)
        {
            case GraphResult<ReadBack>.Done { Value.Mid: { } mid }:
                GrainMeter.LookFound();
                return result with { Mid = mid, Certain = true };
            case GraphResult<ReadBack>.Done:
                GrainMeter.LookFoundNothing();
                return result with { Certain = true };
            case GraphResult<ReadBack>.Later later:
                GrainMeter.LookFailed();
                Logger.LookFailed(StreamName, RunningInteraction, o.ClientMessageId, later.Reason);
                return result with { RetryAfter = later.After };
            case GraphResult<ReadBack>.Refused refused:
                GrainMeter.LookFailed();
                Logger.LookFailed(StreamName, RunningInteraction, o.ClientMessageId, refused.Reason);
                return result;
            default:
                throw new NotSupportedException($"No result for {found.GetType().Name}.");
        }
    }

    private async ValueTask<bool> IsKnown(string mid) => State.KnownMids.Contains(MidHash.Number(mid)) || await known.Has(Key, mid);

    /// <summary>While it waits for its turn an echo may come: then nobody needs the look any more.</summary>
    private async ValueTask<bool> MayLook(Obligation.ToReadBack o) =>
        await pace.Take(State.PageId, PageCall.ReadBack, LookPatience, () => ConversationRules.Pending(State).Contains(o)) is null;

    private async Task<ConversationCommand> TakeThread(Obligation.ToThread o)
    {
        var taken = await tokens.For(State.PageId) is { } token
            ? await graph.TakeThread(token, State.PageId, State.Psid, null, CancellationToken.None)
            : new GraphResult<Confirmed>.Refused(GraphErrorClass.TokenDead, "no-token");
        if (taken is GraphResult<Confirmed>.Refused refused)
        {
            Logger.SendFailed(StreamName, RunningInteraction, o.ClientMessageId, FailureReason.OtherApp, refused.Reason);
        }

        return new ConversationCommand.ThreadTakeResult(o.ClientMessageId, o.Attempt, taken is GraphResult<Confirmed>.Refused);
    }
}
