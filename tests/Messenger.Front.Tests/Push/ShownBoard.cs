using System.Text.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>A campaign's board as a client keeps it: a snapshot, and changes whose rows replace those with the same id.</summary>
public sealed class ShownBoard
{
    private readonly SortedDictionary<string, WaitingRow> _waiting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, WaitingRow> _behind = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AgentRow> _agents = new(StringComparer.Ordinal);
    private BoardTiles? _tiles;
    private object? _campaign;

    /// <summary>Ids of those who wait, in the order of service.</summary>
    public IReadOnlyList<string> Waiting =>
        [.. _waiting.Values.OrderByDescending(w => w.Returned).ThenBy(w => w.Since).ThenBy(w => w.CameAt).ThenBy(w => w.InteractionId, StringComparer.Ordinal).Select(w => w.InteractionId)];

    public IReadOnlyCollection<string> Behind => _behind.Keys;

    public void Show(BoardSnapshot whole)
    {
        _waiting.Clear();
        _behind.Clear();
        _agents.Clear();
        Put(whole.Waiting, whole.Behind, whole.Agents, whole.Tiles);
        _campaign = (whole.CampaignName, whole.Enabled, whole.ServiceLevelSeconds, whole.AbandonmentSeconds, whole.Hours).ToString();
    }

    public void Change(BoardChange change)
    {
        foreach (var gone in change.WaitingGone)
        {
            _waiting.Remove(gone);
        }

        foreach (var gone in change.BehindGone)
        {
            _behind.Remove(gone);
        }

        foreach (var gone in change.AgentsGone)
        {
            _agents.Remove(gone);
        }

        Put(change.Waiting, change.Behind, change.Agents, change.Tiles);
        _campaign = (change.CampaignName, change.Enabled, change.ServiceLevelSeconds, change.AbandonmentSeconds, change.Hours).ToString();
    }

    public override string ToString() => JsonSerializer.Serialize(new { Campaign = _campaign, Waiting = _waiting.Values, Behind = _behind.Values, Agents = _agents.Values, Tiles = _tiles }, HubClient.Json);

    private void Put(IEnumerable<WaitingRow> waiting, IEnumerable<WaitingRow> behind, IEnumerable<AgentRow> agents, BoardTiles tiles)
    {
        foreach (var row in waiting)
        {
            _waiting[row.InteractionId] = row;
        }

        foreach (var row in behind)
        {
            _behind[row.InteractionId] = row;
        }

        foreach (var row in agents)
        {
            _agents[row.AgentId] = row;
        }

        _tiles = tiles;
    }
}
