using Messenger.Domain.Hubs;

namespace Messenger.Domain.Reporting;

/// <summary>What changed between two looks at the campaign table.</summary>
public static class CampaignTableDifference
{
    /// <summary>Null when a watcher would see no difference.</summary>
    public static CampaignTableChange? Between(CampaignTable before, CampaignTable after)
    {
        var rows = RowDifference.Changed(before.Items, after.Items, r => r.Id);
        var gone = RowDifference.Gone(before.Items, after.Items, r => r.Id);
        return rows.Count == 0 && gone.Count == 0 ? null : new CampaignTableChange(rows, gone, after.ServerTime);
    }
}
