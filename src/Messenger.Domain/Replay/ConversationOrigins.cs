using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached a conversation: customers' actions, its campaign's and its agent's words, results of what it sent.</summary>
public readonly partial struct ConversationOrigins : IOrigins<ConversationState, ConversationCommand, ConversationFact>
{
    public static IEnumerable<ConversationCommand> Of(ConversationState before, ArraySegment<ConversationFact> facts, DateTimeOffset at)
    {
        // What its silo knew of the Human Agent feature comes with any command, and an end of patience is found by any. What is said by itself
        // stands before what ended the interaction, and behind everything else.
        var granted = (facts[0] as ConversationFact.HumanAgentSet)?.Granted;
        var own = facts.SkipWhile(f => f is ConversationFact.HumanAgentSet or ConversationFact.Abandoned or ConversationFact.Ended { At: not null }
            or ConversationFact.Requeued { At: not null } or ConversationFact.HandingEnded { At: not null }
            or ConversationFact.LineWritten { Kind: TranscriptLine.TransferEnded }
            or ConversationFact.AutomaticTold or ConversationFact.MessageQueued { Automatic: true } or ConversationFact.SendStarted).ToArray();
        foreach (var command in own.Length > 0 ? CommandsOf(before, own, at) : [])
        {
            yield return command with { HumanAgent = granted };
        }

        yield return new ConversationCommand.Tick { HumanAgent = granted };

        // A command that was refused or had nothing new.
        yield return new ConversationCommand.NoticeAcknowledged("") { HumanAgent = granted };
    }

    public static Decision<ConversationFact>? Decide(int rulesVersion, ConversationState state, ConversationCommand command, DateTimeOffset at) =>
        ConversationRules.Decide(state, command, at);

    /// <summary>Where an earlier round was meant, rows from before that was told apart have no number.</summary>
    public static ConversationFact WithGiven(ConversationFact decided, ConversationFact stored) => (decided, stored) switch
    {
        (ConversationFact.Placed { Number: ConversationRules.OfEarlierRound } d, ConversationFact.Placed { Number: null }) => d with { Number = null },
        _ => decided,
    };

    private static IEnumerable<ConversationCommand> CommandsOf(ConversationState s, ConversationFact[] facts, DateTimeOffset at) => facts[0] switch
    {
        ConversationFact.Placed f => PlacesOf(s, f, facts),
        ConversationFact.Owned f => [new ConversationCommand.Take(f.Lease, f.InteractionId, f.Epoch, f.Agent) { IsAnswer = f.Accepted == true }],
        ConversationFact.InteractionOpened { Kind: InteractionKind.Reopened, LinkedTo: { } ended, For: { } agent } => [new ConversationCommand.Reopen(ended, agent)],
        ConversationFact.Handing f => [new ConversationCommand.Transfer(f.InteractionId, null, f.By, f.Target, NoteOf(facts)) { Force = f.Forced == true }],
        ConversationFact.HandingEnded f =>
        [
            new ConversationCommand.CancelTransfer(f.InteractionId, null),
            new ConversationCommand.EnqueueAnswered(f.InteractionId, f.Epoch, new Answer.Placed(QueuePlace.Refused) { Why = f.Reason }),
        ],
        ConversationFact.Typed f => [new ConversationCommand.Typed(f.InteractionId, s.Interaction?.Agent?.Id ?? "")],
        ConversationFact.LineWritten { Kind: TranscriptLine.Requeued } f => [new ConversationCommand.Requeue(f.InteractionId, new AgentName("", "", ""))],
        ConversationFact.Ended { Reason: EndReason.Supervisor } f =>
            [new ConversationCommand.Close(f.InteractionId, "", f.DispositionId, f.Note) { By = new AgentName("", "", "") }],
        ConversationFact.Ended { Reason: EndReason.NotTaken } f =>
            [new ConversationCommand.EnqueueAnswered(f.InteractionId, f.Epoch, new Answer.Placed(QueuePlace.Refused) { Why = RefusalCode.NotTaken })],
        ConversationFact.Requeued f => [new ConversationCommand.Return(f.From, f.Reason)],
        ConversationFact.Answered f => [.. Written(f.AgentId, facts[1..]), new ConversationCommand.MarkSeen(f.InteractionId, f.AgentId)],
        ConversationFact.Seen f => [new ConversationCommand.MarkSeen(f.InteractionId, s.Interaction?.Agent?.Id ?? "")],
        ConversationFact.Ended { Reason: EndReason.Closed } f => [new ConversationCommand.Close(f.InteractionId, f.AgentId ?? "", f.DispositionId, f.Note)],
        ConversationFact.Ended { Reason: EndReason.CampaignDeleted } f => [new ConversationCommand.PlaceChanged(f.InteractionId, f.Epoch, QueuePlace.Deleted, null)],
        ConversationFact.Ended f => [new ConversationCommand.PlaceChanged(f.InteractionId, f.Epoch, QueuePlace.Dropped, null)
        {
            From = f.Reason == EndReason.Disabled ? QueuePlace.Disabled : QueuePlace.OutOfHours,
        }],
        ConversationFact.Blocked f => [new ConversationCommand.Block(f.Reason ?? Word, f.By)],
        ConversationFact.Unblocked f => [new ConversationCommand.Unblock(f.By)],
        ConversationFact.ProfileSettled f => [new ConversationCommand.ProfileFetched(f.Name, f.Locale)],
        ConversationFact.NoticeDelivered f => [new ConversationCommand.NoticeAcknowledged(f.Key)],
        ConversationFact.MessageQueued { Author.Id: var author } => Written(author, facts),
        _ => [.. ReceivedOf(s, facts, at), .. ResultsOf(s, facts[0], at)],
    };

    private static string? NoteOf(ConversationFact[] facts) =>
        facts.Skip(1).Take(2).Any(f => f is ConversationFact.LineWritten { Kind: TranscriptLine.Note }) ? Word : null;

    private static IEnumerable<ConversationCommand> PlacesOf(ConversationState s, ConversationFact.Placed f, ConversationFact[] facts)
    {
        if (f.AbandonAfterSeconds is not { } patience)
        {
            // Without a number of this round it is only the beginning of a wait in an earlier one that was heard of late.
            yield return f.Number is { } number and not ConversationRules.OfEarlierRound
                ? new ConversationCommand.PlaceChanged(f.InteractionId, f.Epoch, f.Place, f.QueuedAt) { Number = number }
                : new ConversationCommand.PlaceChanged(f.InteractionId, f.Epoch - 1, f.Place, f.QueuedAt);
            yield break;
        }

        var placed = new Answer.Placed(f.Place)
        {
            Since = f.QueuedAt,
            Number = f.Number ?? 0,
            AbandonAfterSeconds = patience,
            EndsAbandoned = f.EndsAbandoned ?? false,
            Terms = f.Terms,
        };
        if (facts is [_, ConversationFact.AutomaticTold told, ConversationFact.MessageQueued said, ..])
        {
            // Which of the three languages it is was chosen among texts that only the campaign has.
            var words = said.Text ?? Word;
            placed = placed with { Text = new LocalizedText(words, words, words), Occasion = told.Occasion };
        }

        yield return new ConversationCommand.EnqueueAnswered(f.InteractionId, f.Epoch, placed, f.WindowTold);
        yield return new ConversationCommand.EnqueueAnswered(f.InteractionId, f.Epoch, placed with { Place = QueuePlace.Refused, Number = -1 }, f.WindowTold);
    }

    private static IEnumerable<ConversationCommand> ReceivedOf(ConversationState s, ConversationFact[] facts, DateTimeOffset at)
    {
        if (EventOf(s, facts, at) is { } inbound)
        {
            var opened = facts[0] as ConversationFact.InteractionOpened;
            yield return new ConversationCommand.Receive(
                inbound, opened?.CampaignId ?? s.Interaction?.CampaignId ?? "", opened?.CampaignName ?? s.Interaction?.CampaignName ?? "");
        }
    }

    private static Inbound? EventOf(ConversationState s, ConversationFact[] facts, DateTimeOffset at) => facts[0] switch
    {
        ConversationFact.InteractionOpened => facts.OfType<ConversationFact.MessageReceived>().FirstOrDefault() is { } first ? MessageOf(first) : null,
        ConversationFact.MessageReceived f => MessageOf(f),
        ConversationFact.EchoReceived f => new Inbound.Echo(f.Mid, f.Text, f.Attachments ?? [], false, f.AppId, null, f.MetaAt) { ReplyToMid = f.ReplyToMid },
        ConversationFact.WatermarkRaised { Read: true } f => new Inbound.Read(f.Upto, at),
        ConversationFact.WatermarkRaised f => new Inbound.Delivered(f.Upto, at),
        ConversationFact.MessageRead => new Inbound.Read(Newest(s, facts.TakeWhile(f => f is ConversationFact.MessageRead)), at),
        ConversationFact.MessageDelivered => new Inbound.Delivered(Newest(s, facts.TakeWhile(f => f is ConversationFact.MessageDelivered)), at),
        ConversationFact.MessageReacted f => new Inbound.Reaction(f.Mid, f.Removed, f.Word, f.Emoji, f.MetaAt),
        ConversationFact.MessageEdited f => new Inbound.Edited(f.Mid, f.Text, f.Number, f.MetaAt),
        ConversationFact.MessageUnsent f => new Inbound.Unsent(f.Mid, f.ByPage, f.MetaAt),
        ConversationFact.CustomerEventRecorded f => EventOf(f),
        _ => null,
    };

    private static Inbound.CustomerMessage MessageOf(ConversationFact.MessageReceived f) => new(f.Mid, f.Text, f.Attachments ?? [], f.ReplyToMid, f.Payload, f.MetaAt)
    {
        Referral = f.Referral,
        Commands = f.Commands ?? [],
    };

    private static Inbound? EventOf(ConversationFact.CustomerEventRecorded f) => f.Kind switch
    {
        CustomerEvent.Referred => new Inbound.Referred(new Referral(null, null, f.Detail), f.MetaAt),
        "opted-out" => new Inbound.OptedIn(null, f.Detail, null, "STOP", f.MetaAt),
        "opted-in" => new Inbound.OptedIn(null, f.Detail, null, null, f.MetaAt),
        "thread-requested" => new Inbound.ThreadControl(ThreadControlStep.Requested, null, f.Detail, false, null, f.MetaAt),
        "thread-to-us" => new Inbound.ThreadControl(ThreadControlStep.Passed, null, null, true, null, f.MetaAt),
        "thread-taken" => new Inbound.ThreadControl(ThreadControlStep.Taken, null, f.Detail, false, null, f.MetaAt),
        "thread-passed" => new Inbound.ThreadControl(ThreadControlStep.Passed, null, f.Detail, false, null, f.MetaAt),
        "account-linked" => new Inbound.AccountLinked(true, f.MetaAt),
        "account-unlinked" => new Inbound.AccountLinked(false, f.MetaAt),
        "other" => new Inbound.Other(f.Detail ?? "", f.MetaAt),
        _ => null,
    };

    /// <summary>A mark of the customer's device that raises no watermark reached at least the newest of the messages that it changed.</summary>
    private static DateTimeOffset Newest(ConversationState s, IEnumerable<ConversationFact> marks)
    {
        var marked = marks.Select(f => f is ConversationFact.MessageRead r ? r.Seq : ((ConversationFact.MessageDelivered)f).Seq).ToHashSet();
        return s.Messages.Where(m => marked.Contains(m.Seq)).Max(m => m.StartedAt) ?? DateTimeOffset.MinValue;
    }
}
