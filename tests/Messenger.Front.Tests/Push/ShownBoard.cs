using System.Text.Json;
using Messenger.Domain.Hubs;
using Messenger.Front.Tests.Product;

namespace Messenger.Front.Tests.Push;

/// <summary>A campaign's board as a client keeps it: a snapshot, and changes whose rows replace those with the same id.</summary>
public sealed class ShownBoard
{
    private readonly SortedDictionary<string, WaitingRow> _waiting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, AgentRow> _agents = new(StringComparer.Ordinal);
    private BoardTiles? _tiles;

    public void Show(BoardSnapshot whole)
    {
        _waiting.Clear();
        _agents.Clear();
        Put(whole.Waiting, whole.Agents, whole.Tiles);
    }

    public void Change(BoardChange change)
    {
        foreach (var gone in change.WaitingGone)
        {
            _waiting.Remove(gone);
        }

        foreach (var gone in change.AgentsGone)
        {
            _agents.Remove(gone);
        }

        Put(change.Waiting, change.Agents, change.Tiles);
    }

    public override string ToString() => JsonSerializer.Serialize(new { Waiting = _waiting.Values, Agents = _agents.Values, Tiles = _tiles }, HubClient.Json);

    private void Put(IEnumerable<WaitingRow> waiting, IEnumerable<AgentRow> agents, BoardTiles tiles)
    {
        foreach (var row in waiting)
        {
            _waiting[row.InteractionId] = row;
        }

        foreach (var row in agents)
        {
            _agents[row.AgentId] = row;
        }

        _tiles = tiles;
    }
}
