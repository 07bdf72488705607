using Messenger.Domain.Hubs;

namespace Messenger.Domain.Reporting;

/// <summary>What changed between two looks at the list of those who can be taken.</summary>
public static class PullDifference
{
    /// <summary>Null when a watcher would see no difference.</summary>
    public static PullChange? Between(PullList before, PullList after)
    {
        var rows = RowDifference.Changed(before.Rows, after.Rows, r => r.InteractionId);
        var gone = RowDifference.Gone(before.Rows, after.Rows, r => r.InteractionId);
        var nothing = rows.Count == 0 && gone.Count == 0 && (before.Waiting, before.CampaignName) == (after.Waiting, after.CampaignName);
        return nothing ? null : new PullChange(after.CampaignName, rows, gone, after.Waiting, after.ServerTime);
    }
}
