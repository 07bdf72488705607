using System.Data.Common;
using Dapper;
using Messenger.Domain.Agents;
using Messenger.Domain.Explaining;
using Messenger.Storage.Journal;

namespace Messenger.Storage.Explaining;

/// <summary>How an agent stood at an instant, from the last rows of his stream until then.</summary>
internal static class AgentGlances
{
    private const int RowsAtMost = 300;

    public static async Task<AgentGlance> At(DbConnection connection, string agentId, string campaignId, DateTimeOffset at, CancellationToken ct)
    {
        var stream = Domain.Shared.Names.AgentStream(agentId);
        var glance = new AgentGlance(campaignId);
        var newest = await LastVersion(connection, stream, at.ToUnixTimeMilliseconds(), ct);
        var rows = connection.QueryUnbufferedAsync<string>(
            "SELECT facts FROM journal WHERE stream = @stream AND version <= @newest ORDER BY version DESC LIMIT @RowsAtMost", new { stream, newest, RowsAtMost });
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var fact in FactCodec.Decode<AgentFact>(row, null).Reverse())
            {
                glance.Before(fact);
            }

            if (glance.IsComplete)
            {
                break;
            }
        }

        return glance;
    }

    /// <summary>Rows of a stream are in the order of their instants, so halving finds the last one; there is no index by instant.</summary>
    private static async Task<long> LastVersion(DbConnection connection, string stream, long at, CancellationToken ct)
    {
        long low = 0;
        var high = await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT version FROM stream WHERE id = @stream", new { stream }, cancellationToken: ct)) ?? 0;
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var then = await connection.ExecuteScalarAsync<long>(new CommandDefinition(
                "SELECT at FROM journal WHERE stream = @stream AND version = @middle", new { stream, middle }, cancellationToken: ct));
            (low, high) = then <= at ? (middle, high) : (low, middle - 1);
        }

        return low;
    }
}
