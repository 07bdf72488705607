using Messenger.Contracts;
using Messenger.Domain.Activations;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Grains.Pages;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;
using Messenger.Storage.Pages;
using Messenger.Storage.Security;

namespace Messenger.Grains.Activations;

/// <summary>An attempt to connect a campaign with a Page: what it owes Facebook, its campaign and its Page.</summary>
[GrainType("activation")]
public sealed class ActivationGrain(
    GrainParts parts, SubscriptionClient subscriptions, CampaignQueries campaigns, PageHealthQueries pages, PageLook look, TokenProtection protection)
    : DeciderGrain<ActivationState, ActivationCommand, ActivationFact, ActivationRules>(parts), IActivationGrain
{
    protected override string StreamName => Names.ActivationStream(Key);

    protected override string SnapshotName => "activation-state";

    public Task<Answer> Handle(ActivationCommand command, string? commandId = null) => Decide(command, commandId);

    protected override IEnumerable<RowChange> Changes(ActivationState after, IReadOnlyList<ActivationFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => ActivationProjection.Changes(after, fact, at));

    protected override async Task<ActivationCommand?> DeliverOutside(Obligation obligation, bool recovered) => obligation switch
    {
        Obligation.ToSubscription o => await Subscribe(o),
        Obligation.ToAftermath o => await Aftermath(o),
        _ => await base.DeliverOutside(obligation, recovered),
    };

    /// <summary>The unique index of Pages decides; asked before, nobody is subscribed in vain and the other campaign can be named.</summary>
    private async Task<ActivationCommand> Subscribe(Obligation.ToSubscription o)
    {
        if (await campaigns.ByPage(o.PageId) is { Settings.Enabled: true } other && other.Id != o.CampaignId)
        {
            return new ActivationCommand.SubscribeAnswered(o.PageId, ActivationExit.PageTaken, other.Settings.Name);
        }

        var done = await subscriptions.Subscribe(protection.Unprotect(o.Token), o.PageId, CancellationToken.None);
        return new ActivationCommand.SubscribeAnswered(o.PageId, done switch
        {
            GraphResult<Confirmed>.Done => null,
            GraphResult<Confirmed>.Refused => ActivationExit.FacebookRefused,
            _ => ActivationExit.FacebookDown,
        }, null);
    }

    /// <summary>Whose Page was not ticked this time is told before its customers notice.</summary>
    private async Task<ActivationCommand> Aftermath(Obligation.ToAftermath o)
    {
        await GrainFactory.GetGrain<IPageGrain>(o.PageId).Handle(new PageCommand.Connected(TokenMark.Of(protection.Unprotect(o.Token))));
        var lost = new List<LostPage>();
        foreach (var page in await pages.Connected())
        {
            if (o.FacebookUserId is not null && page.FacebookUserId == o.FacebookUserId && page.CampaignId != o.CampaignId
                && await look.At(page, Clock.GetUtcNow(), CancellationToken.None) is { } seen)
            {
                await GrainFactory.GetGrain<IPageGrain>(page.PageId).Handle(new PageCommand.Observe(seen));
                if (seen.TokenFault is not null)
                {
                    lost.Add(new LostPage(page.CampaignId, page.CampaignName, page.PageId, page.PageName));
                }
            }
        }

        return new ActivationCommand.Finish(lost);
    }
}
