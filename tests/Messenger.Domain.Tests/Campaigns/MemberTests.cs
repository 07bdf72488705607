using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>Settings and members: versions, and that nobody is offered anything before he knows the newest limit.</summary>
public sealed class MemberTests
{
    [Fact]
    public void A_save_from_an_older_version_is_refused()
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "A" }, 0));
        Assert.Equal((1, "A"), (story.State.Settings.Version, story.State.Settings.Name));
        story.Do(new CampaignCommand.Save(CampaignSettings.Default, 0)).WasRefused(RefusalCode.Stale);
    }

    [Fact]
    public void A_member_list_from_an_older_version_is_refused_and_one_that_names_none_is_taken()
    {
        var story = Office.New().Do(new CampaignCommand.SetMembers([new Member("a1")]) { BasedOn = 0 });
        Assert.Equal(1, story.State.MembersVersion);
        story.Do(new CampaignCommand.SetMembers([new Member("a1")]) { BasedOn = 1 }).NothingHappened();
        story.Do(new CampaignCommand.SetMembers([]) { BasedOn = 0 }).WasRefused(RefusalCode.Stale);
        Assert.Equal(2, story.Do(new CampaignCommand.SetMembers([])).State.MembersVersion);
    }

    /// <summary>Nobody counted them, and whoever reads the list finds no version either.</summary>
    [Fact]
    public void Changes_from_before_the_list_had_a_version_do_not_count()
    {
        var story = Office.New().Happen(new CampaignFact.MembersChanged([new Member("a1")])).Do(new CampaignCommand.SetMembers([]) { BasedOn = 0 });
        Assert.Equal(1, Assert.IsType<CampaignFact.MembersChanged>(Assert.Single(story.Last)).Version);
    }

    [Fact]
    public void A_change_says_who_made_it_and_what_it_is()
    {
        var admin = new Editor("u1", "admin", "Admin");
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "A" }, 0));
        story.Do(new CampaignCommand.Save(story.State.Settings with { Name = "B" }, 1) { By = admin });
        var settings = story.Last.OfType<CampaignFact.SettingsChanged>().Single();
        Assert.Equal((admin, new FieldChange("name", "A", "B")), (settings.By, Assert.Single(settings.Changes!)));
        story.Do(new CampaignCommand.SetMembers([new Member("a1", 3)]) { By = admin, UserNames = new Dictionary<string, string> { ["a1"] = "ana" } });
        var members = story.Last.OfType<CampaignFact.MembersChanged>().Single();
        Assert.Equal((admin, new FieldChange("added", null, "ana 3")), (members.By, Assert.Single(members.Changes!)));
    }

    [Fact]
    public void Who_is_removed_to_give_back_is_told_so_and_nobody_else()
    {
        var story = Office.With(("a1", 1), ("a2", 1), ("a3", 1)).Do(new CampaignCommand.SetMembers([new Member("a1"), new Member("a3")]));
        Assert.Null(Assert.IsType<CampaignFact.MembersChanged>(Assert.Single(story.Last)).Requeue);
        story.Do(new CampaignCommand.SetMembers([new Member("a3")]) { OnRemoval = Removal.Requeue });
        var changed = Assert.IsType<CampaignFact.MembersChanged>(Assert.Single(story.Last));
        Assert.Equal(["a1"], changed.Requeue!);
        Assert.Contains(new FieldChange("onRemoval", null, "requeue"), changed.Changes!);
        var told = story.Owes.OfType<Obligation.ToAgent>().ToDictionary(o => o.AgentId, o => ((AgentCommand.LimitChanged)o.Command).Requeue);
        Assert.Equal(new() { ["a1"] = true, ["a2"] = false, ["a3"] = false }, told);
    }

    [Fact]
    public void Back_before_he_was_told_he_gives_nothing_back()
    {
        var story = Office.With(("a1", 1)).Do(new CampaignCommand.SetMembers([]) { OnRemoval = Removal.Requeue }, new CampaignCommand.SetMembers([new Member("a1")]));
        Assert.False(((AgentCommand.LimitChanged)story.Owes.OfType<Obligation.ToAgent>().Single().Command).Requeue);
        story.Do(new CampaignCommand.SetMembers([new Member("a1", 5)]) { OnRemoval = Removal.Requeue });
        Assert.Null(Assert.IsType<CampaignFact.MembersChanged>(Assert.Single(story.Last)).Requeue);
    }

    [Fact]
    public void A_new_member_is_told_his_limit_until_he_confirms()
    {
        var story = Office.New().Do(new CampaignCommand.SetMembers([new Member("a1")]));
        var owed = Assert.IsType<Obligation.ToAgent>(Assert.Single(story.Owes));
        Assert.Equal(new AgentCommand.LimitChanged("c1", 1, 3, true, 60) { NeedsVoice = true }, owed.Command);
        story.Do(CampaignRules.Answered(owed, Answer.Done)!);
        Assert.Empty(story.Owes);
        story.Do(new CampaignCommand.LimitAcknowledged("a1", 1)).NothingHappened();
    }

    [Fact]
    public void Nobody_is_offered_anything_before_he_confirmed_his_limit()
    {
        var story = Office.New().Do(new CampaignCommand.SetMembers([new Member("a1")]), Office.Hint("a1", 1, 3), Office.Enqueue(1));
        Assert.Empty(story.Offers());
        Assert.Equal(["1>a1"], story.Do(new CampaignCommand.LimitAcknowledged("a1", 1)).Offers());
    }

    [Theory]
    [InlineData(5, 60, true)]
    [InlineData(3, 90, true)]
    [InlineData(3, 60, false)]
    public void Only_what_agents_must_know_is_told_to_them(int limit, int grace, bool told)
    {
        var story = Office.With(("a1", 1)).Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "B", MaxPerAgent = limit, ConnectionGraceSeconds = grace }, 0));
        Assert.Equal(told, story.Owes.OfType<Obligation.ToAgent>().Any());
        Assert.Equal(!told, story.Do(Office.Enqueue(1)).Offers().Any());
    }

    [Fact]
    public void A_confirmation_of_an_older_version_does_not_make_ready()
    {
        var story = Office.With(("a1", 1)).Do(
            new CampaignCommand.Save(CampaignSettings.Default with { MaxPerAgent = 5 }, 0),
            new CampaignCommand.Save(CampaignSettings.Default with { MaxPerAgent = 6 }, 1),
            new CampaignCommand.LimitAcknowledged("a1", 2), Office.Enqueue(1));
        Assert.Empty(story.Offers());
        Assert.Equal(["1>a1"], story.Do(new CampaignCommand.LimitAcknowledged("a1", 3)).Offers());
    }

    [Fact]
    public void Who_was_removed_is_told_so_and_forgotten_when_he_knows()
    {
        var story = Office.With(("a1", 1), ("a2", 1)).Do(new CampaignCommand.SetMembers([new Member("a2")]));
        Assert.Contains(story.Owes, o => o is Obligation.ToAgent { AgentId: "a1", Command: AgentCommand.LimitChanged { IsMember: false } });
        story.Do(new CampaignCommand.LimitAcknowledged("a1", 2), new CampaignCommand.LimitAcknowledged("a2", 2));
        Assert.DoesNotContain("a1", story.State.Agents.Keys);
        Assert.Equal(["1>a2"], story.Do(Office.Enqueue(1)).Offers());
    }

    [Fact]
    public void Who_was_removed_with_an_open_offer_still_ends_it()
    {
        var story = Office.With(("a1", 1)).Do(
            Office.Enqueue(1), new CampaignCommand.SetMembers([]), new CampaignCommand.LimitAcknowledged("a1", 2),
            Office.Refuses(1, RefusalReason.NotAMember, "a1", 2, 0));
        Assert.Equal(["1"], story.Line());
        Assert.Empty(story.State.Offers);
    }

    [Fact]
    public void Who_comes_back_before_he_knew_he_was_removed_is_ready_again()
    {
        var story = Office.With(("a1", 1)).Do(new CampaignCommand.SetMembers([]), new CampaignCommand.SetMembers([new Member("a1")]));
        story.Do(new CampaignCommand.LimitAcknowledged("a1", 2), new CampaignCommand.LimitAcknowledged("a1", 3), Office.Enqueue(1));
        Assert.Equal(["1>a1"], story.Offers());
    }

    [Fact]
    public void The_same_members_in_the_same_order_are_nothing_new()
    {
        Office.With(("a1", 1), ("a2", 1)).Do(new CampaignCommand.SetMembers([new Member("a1"), new Member("a2")])).NothingHappened();
        Assert.NotEmpty(Office.With(("a1", 1), ("a2", 1)).Do(new CampaignCommand.SetMembers([new Member("a2"), new Member("a1")])).Last);
    }

    [Fact]
    public void The_order_of_the_list_decides_ties_after_it_changed()
    {
        var story = Office.With(("a1", 1), ("a2", 1)).Do(
            new CampaignCommand.SetMembers([new Member("a2"), new Member("a1")]),
            new CampaignCommand.LimitAcknowledged("a1", 2), new CampaignCommand.LimitAcknowledged("a2", 2), Office.Enqueue(1));
        Assert.Equal(["1>a2"], story.Offers());
    }

    [Fact]
    public void An_open_offer_names_the_limit_version_it_was_made_from()
    {
        var story = Office.With(("a1", 1)).Do(Office.Enqueue(1), new CampaignCommand.Save(CampaignSettings.Default with { MaxPerAgent = 1 }, 0));
        var reserve = story.Owes.OfType<Obligation.ToAgent>().Select(o => o.Command).OfType<AgentCommand.Reserve>().Single();
        Assert.Equal(1, reserve.SettingsVersion);
    }

    [Fact]
    public void Nobody_who_looks_at_a_campaign_sees_the_page_token()
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { PageToken = "secret" }, 0));
        Assert.Null(Assert.IsType<CampaignSettings>(CampaignRules.Snapshot(story.State, 1, story.Now)).PageToken);
    }
}
