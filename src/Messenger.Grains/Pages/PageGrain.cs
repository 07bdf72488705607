using Messenger.Contracts;
using Messenger.Domain.Conversations;
using Messenger.Domain.Pages;
using Messenger.Domain.Shared;
using Messenger.Grains.Machinery;
using Messenger.Storage.Journal;
using Messenger.Storage.Pages;

namespace Messenger.Grains.Pages;

/// <summary>How a Page fares at Meta.</summary>
[GrainType("page")]
public sealed class PageGrain(GrainParts parts, PageHealthQueries pages)
    : DeciderGrain<PageState, PageCommand, PageFact, PageRules>(parts), IPageGrain
{
    /// <summary>A Page that was gone for days may keep something for thousands of customers; Meta takes 300 messages a second.</summary>
    private const int AtOnce = 16;

    protected override string StreamName => Names.PageStream(Key);

    protected override string SnapshotName => "page-state";

    public Task<Answer> Handle(PageCommand command, string? commandId = null) => Decide(command, commandId);

    protected override IEnumerable<RowChange> Changes(PageState after, IReadOnlyList<PageFact> facts, DateTimeOffset at) =>
        facts.SelectMany(fact => PageHealthProjection.Changes(Key, fact, at));

    protected override async Task<PageCommand?> DeliverOutside(Obligation obligation, bool recovered)
    {
        if (obligation is not Obligation.ToKept)
        {
            return await base.DeliverOutside(obligation, recovered);
        }

        var now = State.Recovered;
        foreach (var some in (await pages.Keeping(Key)).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(key => GrainFactory.GetGrain<IConversationGrain>(key).Handle(new ConversationCommand.PageRestored())));
        }

        return new PageCommand.KeptTold(now);
    }
}
