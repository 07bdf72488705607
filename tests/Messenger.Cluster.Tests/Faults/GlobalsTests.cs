using Messenger.Cluster.Tests.Proof;
using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Configuration;
using Messenger.Domain.Shared;
using Messenger.Storage.Configuration;
using Messenger.Storage.Journal;

namespace Messenger.Cluster.Tests.Faults;

/// <summary>What is saved for the whole installation reaches every campaign and its agents, whoever dies on the way.</summary>
public sealed class GlobalsTests
{
    private const string Stream = "configuration/" + IConfigurationGrain.Key;

    private static readonly GlobalSettings Relaxed = GlobalSettings.Empty with { NeedsVoice = false, Holidays = [new DateOnly(2020, 1, 1)] };

    /// <summary>Nobody calls: only the due table can make the configuration tell what it committed before it died.</summary>
    [Fact]
    public async Task Saved_by_a_process_that_died_before_it_told_anybody_it_is_heard_all_the_same()
    {
        await using var cluster = await MessengerCluster.Start(2);
        var centre = await Centre.Open(cluster, agents: 1, limit: 1);
        await Heard(centre, version: 0, needsVoice: true);
        await cluster.StopAll();
        await SaveAndDie(cluster);
        await cluster.StartAll(2);
        await Heard(centre, version: 1, needsVoice: false);
        Assert.Equal(Relaxed.Holidays, (await JournalCopy.Read(cluster.Database)).Campaign(centre.CampaignId).Globals.Holidays);
    }

    [Fact]
    public async Task The_silos_of_the_configuration_and_of_a_campaign_die_while_it_is_saved()
    {
        await using var cluster = await MessengerCluster.Start(3);
        var centre = await Centre.Open(cluster, agents: 2, limit: 1);
        var configuration = cluster.Grains.GetGrain<IConfigurationGrain>(IConfigurationGrain.Key);
        await Patient.Call(configuration.Wake);
        var saving = Patient.Call(() => configuration.Handle(new ConfigurationCommand.Save(Relaxed, 0)));
        await cluster.Kill(configuration);
        await cluster.Kill(centre.Campaign);

        // Told again after its answer was lost, it was saved already.
        Assert.True(await saving is Answer.Ok or Answer.Refused { Code: RefusalCode.Stale });
        await Heard(centre, version: 1, needsVoice: false);
    }

    private static async Task Heard(Centre centre, int version, bool needsVoice)
    {
        await Eventually.Is(
            () => JournalCopy.Read(centre.Cluster.Database),
            journal => journal.Campaign(centre.CampaignId) is { Joined: true } campaign && campaign.Globals.Version == version && campaign.Globals.NeedsVoice == needsVoice,
            $"the campaign goes by version {version}");
        await Eventually.Is(
            () => JournalCopy.Read(centre.Cluster.Database),
            journal => centre.Agents.All(agent => journal.Agent(agent).LimitOf(centre.CampaignId)?.NeedsVoice == needsVoice),
            "its agents go by it");
    }

    /// <summary>Committed as the grain would, and nothing after the commit happens.</summary>
    private static async Task SaveAndDie(MessengerCluster cluster)
    {
        var now = cluster.Clock.GetUtcNow();
        var journal = await JournalCopy.Read(cluster.Database);
        var state = journal.Fold<ConfigurationState, ConfigurationCommand, ConfigurationFact, ConfigurationRules>(Stream, IConfigurationGrain.Key);
        var facts = ConfigurationRules.Decide(state, new ConfigurationCommand.Save(Relaxed, 0), now).Facts;
        var encoded = FactCodec.Encode(facts);
        var append = new Append(
            Stream, journal.Heads[Stream], new NewRow(now, encoded.Facts, encoded.Content, encoded.ContentHash, 0, null),
            [.. facts.SelectMany(f => ConfigurationProjection.Changes(f, now))], [], new DueChange(now.AddSeconds(2)));
        Assert.IsType<AppendResult.Committed>(await cluster.Writer.Append(append));
    }
}
