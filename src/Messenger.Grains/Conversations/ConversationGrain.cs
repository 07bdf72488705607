using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Grains.Pages;
using Messenger.Meta;
using Messenger.Storage.Journal;
using Messenger.Storage.Recordings;

namespace Messenger.Grains.Conversations;

/// <summary>One customer of one Page: transcript, the running interaction and its owner, and the way out to Meta.</summary>
[GrainType("conversation")]
public sealed partial class ConversationGrain(
    GrainParts parts, PageTokens tokens, GraphClient graph, MetaOptions meta, PagePace pace, KnownMessages known, IUploadedFiles files,
    AttachmentCopier copier)
    : DeciderGrain<ConversationState, ConversationCommand, ConversationFact, ConversationRules>(parts), IConversationGrain
{
    /// <summary>Nobody waits for a name, but a hundred new customers may have to look for theirs at two a second.</summary>
    private static readonly TimeSpan ProfilePatience = TimeSpan.FromSeconds(30);

    /// <summary>Longest that somebody who looks for a message's sake has to wait behind those who look for names.</summary>
    private static readonly TimeSpan NamesGiveWay = TimeSpan.FromSeconds(2);

    /// <summary>Its board shows the interaction until it hears that a transfer took it elsewhere.</summary>
    private string? _campaignBefore;

    protected override string StreamName => Names.ConversationStream(Key);

    protected override string SnapshotName => "conversation-state";

    public async Task<Answer> Handle(ConversationCommand command, string? commandId = null) => await Decide(
        command is ConversationCommand.SendText or ConversationCommand.SendFile
            ? Informed(command) with { IsPageInvalid = await tokens.IsInvalid(State.PageId) }
            : Informed(command),
        commandId);

    /// <summary>All enter the inbox before the first is decided, so they share a commit and keep their order.</summary>
    public Task Receive(IReadOnlyList<ConversationCommand.Receive> events) =>
        events.Count == 1 ? Decide(Informed(events[0])) : Task.WhenAll(events.Select(e => Decide(Informed(e))));

    public async Task<bool> Typing(string interactionId, string agentId)
    {
        if (State.OwnedBy(agentId, interactionId) is null || await tokens.For(State.PageId) is not { } token)
        {
            return false;
        }

        if (State.Open is { RepliedAt: null, Terms.FirstReplySeconds: > 0 })
        {
            await Decide(new ConversationCommand.Typed(interactionId, agentId));
        }

        await graph.SenderAction(token, State.PageId, State.Psid, "typing_on", CancellationToken.None);
        return true;
    }

    protected override string? RunningInteraction => State.Interaction?.Id;

    protected override void Count(ConversationFact fact)
    {
        switch (fact)
        {
            case ConversationFact.InteractionOpened:
                GrainMeter.InteractionOpened();
                break;
            case ConversationFact.Ended ended:
                GrainMeter.InteractionEnded(ended.Reason, ended.Completed);
                break;
        }
    }

    protected override string? OwnerOf(ConversationState state) => state.Open?.Agent?.Id;

    protected override IEnumerable<RowChange> Changes(ConversationState after, IReadOnlyList<ConversationFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => ConversationProjection.Changes(Key, fact, at));

    protected override IEnumerable<MessageKey> Keys(IReadOnlyList<ConversationFact> facts) => facts.Select(fact => fact switch
    {
        ConversationFact.MessageReceived f => f.Mid,
        ConversationFact.EchoReceived f => f.Mid,
        ConversationFact.CustomerEventRecorded f => f.Key,
        _ => null,
    }).OfType<string>().Select(mid => new MessageKey(State.PageId, mid));

    protected override void Committed(IReadOnlyList<ConversationFact> facts)
    {
        if (State.Interaction is { } i && facts.Any(f => f is ConversationFact.Owned or ConversationFact.Answered or ConversationFact.Ended or ConversationFact.ProfileSettled))
        {
            _ = GrainFactory.GetGrain<IBoardGrain>(i.CampaignId).Changed();
        }

        if (facts.OfType<ConversationFact.Owned>().Any(f => f.CampaignName is not null) && _campaignBefore is { } left)
        {
            _ = GrainFactory.GetGrain<IBoardGrain>(left).Changed();
        }

        _campaignBefore = State.Interaction?.CampaignId;

        if (State.Interaction is { Phase: InteractionPhase.Waiting } waiting && facts.Any(f => f is ConversationFact.ProfileSettled))
        {
            _ = GrainFactory.GetGrain<IPullListGrain>(waiting.CampaignId).Changed();
        }
    }

    protected override async Task<ConversationCommand?> DeliverOutside(Obligation obligation, bool recovered) => obligation switch
    {
        // An earlier activation may have sent it: the echo or the thread can tell (protocol section 5).
        Obligation.ToMeta when recovered => null,
        Obligation.ToMeta o => await Send(o),
        Obligation.ToReadBack o => await LookBack(o),
        Obligation.ToThread o => await TakeThread(o),
        Obligation.ToProfile => await FetchProfile(),
        Obligation.ToFile o => await CopyFile(o),
        _ => await base.DeliverOutside(obligation, recovered),
    };

    /// <summary>What is decided depends on this setting, so it stands in the journal.</summary>
    private ConversationCommand Informed(ConversationCommand command) => command with { HumanAgent = meta.HumanAgent };

    private async Task<ConversationCommand> CopyFile(Obligation.ToFile o)
    {
        var (ended, word) = await copier.Copy(o);
        if (ended.File is null)
        {
            Logger.CopyFailed(StreamName, RunningInteraction, o.Seq, o.Index, o.Attempt, word);
        }

        return ended;
    }

    /// <summary>Goes to the end of the line again and again: a message that hangs on a look must not wait for a hundred names.</summary>
    private async ValueTask<bool> MayLookForName(string pageId)
    {
        var began = Clock.GetTimestamp();
        while (await pace.Take(pageId, PageCall.ReadBack, NamesGiveWay) is { } wait)
        {
            if (Clock.GetElapsedTime(began) > ProfilePatience)
            {
                return false;
            }

            await Task.Delay(wait);
        }

        return true;
    }

    /// <summary>Without a name the placeholder stays, and a message after the cool-down asks again.</summary>
    private async Task<ConversationCommand> FetchProfile()
    {
        if (await tokens.For(State.PageId) is not { } token)
        {
            return new ConversationCommand.ProfileFetched(null, null);
        }

        var (pageId, psid) = (State.PageId, State.Psid);
        var profile = await graph.Customer(token, pageId, psid, () => MayLookForName(pageId), CancellationToken.None);
        if (profile.Name is null)
        {
            Logger.ProfileFailed(StreamName, RunningInteraction, profile.TryLater ? "for now" : "Meta has none");
        }

        return new ConversationCommand.ProfileFetched(profile.Name, profile.Locale);
    }
}
