using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Conversations;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>A campaign goes: never with somebody who waits or is served, and whoever comes all the same is recorded and hears that it is over.</summary>
public sealed class DeletionTests
{
    private static readonly Editor Admin = new("u1", "admin", "Admin");

    private static CampaignStory With(Func<CampaignSettings, CampaignSettings>? change = null, int free = 0)
    {
        var story = Office.With(("a1", free));
        var settings = CampaignSettings.Default with { Name = "Tienda", Schedule = OpenInterval.AllWeek, PageId = "1", PageToken = "secret" };
        return story.Do(new CampaignCommand.Save(change?.Invoke(settings) ?? settings, 0));
    }

    private static CampaignStory Deletes(CampaignStory story) => story.Do(new CampaignCommand.Delete(story.State.Settings.Version) { By = Admin });

    private static void IsHindered(CampaignStory story, int open)
    {
        Assert.Equal(new Answer.Refused(RefusalCode.OpenInteractions) { Count = open }, story.Answer);
        Assert.False(story.State.IsDeleted);
    }

    [Fact]
    public void Nobody_waits_so_it_goes_and_says_by_whom_and_nothing_secret()
    {
        var story = Deletes(With());
        var fact = Assert.IsType<CampaignFact.Deleted>(Assert.Single(story.Last));
        Assert.Equal(("Tienda", null, Admin), (fact.Settings.Name, fact.Settings.PageToken, fact.By));
        Assert.Equal((Answer.Done, true, null), (story.Answer, story.State.IsDeleted, story.Due));
        Assert.Equal(Answer.Done, Deletes(story).Answer);
        story.NothingHappened();
    }

    [Fact]
    public void Its_agents_are_told_that_they_are_no_members_and_forgotten_when_they_know()
    {
        var story = Deletes(With());
        var told = Assert.IsType<AgentCommand.LimitChanged>(Assert.Single(story.Owes.OfType<Obligation.ToAgent>()).Command);
        Assert.Equal((false, story.State.LimitVersion), (told.IsMember, told.SettingsVersion));
        story.Do(new CampaignCommand.LimitAcknowledged("a1", story.State.LimitVersion));
        Assert.Empty(story.State.Agents);
    }

    [Fact]
    public void While_anybody_waits_is_held_or_served_it_stays_and_says_how_many()
    {
        var waiting = With(s => s with { QueueLimit = 1 }).Do(Office.Enqueue(1), Office.Enqueue(2));
        IsHindered(Deletes(waiting), 2);
        var offered = With(free: 1).Do(Office.Enqueue(1));
        Assert.Single(offered.State.Offers);
        IsHindered(Deletes(offered), 1);
        IsHindered(Deletes(offered.Do(Office.Outcome(1, OfferOutcome.Taken, "a1", 2, 0))), 1);
        var backlog = With(s => s with { Schedule = OpenInterval.OfficeHours }).After(TimeSpan.FromHours(10)).Do(Office.Enqueue(1, 36_000));
        Assert.Equal(QueuePlace.ClosedHours, backlog.Place());
        IsHindered(Deletes(backlog), 1);
        Assert.Equal(Answer.Done, Deletes(backlog.Do(new CampaignCommand.Remove("1-1-1", 1))).Answer);
    }

    [Theory]
    [InlineData(QueuePlace.Disabled)]
    [InlineData(QueuePlace.OutOfHours)]
    [InlineData(QueuePlace.WindowClosed)]
    public void Who_waits_for_nothing_does_not_keep_it_and_hears_that_it_is_over(QueuePlace place)
    {
        var story = With(s => place switch
        {
            QueuePlace.Disabled => s with { Enabled = false },
            QueuePlace.OutOfHours => s with { Schedule = [], OutOfHours = OutOfHoursPolicy.AnswerOnly },
            _ => s,
        });
        story.Do(Office.Enqueue(1) with { WindowUntil = place == QueuePlace.WindowClosed ? story.Now : null });
        Assert.Equal(place, story.Place());
        Deletes(story);
        Assert.True(story.State is { IsDeleted: true, Entries.IsEmpty: true, Windows.IsEmpty: true });
        var notice = Assert.IsType<ConversationCommand.PlaceChanged>(Assert.Single(story.Owes.OfType<Obligation.ToConversation>()).Command);
        Assert.Equal((QueuePlace.Deleted, 1), (notice.Place, notice.Number));
        story.Do(new CampaignCommand.PlaceAcknowledged(notice.InteractionId, notice.Epoch, notice.Place, notice.Number));
        Assert.Empty(story.Owes.OfType<Obligation.ToConversation>());
    }

    [Fact]
    public void Who_comes_after_it_is_told_so_for_certain_and_nothing_of_him_is_kept()
    {
        var story = Deletes(With()).Do(Office.Enqueue(1));
        Assert.Equal((QueuePlace.Deleted, true), (story.Place(), story.Asserted));
        story.NothingHappened();
        story.Do(Office.Enqueue(1, epoch: 3, queueClass: QueueClass.Returned));
        Assert.Equal(QueuePlace.Deleted, story.Place());
        Assert.Empty(story.State.Entries);
    }

    [Fact]
    public void Transfers_and_reopened_ones_are_refused_there()
    {
        var story = Deletes(With()).Do(Office.Enqueue(1, epoch: 2, queueClass: QueueClass.Returned) with { IsTransfer = true });
        Assert.Equal((QueuePlace.Refused, RefusalCode.Unknown), (story.Place(), Assert.IsType<Answer.Placed>(story.Answer).Why));
        story.Do(Office.Enqueue(2) with { Directed = "a1" });
        Assert.Equal((QueuePlace.Refused, RefusalCode.NotAMember), (story.Place(), Assert.IsType<Answer.Placed>(story.Answer).Why));
    }

    [Fact]
    public void It_refuses_whatever_an_administrator_or_agent_wants_of_it()
    {
        var story = Deletes(With());
        story.Do(new CampaignCommand.Save(story.State.Settings, story.State.Settings.Version)).WasRefused(RefusalCode.Unknown);
        story.Do(new CampaignCommand.Save(CampaignSettings.Default, 0)).WasRefused(RefusalCode.Unknown);
        story.Do(new CampaignCommand.SetMembers([new Member("a2")])).WasRefused(RefusalCode.Unknown);
        story.Do(new CampaignCommand.Pull("a1", "1-1-1")).WasRefused(RefusalCode.AlreadyTaken);
        story.Do(new CampaignCommand.Assign("1-1-1", "a1", new AgentName("s1", "sofia", "Sofía"))).WasRefused(RefusalCode.AlreadyTaken);
        story.After(TimeSpan.FromDays(2)).Do(new CampaignCommand.Tick()).NothingHappened();
    }

    [Fact]
    public void An_older_version_or_one_that_never_was_is_refused()
    {
        With().Do(new CampaignCommand.Delete(0)).WasRefused(RefusalCode.Stale);
        Office.New().Do(new CampaignCommand.Delete(0)).WasRefused(RefusalCode.Unknown);
    }

    [Fact]
    public void Created_with_members_it_has_them_in_one_commit()
    {
        var story = Office.New().Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "Copia" }, 0)
        {
            By = Admin,
            Members = new CampaignCommand.SetMembers([new Member("a2", 5), new Member("a1")]) { By = Admin, UserNames = new Dictionary<string, string> { ["a2"] = "bruno" } },
        });
        Assert.Equal([new Member("a2", 5), new Member("a1")], story.State.Members);
        Assert.Equal((1, 1), (story.State.Settings.Version, story.State.MembersVersion));
        Assert.Equal("bruno 5, a1 0", Assert.Single(story.Last.OfType<CampaignFact.MembersChanged>().Single().Changes!).After);
        var saved = story.Do(new CampaignCommand.Save(story.State.Settings, 1) { Members = new CampaignCommand.SetMembers([]) });
        Assert.Equal(2, saved.State.Members.Count);
    }
}
