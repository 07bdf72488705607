using Dapper;

namespace Messenger.Storage.Recordings;

/// <summary>Which of Meta's messages the product has already, its own included; for what memory does not hold any more.</summary>
public sealed class KnownMessages(Database database)
{
    /// <summary>False = no message of this conversation has that id.</summary>
    /// <exception cref="System.Data.Common.DbException">Storage does not answer: nothing is known.</exception>
    public Task<bool> Has(string conversationKey, string mid, CancellationToken ct = default) => database.Read(
        async connection => await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            // The condition on the direction lets the partial index message_seq serve this.
            "SELECT count(*) FROM message WHERE conversation_key = @conversationKey AND direction <> 'system' AND mid = @mid",
            new { conversationKey, mid },
            cancellationToken: ct)) > 0,
        ct);
}
