using System.Text.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Facts;

/// <summary>Rows of the journal as they were written before moves were numbered and abandoned interactions could end: they mean what they meant.</summary>
public sealed class PlaceRowsTests
{
    private static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web);

    private const string Conversation = """
        [{"is":"interaction-opened/1","interactionId":"1-4242-1","number":1,"campaignId":"c1","campaignName":"Tienda","pageId":"1","psid":"4242"},
         {"is":"placed/1","interactionId":"1-4242-1","epoch":1,"place":3,"queuedAt":null,"abandonAfterSeconds":300,"windowTold":"2026-03-03T08:59:30+00:00"},
         {"is":"placed/1","interactionId":"1-4242-1","epoch":1,"place":0,"queuedAt":"2026-03-02T10:00:00+00:00","abandonAfterSeconds":null,"windowTold":null}]
        """;

    private const string Campaign = """
        [{"is":"not-queued/1","interactionId":"1-4242-1","epoch":1,"place":2,"since":"2026-03-02T09:00:00+00:00","windowUntil":"2026-03-03T08:59:30+00:00"}]
        """;

    private const string Terms = """
        {"is":"placed/1","interactionId":"1-4242-1","epoch":1,"place":0,"queuedAt":null,"abandonAfterSeconds":300,"windowTold":null,"number":0,"endsAbandoned":false,
        "terms":{"firstReplySeconds":0,"chatSeconds":0,"inactivitySeconds":60,"transferReturnSeconds":60,"continuationSeconds":300,"needsDisposition":false}}
        """;

    private const string End = """
        {"is":"ended/1","interactionId":"1-4242-1","epoch":1,"lease":null,"agentId":null,"completed":false,"reason":"out-of-hours","dispositionId":null,"note":null}
        """;

    [Fact]
    public void An_interaction_that_was_moved_waits_and_takes_numbered_news()
    {
        var state = JsonSerializer.Deserialize<ConversationFact[]>(Conversation, Journal)!
            .Aggregate(ConversationRules.Initial("1:4242"), (s, fact) => ConversationRules.Apply(s, fact, Day.Start));
        var i = state.Interaction!;
        Assert.Equal((InteractionPhase.Waiting, QueuePlace.Queued, Day.Start.AddHours(1), 300), (i.Phase, i.Place, i.QueuedAt, i.AbandonAfterSeconds));
        Assert.Equal((false, null, false), (i.AwaitsPlace, i.PlaceNumber, i.EndsAbandoned));
        var news = ConversationRules.Decide(state, new ConversationCommand.PlaceChanged(i.Id, 1, QueuePlace.WindowClosed, null) { Number = 1 }, Day.Start);
        Assert.Equal(QueuePlace.WindowClosed, Assert.IsType<ConversationFact.Placed>(Assert.Single(news.Facts)).Place);
    }

    [Fact]
    public void Who_was_held_stands_where_he_stood()
    {
        var state = JsonSerializer.Deserialize<CampaignFact[]>(Campaign, Journal)!.Aggregate(CampaignRules.Initial("c1"), (s, fact) => CampaignRules.Apply(s, fact, Day.Start));
        var entry = Assert.Single(state.Entries.Values);
        Assert.Equal((EntryStage.Held, QueueClass.Normal, Day.Start, 0), (entry.Stage, entry.Class, entry.Since, entry.Moves));
        Assert.Single(state.Held);
    }

    [Fact]
    public void An_interaction_placed_before_there_were_texts_says_nothing_by_itself()
    {
        var terms = Assert.IsType<ConversationFact.Placed>(JsonSerializer.Deserialize<ConversationFact>(Terms, Journal)).Terms!;
        Assert.Equal((60, 300, null), (terms.InactivitySeconds, terms.ContinuationSeconds, terms.Texts));
    }

    [Fact]
    public void An_end_without_an_instant_of_its_own_was_at_its_commit() =>
        Assert.Null(Assert.IsType<ConversationFact.Ended>(JsonSerializer.Deserialize<ConversationFact>(End, Journal)).At);
}
