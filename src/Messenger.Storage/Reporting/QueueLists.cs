namespace Messenger.Storage.Reporting;

/// <summary>
/// Who stands where in a campaign's line, as SQL over <c>@campaignId</c>, in the same order as in the campaign itself. Thousands may wait and
/// boards look four times a second: the first are picked from one index before anything is joined, and the rest are only counted.
/// </summary>
internal static class QueueLists
{
    /// <summary>Entries of one place.</summary>
    public static string In(string place) => $"FROM queue_entry q WHERE q.campaign_id = @campaignId AND q.place = '{place}'";

    /// <summary>
    /// Beside those who wait there are some whose offer is just being taken: they are with an agent or at an end already, and the campaign
    /// hears of it a moment later.
    /// </summary>
    public static string StillIn(string place) => In(place) + """
         AND (q.lease IS NULL OR (SELECT i.status FROM interaction i WHERE i.id = q.interaction_id) NOT IN ('active', 'closed'))
        """;

    /// <param name="from">One of the above, perhaps narrower.</param>
    public static string First(int count, string from) => $"""
        SELECT q.interaction_id AS InteractionId, c.customer_name AS CustomerName, q.place AS Place, q.since AS Since,
            COALESCE(q.came_at, q.since) AS CameAt, q.class AS Class, CASE WHEN q.lease IS NULL THEN 0 ELSE 1 END AS Offered
        FROM (SELECT q.* {from} ORDER BY q.class, q.since, q.came_at, q.interaction_id LIMIT {count}) q
        JOIN interaction i ON i.id = q.interaction_id
        JOIN conversation c ON c.key = i.conversation_key
        WHERE i.status NOT IN ('active', 'closed') OR (i.status = 'active' AND q.lease IS NULL AND q.class = 0)
        """;
}
