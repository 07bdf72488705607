namespace Messenger.Meta;

/// <summary>What to do about one error: its class and, where the message surely did not go out and may go out later, how long to wait.</summary>
/// <param name="Wait">Null: refused for good, unless <paramref name="MayBeSent"/>.</param>
/// <param name="MayBeSent">Meta reports trouble of its own after it may already have delivered: only the echo or reading back can tell.</param>
/// <param name="Token">What is wrong with the token, when that is the cause.</param>
internal sealed record GraphErrorRule(GraphErrorClass Class, TimeSpan? Wait = null, bool MayBeSent = false, TokenFault? Token = null);

/// <summary>All Graph errors this product knows, by code and subcode: HTTP status and text change without notice and are not looked at.</summary>
internal static class GraphErrorTable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The first row that fits counts, so a row with a subcode stands before its code alone.</summary>
    private static readonly Row[] Rows =
    [
        // Meta documents these numbers without saying whether as code or as subcode: they count in both places.
        new(null, 2018300, new(GraphErrorClass.OtherAppOwnsThread)),
        new(null, 2018321, new(GraphErrorClass.OtherAppOwnsThread)),
        new(null, 1545041, new(GraphErrorClass.PersonGone)),
        new(null, 2018218, new(GraphErrorClass.PersonGone)),
        new(null, 2018247, new(GraphErrorClass.PermissionMissing)),
        new(null, 9000001, new(GraphErrorClass.OurFault)),

        new(190, 458, new(GraphErrorClass.TokenDead, Token: TokenFault.AppRemoved)),
        new(190, 459, new(GraphErrorClass.TokenDead, Token: TokenFault.Checkpoint)),
        new(190, 464, new(GraphErrorClass.TokenDead, Token: TokenFault.Checkpoint)),
        new(190, 460, new(GraphErrorClass.TokenDead, Token: TokenFault.PasswordChanged)),
        new(190, 463, new(GraphErrorClass.TokenDead, Token: TokenFault.Expired)),
        new(190, null, new(GraphErrorClass.TokenDead, Token: TokenFault.Invalid)),
        new(102, null, new(GraphErrorClass.TokenDead, Token: TokenFault.Invalid)),

        new(10, 2018278, new(GraphErrorClass.WindowClosed)),
        new(10, 2534022, new(GraphErrorClass.WindowClosed)),
        new(10, 2018065, new(GraphErrorClass.WindowClosed)),
        new(10, 2018108, new(GraphErrorClass.PersonGone)),
        new(10, 1893063, new(GraphErrorClass.Blocked)),
        new(10, null, new(GraphErrorClass.PermissionMissing)),

        new(551, null, new(GraphErrorClass.PersonGone)),

        new(100, 2018001, new(GraphErrorClass.PersonGone)),
        new(100, 33, new(GraphErrorClass.PersonGone)),
        new(100, 2018008, new(GraphErrorClass.RetryLater, Minute)),
        new(100, 2018294, new(GraphErrorClass.RetryLater, Minute)),
        new(100, null, new(GraphErrorClass.OurFault)),

        new(1, null, new(GraphErrorClass.RetryLater, MayBeSent: true)),
        new(2, null, new(GraphErrorClass.RetryLater, MayBeSent: true)),
        new(1200, null, new(GraphErrorClass.RetryLater, Soon)),

        new(4, null, new(GraphErrorClass.RateLimited, Minute)),
        new(17, null, new(GraphErrorClass.RateLimited, Minute)),
        new(32, null, new(GraphErrorClass.RateLimited, Minute)),
        new(341, null, new(GraphErrorClass.RateLimited, Minute)),
        new(613, null, new(GraphErrorClass.RateLimited, Soon)),
        new(80006, null, new(GraphErrorClass.RateLimited, Minute)),

        new(368, null, new(GraphErrorClass.Blocked)),
    ];

    private static readonly GraphErrorRule PermissionRange = new(GraphErrorClass.PermissionMissing);
    private static readonly GraphErrorRule NoRow = new(GraphErrorClass.Unknown);

    public static GraphErrorRule Find(long code, long? subcode)
    {
        foreach (var row in Rows)
        {
            if (row.Fits(code, subcode))
            {
                return row.Rule;
            }
        }

        return code is >= 200 and <= 299 ? PermissionRange : NoRow;
    }

    private sealed record Row(long? Code, long? Subcode, GraphErrorRule Rule)
    {
        public bool Fits(long code, long? subcode) =>
            Code is null ? Subcode == subcode || Subcode == code : Code == code && (Subcode is null || Subcode == subcode);
    }
}
