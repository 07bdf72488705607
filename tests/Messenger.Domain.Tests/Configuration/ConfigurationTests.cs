using Messenger.Domain.Agents;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Tests.Configuration;

public sealed class ConfigurationTests
{
    private static Story<GlobalSettings, ConfigurationCommand, ConfigurationFact, ConfigurationRules> New() => new("configuration");

    private static readonly GlobalSettings Some = new(99, [new BreakKind("lunch", "Lunch", "restaurant")], [new Disposition("sold", "Sold")], []);

    [Fact]
    public void A_save_replaces_everything_and_counts_the_version_itself()
    {
        var story = New().Do(new ConfigurationCommand.Save(Some, 0));
        Assert.Equal(Some with { Version = 1 }, story.State);
        Assert.Equal(Answer.Done, story.Answer);
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
    public void Nothing_is_owed_or_due()
    {
        var story = New().Do(new ConfigurationCommand.Save(Some, 0));
        Assert.Empty(story.Owes);
        Assert.Null(story.Due);
        story.Do(new ConfigurationCommand.Tick()).NothingHappened();
        Assert.Same(story.State, ConfigurationRules.Snapshot(story.State, 1, story.Now));
    }
}
