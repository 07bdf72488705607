using System.Text.Json;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Console.Agent;

/// <summary>Those who wait in one campaign and can be taken, as they stand.</summary>
public sealed class PullState(string campaignId, ServerClock clock) : ITopicView
{
    private readonly Dictionary<string, PullRow> rows = new(StringComparer.Ordinal);
    private readonly List<DeskNotice> notices = [];
    private DateTimeOffset newest;

    public string CampaignId { get; } = campaignId;

    public string CampaignName { get; private set; } = "";

    public bool HasState { get; private set; }

    /// <summary>How many there are; not all of them are listed.</summary>
    public int Waiting { get; private set; }

    /// <summary>The first of them, in the order of service.</summary>
    public IReadOnlyList<PullRow> Rows { get; private set; } = [];

    /// <summary>Who came since the last call.</summary>
    public IReadOnlyList<DeskNotice> TakeNotices()
    {
        var taken = notices.ToList();
        notices.Clear();
        return taken;
    }

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        var list = snapshot.Deserialize(ConsoleJson.Default.PullList)!;
        clock.Learn(list.ServerTime);
        var gone = rows.Keys.Except(list.Rows.Select(row => row.InteractionId), StringComparer.Ordinal).ToList();
        Put(list.CampaignName, list.Rows, gone, list.Waiting);
        return new Dictionary<string, long>();
    }

    public StreamTurn Apply(HubEvent next)
    {
        if (next is { Type: ViewEventType.PullChanged, Data: { } data })
        {
            var change = data.Deserialize(ConsoleJson.Default.PullChange)!;
            clock.Learn(change.ServerTime);
            Put(change.CampaignName, change.Rows, change.Gone, change.Waiting);
        }

        return StreamTurn.None;
    }

    /// <summary>A stream of another name is another incarnation: only a snapshot helps.</summary>
    public bool MayOpen(string stream) => false;

    public void Lost(string stream)
    {
        // The next snapshot replaces everything; until then the old rows are better than none.
    }

    private void Put(string name, IReadOnlyList<PullRow> put, IReadOnlyList<string> gone, int waiting)
    {
        Notice(put);
        foreach (var id in gone)
        {
            rows.Remove(id);
        }

        foreach (var row in put)
        {
            rows[row.InteractionId] = row;
            newest = row.CameAt > newest ? row.CameAt : newest;
        }

        (CampaignName, Waiting, HasState) = (name, waiting, true);
        Rows = [.. rows.Values.OrderByDescending(row => row.Returned).ThenBy(row => row.Since).ThenBy(row => row.CameAt).ThenBy(row => row.InteractionId, StringComparer.Ordinal)];
    }

    /// <summary>Who moved up from behind the end of the list is nobody new, nor is who was there when the desk opened.</summary>
    private void Notice(IReadOnlyList<PullRow> put)
    {
        if (HasState && Waiting == rows.Count)
        {
            notices.AddRange(put.Where(row => !rows.ContainsKey(row.InteractionId) && (row.Returned || row.CameAt > newest))
                .Select(row => new DeskNotice(row.InteractionId, true, $"{CampaignName} · {row.CustomerName}", row.Preview)));
        }
    }
}
