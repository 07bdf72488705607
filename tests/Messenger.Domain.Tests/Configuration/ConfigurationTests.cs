using Messenger.Domain.Agents;
using Messenger.Domain.Auditing;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Configuration;

public sealed class ConfigurationTests
{
    private static Story<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules> New() => new("configuration");

    private static readonly GlobalSettings Some = new(99, [new BreakKind("lunch", "Lunch", "restaurant")], [new Disposition("sold", "Sold")], [])
    {
        Holidays = [new DateOnly(2026, 12, 25)],
    };

    [Fact]
    public void A_save_replaces_everything_and_counts_the_version_itself()
    {
        var story = New().Do(new ConfigurationCommand.Save(Some, 0));
        Assert.Equal(Some with { Version = 1 }, story.State.Settings);
        Assert.Equal(Answer.Done, story.Answer);
    }

    [Fact]
    public void A_save_says_who_made_it_and_what_is_another_now()
    {
        var admin = new Editor("u1", "admin", "Admin");
        var story = New().Do(new ConfigurationCommand.Save(Some, 0), new ConfigurationCommand.Save(Some with { NeedsVoice = false }, 1) { By = admin });
        var saved = Assert.IsType<ConfigurationFact.SettingsChanged>(Assert.Single(story.Last));
        Assert.Equal((admin, new FieldChange("needsVoice", "true", "false")), (saved.By, Assert.Single(saved.Changes!)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_save_from_another_version_is_refused(int basedOn)
    {
        var story = New().Do(new ConfigurationCommand.Save(Some, 0));
        story.Do(new ConfigurationCommand.Save(GlobalSettings.Empty, basedOn)).WasRefused(RefusalCode.Stale);
    }

    [Fact]
    public void Without_campaigns_nothing_is_owed_or_due()
    {
        var story = New().Do(new ConfigurationCommand.Save(Some, 0));
        Assert.Empty(story.Owes);
        Assert.Null(story.Due);
        story.Do(new ConfigurationCommand.Tick()).NothingHappened();
        Assert.Same(story.State.Settings, ConfigurationRules.Snapshot(story.State, 1, story.Now));
    }

    [Fact]
    public void A_campaign_that_joins_is_told_what_holds_even_if_nobody_ever_saved_anything()
    {
        var story = New().Do(new ConfigurationCommand.CampaignJoined("c1"));
        Assert.Equal([("c1", 0, true, 0)], story.Owes.Select(Owed));
        story.Do(new ConfigurationCommand.CampaignJoined("c1")).NothingHappened();
        Assert.Equal(Answer.Done, story.Answer);
    }

    [Fact]
    public void Each_campaign_is_owed_the_newest_version_until_it_acknowledged_that_one()
    {
        var story = New().Do(new ConfigurationCommand.CampaignJoined("c1"), new ConfigurationCommand.CampaignJoined("c2"));
        var first = story.Owes.Single(o => o.Key == "globals/c1");
        story.Do(new ConfigurationCommand.Save(Some with { NeedsVoice = false }, 0));
        Assert.Equal([("c1", 1, false, 1), ("c2", 1, false, 1)], story.Owes.Select(Owed).Order());

        // The answer to the first one comes home late: what is newer is still owed.
        story.Do(ConfigurationRules.Answered(first, Answer.Done)!);
        Assert.Equal(2, story.Owes.Count);
        story.Do(ConfigurationRules.Answered(story.Owes.Single(o => o.Key == "globals/c1"), Answer.Done)!);
        Assert.Equal([("c2", 1, false, 1)], story.Owes.Select(Owed));
        story.Do(new ConfigurationCommand.GlobalsAcknowledged("c1", 1)).NothingHappened();
        story.Do(new ConfigurationCommand.GlobalsAcknowledged("c1", 0)).NothingHappened();
        story.Do(new ConfigurationCommand.GlobalsAcknowledged("stranger", 1)).NothingHappened();
    }

    private static (string Campaign, int Version, bool NeedsVoice, int Holidays) Owed(Obligation obligation)
    {
        var owed = Assert.IsType<Obligation.ToCampaign>(obligation);
        var rules = Assert.IsType<CampaignCommand.SetGlobals>(owed.Command).Rules;
        return (owed.CampaignId, rules.Version, rules.NeedsVoice, rules.Holidays.Count);
    }
}
