using System.Text.Json;
using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;

namespace Messenger.Domain.Tests.Facts;

/// <summary>Rows of the journal about removals and the blocklist, as they are written from their first version on, and as they were before.</summary>
public sealed class BlockRowsTests
{
    private static readonly JsonSerializerOptions Journal = new(JsonSerializerDefaults.Web);

    private const string Conversation = """
        [{"is":"blocked/1","number":1,"reason":"Insultos","by":{"id":"s1","userName":"sofia","displayName":"Sof\u00EDa"}},
         {"is":"interaction-opened/1","interactionId":"1-4242-1","number":1,"campaignId":"c1","campaignName":"Tienda","pageId":"1","psid":"4242","kind":null,"linkedTo":null,"for":null},
         {"is":"ended/1","interactionId":"1-4242-1","epoch":1,"lease":null,"agentId":null,"completed":false,"reason":"blocked","dispositionId":null,"note":null,"at":null},
         {"is":"unblocked/1","number":2,"by":{"id":"s1","userName":"sofia","displayName":"Sof\u00EDa"}}]
        """;

    private const string Campaign = """
        [{"is":"members-changed/1","members":[{"agentId":"a1","penalty":0},{"agentId":"a2","penalty":0}]},
         {"is":"members-changed/1","members":[],"version":2,"by":null,"changes":null,"requeue":["a1"]}]
        """;

    private const string Agent = """
        [{"is":"limit-set/1","campaignId":"c1","settingsVersion":1,"limit":3,"isMember":false,"connectionGraceSeconds":60},
         {"is":"limit-set/1","campaignId":"c2","settingsVersion":1,"limit":3,"isMember":false,"connectionGraceSeconds":60,"requeue":true}]
        """;

    [Fact]
    public void A_blocked_customer_has_nothing_that_runs_and_is_served_again()
    {
        var facts = JsonSerializer.Deserialize<ConversationFact[]>(Conversation, Journal)!;
        var blocked = facts[..3].Aggregate(ConversationRules.Initial("1:4242"), (s, fact) => ConversationRules.Apply(s, fact, Day.Start));
        Assert.Equal(("Insultos", 1, null), (blocked.Blocked, blocked.BlockChanges, blocked.Open));
        Assert.Empty(ConversationRules.Pending(blocked));
        var served = ConversationRules.Apply(blocked, facts[3], Day.Start);
        Assert.Equal((null, 2), (served.Blocked, served.BlockChanges));
    }

    [Fact]
    public void Who_was_removed_gives_back_only_where_that_was_said()
    {
        var campaign = JsonSerializer.Deserialize<CampaignFact[]>(Campaign, Journal)!.Aggregate(CampaignRules.Initial("c1"), (s, fact) => CampaignRules.Apply(s, fact, Day.Start));
        Assert.Equal((true, false), (campaign.Agents["a1"].Requeue, campaign.Agents["a2"].Requeue));
        var agent = JsonSerializer.Deserialize<AgentFact[]>(Agent, Journal)!.Aggregate(AgentRules.Initial("a1"), (s, fact) => AgentRules.Apply(s, fact, Day.Start));
        Assert.Equal((false, true), (agent.LimitOf("c1")!.Requeue, agent.LimitOf("c2")!.Requeue));
    }
}
