using Messenger.Domain.Hubs;

namespace Messenger.Domain.Reporting;

/// <summary>What changed between two looks at a board.</summary>
public static class BoardDifference
{
    /// <summary>The rows to put in place and those that left; null when a watcher would see no difference.</summary>
    public static BoardChange? Between(BoardSnapshot before, BoardSnapshot after)
    {
        var waiting = RowDifference.Changed(before.Waiting, after.Waiting, r => r.InteractionId);
        var waitingGone = RowDifference.Gone(before.Waiting, after.Waiting, r => r.InteractionId);
        var behind = RowDifference.Changed(before.Behind, after.Behind, r => r.InteractionId);
        var behindGone = RowDifference.Gone(before.Behind, after.Behind, r => r.InteractionId);
        var agents = RowDifference.Changed(before.Agents, after.Agents, r => r.AgentId);
        var agentsGone = RowDifference.Gone(before.Agents, after.Agents, r => r.AgentId);
        var nothing = waiting.Count + waitingGone.Count + behind.Count + behindGone.Count + agents.Count + agentsGone.Count == 0
            && before.Tiles == after.Tiles && Whole(before) == Whole(after);
        return nothing ? null : new BoardChange(waiting, waitingGone, agents, agentsGone, after.Tiles, after.ServerTime)
        {
            Behind = behind,
            BehindGone = behindGone,
            CampaignName = after.CampaignName,
            Enabled = after.Enabled,
            Page = after.Page,
            ServiceLevelSeconds = after.ServiceLevelSeconds,
            AbandonmentSeconds = after.AbandonmentSeconds,
            Hours = after.Hours,
        };
    }

    private static (string, bool, int, int, CampaignHours, PageStanding) Whole(BoardSnapshot b) =>
        (b.CampaignName, b.Enabled, b.ServiceLevelSeconds, b.AbandonmentSeconds, b.Hours, b.Page);
}
