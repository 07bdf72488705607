using System.Text.Json;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Http;
using Messenger.Domain.Hubs;

namespace Messenger.Console.Administration.Campaigns;

/// <summary>The campaign table: the snapshot, and each change put into it (R28).</summary>
public sealed class CampaignTableState : ITopicView
{
    public const string Topic = "campaigns";

    private readonly Dictionary<string, CampaignItem> rows = new(StringComparer.Ordinal);

    public bool HasState { get; private set; }

    /// <summary>Those with queues of their own, by name.</summary>
    public IReadOnlyList<CampaignItem> Messenger { get; private set; } = [];

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        Take(snapshot.Deserialize(CampaignJson.Default.CampaignTable)!.Items);
        return new Dictionary<string, long>();
    }

    public StreamTurn Apply(HubEvent next)
    {
        if (next.Data?.Deserialize(CampaignJson.Default.CampaignTableChange) is { } change)
        {
            foreach (var row in change.Items)
            {
                rows[row.Id] = row;
            }

            foreach (var id in change.Gone)
            {
                rows.Remove(id);
            }

            Order();
        }

        return StreamTurn.None;
    }

    public bool MayOpen(string stream) => false;

    public void Lost(string stream)
    {
        // The whole table is one stream: what is listed stays until the next snapshot.
    }

    /// <summary>What a refresh brought.</summary>
    public void Take(IReadOnlyList<CampaignItem> items)
    {
        rows.Clear();
        foreach (var row in items)
        {
            rows[row.Id] = row;
        }

        HasState = true;
        Order();
    }

    private void Order() => Messenger = [.. rows.Values.Where(row => row.Type == "messenger").OrderBy(row => row.Name, StringComparer.CurrentCulture)];
}
