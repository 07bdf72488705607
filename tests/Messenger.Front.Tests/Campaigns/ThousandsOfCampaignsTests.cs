using System.Net.Http.Json;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Campaigns;

/// <summary>Five thousand campaigns on a product of their own: the table arrives whole, and a change of one or of all of them does too.</summary>
public sealed class ThousandsOfCampaignsTests(SharedProduct own) : IClassFixture<SharedProduct>
{
    private const int Thousands = 5_000;

    private readonly RunningProduct _product = own.Running;

    [Fact]
    public async Task The_table_arrives_whole_and_what_changes_follows()
    {
        await Save(1, enabled: true);
        using var caller = await _product.Client("sofia");
        Assert.True((await caller.GetFromJsonAsync<CampaignList>("/api/campaigns"))!.Items.Count >= Thousands);
        await using var sofia = await _product.Connect("sofia", "supervisor");
        var table = HubClient.Read<CampaignTable>((await sofia.Subscribe("campaigns")).Snapshot!.Value);
        Assert.True(table.Items.Count >= Thousands);

        await _product.Set("/api/campaigns/soporte", new { queueLimit = 9 });
        var change = await sofia.Saw<CampaignTableChange>("campaigns.changed", c => c.Items.Any(i => i is { Id: "soporte", Version: 2 }));
        Assert.Single(change.Items);

        // All at once comes as one event, or is more than a connection keeps: then it is told to subscribe anew.
        await Save(2, enabled: false);
        await Eventually.Is(
            () => Task.FromResult((Came: sofia.Events.Any(HasAll), Told: sofia.Resyncs.Contains("campaigns"))), how => how.Came || how.Told, "all of them came");
        var anew = HubClient.Read<CampaignTable>((await sofia.Subscribe("campaigns")).Snapshot!.Value);
        Assert.Equal(Thousands, anew.Items.Count(i => i is { Inactive: "disabled", Version: 2 }));

        static bool HasAll(HubEvent e) => e.Type == "campaigns.changed" && HubClient.Data<CampaignTableChange>(e).Items.Count >= Thousands;
    }

    /// <summary>The rows alone: nobody works in these campaigns.</summary>
    private async Task Save(int version, bool enabled)
    {
        var changes = Enumerable.Range(0, Thousands).SelectMany(n => CampaignProjection.Changes(
            $"miles{n}",
            new CampaignFact.SettingsChanged(CampaignSettings.Default with { Version = version, Name = $"Miles {n}", PageName = $"Página {n}", Enabled = enabled, Schedule = [] }),
            DateTimeOffset.UnixEpoch)).ToArray();
        var stored = await _product.Services.GetRequiredService<JournalWriter>().Append(
            new Append("campaign/miles", version - 1, new NewRow(DateTimeOffset.UnixEpoch, "[]", null, null, 0, null), changes, [], null));
        Assert.IsType<AppendResult.Committed>(stored);
    }
}
