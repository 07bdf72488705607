using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Replay;
using Messenger.Storage.Journal;
using CampaignReplay = Messenger.Domain.Replay.StreamReplay<
    Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignCommand, Messenger.Domain.Campaigns.CampaignFact,
    Messenger.Domain.Campaigns.CampaignRules, Messenger.Domain.Replay.CampaignOrigins>;

namespace Messenger.Domain.Tests.Replay;

/// <summary>What a replay says of journals that it cannot judge.</summary>
public sealed class StreamReplayTests
{
    private readonly CampaignReplay _replay = new("campaign/c", "c", FactCodec.TextOf);
    private readonly CampaignStory _campaign = new("c");

    public StreamReplayTests()
    {
        _campaign.Do(new CampaignCommand.Save(CampaignSettings.Default with { Schedule = OpenInterval.AllWeek }, 0));
        _campaign.Do(new CampaignCommand.SetMembers([new Member("ana")]));
        _campaign.Do(new CampaignCommand.LimitAcknowledged("ana", _campaign.State.LimitVersion), new CampaignCommand.Hint(new AgentHint("ana", 1, 1)));
        _campaign.Do(new CampaignCommand.Enqueue("1-2-1", 1, QueueClass.Normal, Day.Start));
    }

    private ReplayReport Replayed(IReadOnlyList<CampaignFact> facts, bool erased = false)
    {
        _replay.Walk(1, Day.Start, facts, erased);
        return _replay.Report();
    }

    [Fact]
    public void One_commit_of_many_decisions_is_equal()
    {
        var report = Replayed(_campaign.Facts);
        Assert.Equal((true, 0L, (long)_campaign.Facts.Count), (report.IsEqual, report.NotCompared, report.Facts));
    }

    [Fact]
    public void Offers_of_rules_that_are_not_known_here_are_not_compared_and_it_says_so()
    {
        var report = Replayed([.. _campaign.Facts.Select(f => f is CampaignFact.Offered o ? o with { RulesVersion = 99 } : f)]);
        Assert.True(report.IsEqual);
        Assert.Equal([99], report.UnknownRules);
        Assert.Equal(report.Facts, report.NotCompared);
    }

    [Fact]
    public void A_decision_that_was_due_and_is_not_there_is_named()
    {
        Assert.IsType<CampaignFact.Offered>(_campaign.Facts[^1]);
        var difference = Assert.Single(Replayed([.. _campaign.Facts.SkipLast(1)]).Differences);
        Assert.Equal(("campaign/c", 1L, _campaign.Facts.Count - 1, nameof(CampaignFact.Offered)), (difference.Stream, difference.Version, difference.Index, difference.Fact));
        Assert.Null(difference.Stored);
        Assert.Contains("\"agentId\":\"ana\"", difference.Decided, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_that_was_not_due_is_named()
    {
        var difference = Assert.Single(Replayed([.. _campaign.Facts, new CampaignFact.Admitted(1)]).Differences);
        Assert.Equal((_campaign.Facts.Count, nameof(CampaignFact.Admitted)), (difference.Index, difference.Fact));
        Assert.NotNull(difference.Stored);
        Assert.Null(difference.Decided);
    }

    [Fact]
    public void What_makes_no_sense_where_it_stands_is_a_difference_and_nothing_behind_it_is_judged()
    {
        var report = Replayed([.. _campaign.Facts, new CampaignFact.Assigned(77, new AgentHint("ana", 2, 0)), new CampaignFact.Joined()]);
        Assert.Equal((nameof(CampaignFact.Assigned), _campaign.Facts.Count), (Assert.Single(report.Differences).Fact, report.Differences[0].Index));
        _replay.Walk(2, Day.Start, [new CampaignFact.Joined()]);
        report = _replay.Report();
        Assert.Equal((1, 1L), (report.DifferenceCount, report.NotCompared));
    }

    [Fact]
    public void Behind_erased_content_what_cannot_be_decided_anew_is_no_difference()
    {
        var report = Replayed([.. _campaign.Facts, new CampaignFact.Admitted(1)], erased: true);
        Assert.Equal((true, report.Facts), (report.IsEqual, report.NotCompared));
    }
}
