using Messenger.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace Messenger.Storage.Sqlite;

/// <summary>What an SQLite error says about the append that met it.</summary>
internal static class SqliteFaults
{
    private const int Busy = 5, Locked = 6, NoMemory = 7, ReadOnly = 8, Interrupted = 9, InputOutput = 10, Corrupt = 11,
        Full = 13, CannotOpen = 14, Protocol = 15, Constraint = 19, Permission = 23, NotADatabase = 26;

    private const int ConstraintUnique = 2067, ConstraintPrimaryKey = 1555;

    // SQLite names the columns of a violated index, not the index.
    private static readonly (string Text, string Constraint)[] Unique =
    [
        ("campaign.name_key", "campaign-name"),
        ("campaign.page_id", "campaign-page"),
        ("user_account.normalized_user_name", "user-name"),
    ];

    /// <summary>True when the database, not the append, is the cause: the same append may succeed a moment later.</summary>
    public static bool IsOfTheDatabase(Exception exception) => exception is SqliteException
    {
        SqliteErrorCode: Busy or Locked or NoMemory or ReadOnly or Interrupted or InputOutput or Corrupt or Full
            or CannotOpen or Protocol or Permission or NotADatabase
    };

    /// <summary>How an append ends that the database refuses. The reason names columns, never values.</summary>
    public static AppendResult Judge(Exception exception)
    {
        if (exception is not SqliteException sqlite)
        {
            return new AppendResult.Poisoned(exception.GetType().Name);
        }

        if (sqlite.SqliteErrorCode == Constraint && sqlite.SqliteExtendedErrorCode is ConstraintUnique or ConstraintPrimaryKey)
        {
            foreach (var (text, constraint) in Unique)
            {
                if (sqlite.Message.Contains(text, StringComparison.Ordinal))
                {
                    return new AppendResult.Taken(constraint);
                }
            }
        }

        return new AppendResult.Poisoned(sqlite.Message);
    }
}
