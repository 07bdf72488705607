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
    private readonly Dictionary<string, WaitingRow> behind = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgentRow> agents = new(StringComparer.Ordinal);

    public bool HasState { get; private set; }

    public string CampaignName { get; private set; } = "";

    public int ServiceLevelSeconds { get; private set; }

    public int AbandonmentSeconds { get; private set; }

    public bool Enabled { get; private set; }

    public CampaignHours Hours { get; private set; } = CampaignHours.Never;

    public PageStanding Page { get; private set; } = PageStanding.None;

    public BoardTiles Tiles { get; private set; } = new(0, 0, 0, 0, 0, null, null, null);

    /// <summary>The first in the order in which they are served: who was returned to the queue first, then the longest wait.</summary>
    public IReadOnlyList<WaitingRow> Waiting { get; private set; } = [];

    /// <summary>The first of those who stand at a place behind the queue, in the same order.</summary>
    /// <param name="place">One of <see cref="PlaceWord"/>.</param>
    public IReadOnlyList<WaitingRow> At(string place) => place == PlaceWord.Queued ? Waiting : Ordered(behind.Values.Where(row => row.Place == place));

    /// <summary>How many there are of a place; not all of them are listed.</summary>
    public int CountAt(string place) => place switch
    {
        PlaceWord.Queued => Tiles.Waiting,
        PlaceWord.Held => Tiles.Held,
        PlaceWord.Backlog => Tiles.Backlog,
        _ => Tiles.WindowClosed,
    };

    public IReadOnlyCollection<AgentRow> Agents => agents.Values;

    public IReadOnlyDictionary<string, long> Replace(JsonElement snapshot)
    {
        var board = snapshot.Deserialize(ConsoleJson.Default.BoardSnapshot)!;
        clock.Learn(board.ServerTime);
        (CampaignName, Enabled, Hours, Page) = (board.CampaignName, board.Enabled, board.Hours, board.Page);
        (ServiceLevelSeconds, AbandonmentSeconds) = (board.ServiceLevelSeconds, board.AbandonmentSeconds);
        waiting.Clear();
        behind.Clear();
        agents.Clear();
        Put(board.Waiting, board.Behind, board.Agents, board.Tiles);
        HasState = true;
        return new Dictionary<string, long>();
    }

    public StreamTurn Apply(HubEvent next)
    {
        if (next is { Type: ViewEventType.BoardChanged, Data: { } data })
        {
            var change = data.Deserialize(ConsoleJson.Default.BoardChange)!;
            clock.Learn(change.ServerTime);
            (CampaignName, Enabled, Hours, Page) = (change.CampaignName, change.Enabled, change.Hours, change.Page);
            (ServiceLevelSeconds, AbandonmentSeconds) = (change.ServiceLevelSeconds, change.AbandonmentSeconds);
            Drop(waiting, change.WaitingGone);
            Drop(behind, change.BehindGone);
            Drop(agents, change.AgentsGone);
            Put(change.Waiting, change.Behind, change.Agents, change.Tiles);
        }

        return StreamTurn.None;
    }

    /// <summary>A board stream of another name is another incarnation: only a snapshot helps.</summary>
    public bool MayOpen(string stream) => false;

    public void Lost(string stream)
    {
        // The next snapshot replaces everything; until then the old rows are better than none.
    }

    private static void Drop<T>(Dictionary<string, T> rows, IReadOnlyList<string> gone)
    {
        foreach (var id in gone)
        {
            rows.Remove(id);
        }
    }

    private static IReadOnlyList<WaitingRow> Ordered(IEnumerable<WaitingRow> rows) =>
        [.. rows.OrderByDescending(row => row.Returned).ThenBy(row => row.Since).ThenBy(row => row.CameAt).ThenBy(row => row.InteractionId, StringComparer.Ordinal)];

    private void Put(IReadOnlyList<WaitingRow> rows, IReadOnlyList<WaitingRow> rest, IReadOnlyList<AgentRow> people, BoardTiles tiles)
    {
        foreach (var row in rows)
        {
            waiting[row.InteractionId] = row;
        }

        foreach (var row in rest)
        {
            behind[row.InteractionId] = row;
        }

        foreach (var person in people)
        {
            agents[person.AgentId] = person;
        }

        Tiles = tiles;
        Waiting = Ordered(waiting.Values);
    }
}
