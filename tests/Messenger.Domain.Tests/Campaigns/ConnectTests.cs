using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Campaigns;

/// <summary>A campaign gets its Page by an activation, first or again (R21-R26, R31).</summary>
public sealed class ConnectTests
{
    private static readonly Editor Admin = new("u1", "admin", "Admin");

    [Fact]
    public void It_has_the_page_by_facebooks_name_and_everything_else_stays()
    {
        var story = Saved();
        var before = story.State.Settings;
        story.Do(Connects());
        Assert.Equal(
            before with { Version = 2, PageId = "10", PageName = "Tienda Ñandú", PageToken = "protected", FacebookUserId = "fb1" }, story.State.Settings);
        var changed = Assert.IsType<CampaignFact.SettingsChanged>(Assert.Single(story.Last));
        Assert.Equal(Admin, changed.By);
        Assert.Contains(new FieldChange("pageToken", null, "***"), changed.Changes!);
        Assert.DoesNotContain(changed.Changes!, c => c.After?.Contains("protected", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void The_same_again_changes_nothing() => Saved().Do(Connects()).Do(Connects()).NothingHappened();

    [Fact]
    public void Again_with_a_new_token_members_queue_and_settings_stay()
    {
        var story = Saved().Do(Connects(), new CampaignCommand.SetMembers([new Member("a1", 3)]));
        var before = story.State;
        story.Do(Connects() with { PageToken = "newer", FacebookUserId = null });
        Assert.Equal(before.Settings with { Version = 3, PageToken = "newer" }, story.State.Settings);
        Assert.Equal(before.Members, story.State.Members);
        Assert.Equal(before.Entries, story.State.Entries);
    }

    [Fact]
    public void An_editor_who_opened_the_settings_before_is_told_that_they_changed() =>
        Saved().Do(Connects()).Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "Otra" }, 1)).WasRefused(RefusalCode.Stale);

    [Fact]
    public void A_campaign_that_is_not_there_a_roster_and_a_deleted_one_get_none()
    {
        new CampaignStory("c9").Do(Connects()).WasRefused(RefusalCode.Unknown);
        new CampaignStory("c9").Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "T", Type = CampaignType.Voice }, 0)).Do(Connects()).WasRefused(RefusalCode.Unknown);
        Saved().Do(new CampaignCommand.Delete(1)).Do(Connects()).WasRefused(RefusalCode.Unknown);
    }

    private static CampaignStory Saved() => new CampaignStory("c1").Do(new CampaignCommand.Save(CampaignSettings.Default with { Name = "Soporte", PageName = "Tienda" }, 0));

    private static CampaignCommand.Connect Connects() => new("10", "Tienda Ñandú", "protected") { FacebookUserId = "fb1", By = Admin };
}
