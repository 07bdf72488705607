using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Hubs;

namespace Messenger.Domain.Tests.Agents;

/// <summary>What screens may say of an agent's room before he is asked.</summary>
public sealed class RoomRulesTests
{
    private static readonly AgentRow Free = new("a1", "ana", "Ana", "available", true, null, false, 0, 3, 0, DateTimeOffset.UnixEpoch);
    private static readonly BreakView Lunch = new("almuerzo", "Almuerzo", "restaurant", DateTimeOffset.UnixEpoch);

    public static TheoryData<string?, AgentRow, int, Eligibility> Cases => new()
    {
        { null, Free, 0, Eligibility.NoCall },
        { null, Free with { Load = 2 }, 1, Eligibility.NoCall },
        { null, Free with { InCall = true }, 0, Eligibility.NoCall },
        { "offline", Free with { Status = "offline" }, 0, Eligibility.NoCall },
        { "offline", Free with { Connected = false, Break = Lunch }, 0, Eligibility.NoCall },
        { "on-break", Free with { Break = Lunch, Load = 3 }, 0, Eligibility.NoCall },
        { "not-in-voice-campaign", Free with { Withheld = "not-in-voice-campaign", Load = 3 }, 0, Eligibility.NoCall },
        { "in-call", Free with { InCall = true, Load = 1 }, 0, Eligibility.InCall },
        { "full", Free with { Load = 3 }, 0, Eligibility.NoCall },
        { "full", Free with { Load = 2 }, 2, Eligibility.NoCall },
        { "full", Free with { Load = 1 }, 0, Eligibility.InCall },
        { "full", Free with { Load = 1 }, 0, Eligibility.Interaction },
        { "full", Free with { Load = 1 }, 0, Eligibility.RingAll },
        { null, Free with { Load = 1 }, 1, Eligibility.RingAllMultiple },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hindrance_names_what_stands_in_the_way_first(string? expected, AgentRow agent, int ofCampaign, Eligibility eligibility) =>
        Assert.Equal(expected, RoomRules.Hindrance(
            agent, ofCampaign, CampaignSettings.Default with { MaxPerAgent = 2, Strategy = new Strategy(eligibility, Distribution.LeastRecent) }));
}
