using Messenger.Storage.Journal;

namespace Messenger.Storage.Agents;

/// <summary>The agent's one row, written whole.</summary>
public static class AgentProjection
{
    public static RowChange Upsert(AgentActivity activity) => new(
        """
        INSERT INTO agent (id, user_name, display_name, status, connected, break_id, break_name, break_icon, break_since, in_call, load, max_load, since)
        VALUES (@AgentId, @UserName, @DisplayName, @Status, @Connected, @BreakId, @BreakName, @BreakIcon, @BreakSince, @InCall, @Load, @Limit, @Since)
        ON CONFLICT (id) DO UPDATE SET user_name = excluded.user_name, display_name = excluded.display_name, status = excluded.status,
            connected = excluded.connected, break_id = excluded.break_id, break_name = excluded.break_name, break_icon = excluded.break_icon,
            break_since = excluded.break_since, in_call = excluded.in_call, load = excluded.load, max_load = excluded.max_load,
            since = excluded.since
        """,
        activity);
}
