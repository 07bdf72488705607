using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Facts;

/// <summary>Rows of the journal as they were written before the outbox knew files, windows and threads: they are read and mean what they meant.</summary>
public sealed class OutboxRowsTests
{
    private static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web);

    /// <summary>A life of one message, byte for byte as it stands in a journal of the first version.</summary>
    private const string Rows = """
        [{"is":"interaction-opened/1","interactionId":"1-4242-1","number":1,"campaignId":"c1","campaignName":"Tienda","pageId":"1","psid":"4242"},
         {"is":"message-received/1","seq":1,"interactionId":"1-4242-1","mid":"in1","metaAt":"2026-03-02T09:00:00+00:00","text":"Hola","attachments":[],"replyToMid":null,"payload":null},
         {"is":"message-queued/1","seq":2,"interactionId":"1-4242-1","clientMessageId":"m1","author":{"id":"a1","userName":"ana","displayName":"Ana"},"automatic":false,"text":"Buenas"},
         {"is":"send-started/1","clientMessageId":"m1","attempt":1,"notAfter":"2026-03-02T09:00:03+00:00"},
         {"is":"send-deferred/1","clientMessageId":"m1","attempt":1,"until":"2026-03-02T09:00:05+00:00"},
         {"is":"send-started/1","clientMessageId":"m1","attempt":2,"notAfter":"2026-03-02T09:00:08+00:00"},
         {"is":"send-unknown/1","clientMessageId":"m1"}]
        """;

    [Fact]
    public void They_lead_to_the_state_that_the_newest_rules_go_on_from()
    {
        var state = JsonSerializer.Deserialize<ConversationFact[]>(Rows, Journal)!
            .Aggregate(ConversationRules.Initial("1:4242"), (s, fact) => ConversationRules.Apply(s, fact, Day.Start));
        Assert.Equal(new MessagingWindow(Day.Start, Day.Start), state.Window);
        var item = Assert.Single(state.Outbox);
        Assert.Equal(
            ("Buenas", null, false, OutboxPhase.Unknown, 2, MessagingType.Response, 0), (item.Text, item.File, item.Automatic, item.Phase, item.Attempt, item.Type, item.Spared));
        Assert.Equal(Day.Start, ConversationRules.NextDue(state));
        Assert.IsType<ConversationFact.ReadBackStarted>(Assert.Single(ConversationRules.Decide(state, ConversationRules.Tick(), Day.Start).Facts));
    }
}
