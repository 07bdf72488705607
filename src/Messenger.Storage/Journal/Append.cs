using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Messenger.Storage.Journal;

/// <summary>One grain's share of a group commit: its facts, the read-model rows they change, its keys and its due time.</summary>
/// <param name="Due">Null = the due row stays as it is.</param>
/// <param name="ExpectedVersion">The stream's version before; 0 = the stream is new. Another one = <see cref="AppendResult.Conflict"/>.</param>
/// <param name="Row">Null = an empty append that only asserts the head version.</param>
/// <param name="Keys">Message ids to claim; one that is already taken = <see cref="AppendResult.Duplicate"/> and nothing is stored.</param>
public sealed record Append(
    string Stream,
    long ExpectedVersion,
    NewRow? Row,
    IReadOnlyList<RowChange> Changes,
    IReadOnlyList<MessageKey> Keys,
    DueChange? Due);

/// <summary>When somebody must look at this stream again; null = nothing is due, the row goes.</summary>
public sealed record DueChange(DateTimeOffset? At);

/// <summary>One journal row: all facts of one stream in one commit. Its version is expected version + 1.</summary>
/// <param name="Facts">JSON array without personal content.</param>
/// <param name="Content">What was taken out of the facts; null when nothing was, or after erasure.</param>
/// <param name="ContentHash">Salted hash of the content; survives erasure.</param>
/// <param name="ViewVersion">The stream's view version after this row.</param>
/// <param name="Commands">JSON array of {id, answer} of the hub commands decided in this row; null when none had an id.</param>
public sealed record NewRow(DateTimeOffset At, string Facts, string? Content, byte[]? ContentHash, long ViewVersion, string? Commands);

/// <summary>A journal row as stored.</summary>
public sealed record StoredRow(long Position, string Stream, long Version, NewRow Row);

/// <summary>Meta's message id on a Page, unique for ever; stored as its hash because a mid can be thousands of characters.</summary>
public sealed record MessageKey(string PageId, string Mid)
{
    internal byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Mid));
}

/// <summary>One statement that changes one read-model row, in the dialect-neutral SQL both databases understand.</summary>
/// <param name="Many">
/// The same for many rows, for a database that takes arrays: each parameter is the array of that parameter's values. Only for the
/// insert of one new row that counts on no other row. Null = there is no such statement.
/// </param>
public sealed record RowChange(string Sql, object Parameters, string? Many = null);

/// <summary>How an append ended.</summary>
public abstract record AppendResult
{
    public sealed record Committed(long Version) : AppendResult
    {
        /// <summary>The commit's span, for what follows from it; default when nobody records.</summary>
        public ActivityContext Trace { get; init; }
    }

    /// <summary>Another activation wrote this stream.</summary>
    public sealed record Conflict : AppendResult
    {
        /// <summary>The stream's version as it is, 0 = there is none; null for a write that belongs to no stream.</summary>
        public long? Head { get; init; }
    }

    /// <summary>These keys were already taken by an earlier commit.</summary>
    public sealed record Duplicate(IReadOnlyList<MessageKey> Keys) : AppendResult;

    /// <summary>A unique name or Page is taken; <paramref name="Constraint"/> names it.</summary>
    public sealed record Taken(string Constraint) : AppendResult;

    /// <summary>This append can never be stored; the others of the group were.</summary>
    public sealed record Poisoned(string Reason) : AppendResult;

    /// <summary>Storage does not answer; nothing is known to be stored.</summary>
    public sealed record Unavailable(string Reason) : AppendResult;
}
