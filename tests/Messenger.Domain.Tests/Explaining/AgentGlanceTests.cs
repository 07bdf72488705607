using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Explaining;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Explaining;

/// <summary>Why an agent had no room, from the end of his own stream.</summary>
public sealed class AgentGlanceTests
{
    private static readonly BreakKind Lunch = new("1", "Almuerzo", "restaurant");
    private static readonly MemberVerdict NoRoom = new("ana", VerdictWord.NoRoom);

    private static readonly AgentFact[] Here =
    [
        new AgentFact.LimitSet("c1", 1, 2, true, 60), new AgentFact.ConnectionBack(), new AgentFact.StatusChanged(AgentStatus.Available), new AgentFact.BreakEnded(),
    ];

    private static AgentFact.Reserved Takes(long lease, int load, int total, string campaign = "c1", int limit = 2) =>
        new(new Lease(campaign, lease), $"1-{lease}-1", 1, $"1:{lease}", load, limit, total, 3);

    private static AgentFact.Freed Ends(long lease, string campaign = "c1") => new(new Lease(campaign, lease), true);

    private static MemberVerdict Seen(MemberVerdict verdict, params AgentFact[] facts)
    {
        var glance = new AgentGlance("c1");
        foreach (var fact in Here.Concat(facts).Reverse())
        {
            glance.Before(fact);
        }

        return glance.Improve(verdict);
    }

    [Fact]
    public void Away_counts_before_all_else()
    {
        Assert.Equal(RefusalReason.Offline, Seen(NoRoom, new AgentFact.ConnectionLost()).Word);
        Assert.Equal(RefusalReason.Offline, Seen(NoRoom, new AgentFact.StatusChanged(AgentStatus.Offline)).Word);
        Assert.Equal(RefusalReason.Offline, Seen(NoRoom, new AgentFact.OfflinePlanned()).Word);
        Assert.Equal(RefusalReason.OnBreak, Seen(NoRoom, new AgentFact.BreakStarted(Lunch)).Word);
        Assert.Equal(RefusalReason.OnBreak, Seen(NoRoom, new AgentFact.BreakPlanned(Lunch)).Word);
        Assert.Equal(VerdictWord.NoRoom, Seen(NoRoom, new AgentFact.BreakStarted(Lunch), new AgentFact.BreakEnded()).Word);
        Assert.Equal(VerdictWord.NoRoom, Seen(NoRoom, new AgentFact.ConnectionLost(), new AgentFact.ConnectionBack()).Word);
    }

    [Fact]
    public void What_he_holds_is_counted_from_his_last_slots()
    {
        Assert.Equal((RefusalReason.Full, 2L, 2L), Of(Seen(NoRoom, Takes(1, 0, 0), Takes(2, 1, 1))));
        Assert.Equal(VerdictWord.NoRoom, Seen(NoRoom, Takes(1, 0, 0), Takes(2, 1, 1), Ends(1)).Word);
        Assert.Equal((RefusalReason.Full, 3L, 3L), Of(Seen(NoRoom, Takes(1, 0, 0), Takes(1, 0, 1, "c2"), Takes(2, 1, 2, "c2"))));
        Assert.Equal(VerdictWord.NoRoom, Seen(NoRoom, Takes(1, 0, 0), Takes(1, 0, 1, "c2"), Takes(2, 1, 2, "c2"), Ends(2, "c2")).Word);
    }

    [Fact]
    public void A_limit_that_was_lowered_since_counts() =>
        Assert.Equal((RefusalReason.Full, 1L, 1L), Of(Seen(NoRoom, Takes(1, 0, 0), new AgentFact.LimitSet("c1", 2, 1, true, 60))));

    [Fact]
    public void A_call_counts_where_the_campaign_excludes_it()
    {
        var call = new AgentFact.CallChanged(true);
        Assert.Equal(VerdictWord.NoRoom, Seen(NoRoom, call).Word);
        Assert.Equal(RefusalReason.InCall, Seen(NoRoom, new AgentFact.LimitSet("c1", 2, 2, true, 60, Eligibility.InCall), call).Word);
    }

    [Fact]
    public void One_at_a_time_is_full_with_one() =>
        Assert.Equal((RefusalReason.Full, 1L, 1L), Of(Seen(NoRoom, new AgentFact.LimitSet("c1", 2, 2, true, 60, Eligibility.Interaction), Takes(1, 0, 0))));

    [Fact]
    public void Who_had_room_is_left_alone()
    {
        var chosen = new MemberVerdict("ana", VerdictWord.Chosen);
        Assert.Same(chosen, Seen(chosen, new AgentFact.ConnectionLost()));
    }

    [Fact]
    public void It_ends_when_nothing_older_can_matter()
    {
        var glance = new AgentGlance("c1");
        foreach (var fact in Here.Append(Takes(1, 0, 0)).Reverse())
        {
            Assert.False(glance.IsComplete);
            glance.Before(fact);
        }

        Assert.True(glance.IsComplete);
    }

    private static (string Word, long? Count, long? Of) Of(MemberVerdict verdict) => (verdict.Word, verdict.Count, verdict.Of);
}
