using System.Text.Json;
using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;

namespace Messenger.Console.Supervisor;

/// <summary>One campaign's board: the snapshot, and each change put into it.</summary>
public sealed class BoardState(ServerClock clock) : ITopicView
{
    private readonly Dictionary<string, WaitingRow> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgentRow> agents = new(StringComparer.Ordinal);

    public bool HasState { get; private set; }

    public string CampaignName { get; private set; } = "";

    public int ServiceLevelSeconds { get; private set; }

    public int AbandonmentSeconds { get; private set; }

    public BoardTiles Tiles { get; private set; } = new(0, 0, 0, 0, 0, null, null, null);

    /// <summary>In the order in which they are served: who was returned to the queue first, then the longest wait.</summary>
    public IReadOnlyList<WaitingRow> Waiting { get; private set; } = [];

    public IReadOnlyCollection<AgentRow> Agents => agents.Values;

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        var board = snapshot.Deserialize(ConsoleJson.Default.BoardSnapshot)!;
        clock.Learn(board.ServerTime);
        CampaignName = board.CampaignName;
        ServiceLevelSeconds = board.ServiceLevelSeconds;
        AbandonmentSeconds = board.AbandonmentSeconds;
        waiting.Clear();
        agents.Clear();
        Put(board.Waiting, board.Agents, board.Tiles);
        HasState = true;
        return new Dictionary<string, long>();
    }

    public StreamTurn Apply(HubEvent next)
    {
        if (next is { Type: ViewEventType.BoardChanged, Data: { } data })
        {
            var change = data.Deserialize(ConsoleJson.Default.BoardChange)!;
            clock.Learn(change.ServerTime);
            foreach (var id in change.WaitingGone)
            {
                waiting.Remove(id);
            }

            foreach (var id in change.AgentsGone)
            {
                agents.Remove(id);
            }

            Put(change.Waiting, change.Agents, change.Tiles);
        }

        return StreamTurn.None;
    }

    /// <summary>A board stream of another name is another incarnation: only a snapshot helps.</summary>
    public bool MayOpen(string stream) => false;

    public void Lost(string stream)
    {
        // The next snapshot replaces everything; until then the old rows are better than none.
    }

    private void Put(IReadOnlyList<WaitingRow> rows, IReadOnlyList<AgentRow> people, BoardTiles tiles)
    {
        foreach (var row in rows)
        {
            waiting[row.InteractionId] = row;
        }

        foreach (var person in people)
        {
            agents[person.AgentId] = person;
        }

        Tiles = tiles;
        Waiting = [.. waiting.Values.OrderByDescending(row => row.Returned).ThenBy(row => row.Since).ThenBy(row => row.InteractionId, StringComparer.Ordinal)];
    }
}
