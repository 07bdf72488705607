using Messenger.Storage.Journal;
using Messenger.Storage.Shared;

namespace Messenger.Storage.Agents;

/// <summary>The agent's one row, written whole.</summary>
public static class AgentProjection
{
    public static RowChange Upsert(AgentActivity activity) => new(
        """
        INSERT INTO agent (id, user_name, display_name, status, connected, break_id, break_name, break_icon, break_names, break_since, in_call, load, max_load, since, withheld)
        VALUES (@AgentId, @UserName, @DisplayName, @Status, @Connected, @BreakId, @BreakName, @BreakIcon, @BreakNames, @BreakSince, @InCall, @Load, @Limit, @Since, @Withheld)
        ON CONFLICT (id) DO UPDATE SET user_name = excluded.user_name, display_name = excluded.display_name, status = excluded.status,
            connected = excluded.connected, break_id = excluded.break_id, break_name = excluded.break_name, break_icon = excluded.break_icon,
            break_names = excluded.break_names, break_since = excluded.break_since, in_call = excluded.in_call, load = excluded.load, max_load = excluded.max_load,
            since = excluded.since, withheld = excluded.withheld
        """,
        new
        {
            activity.AgentId,
            activity.UserName,
            activity.DisplayName,
            activity.Status,
            activity.Connected,
            activity.BreakId,
            activity.BreakName,
            activity.BreakIcon,
            BreakNames = activity.BreakNames is null ? null : StoredJson.Write(activity.BreakNames),
            activity.BreakSince,
            activity.InCall,
            activity.Load,
            activity.Limit,
            activity.Since,
            activity.Withheld,
        });
}
