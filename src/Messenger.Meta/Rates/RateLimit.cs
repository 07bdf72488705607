namespace Messenger.Meta;

/// <summary>What Meta counts apart for each Page.</summary>
public enum CallKind
{
    /// <summary>Texts, links, reactions, stickers: 300 a second.</summary>
    Text,

    /// <summary>Messages with a file: 10 a second. Meta names audio and video; pictures and files are counted here too, which is never too many.</summary>
    Media,

    /// <summary>Conversations API: 2 a second.</summary>
    ReadBack,
}

/// <summary>Calls that may be made of one Page, in blocks.</summary>
/// <param name="PerSecond">In any second, however it is laid; Meta's own number.</param>
/// <param name="Block">Most calls of one block.</param>
/// <param name="Validity">How long a block can be used; what is not used by then is lost.</param>
public sealed record RateLimit(int PerSecond, int Block, TimeSpan Validity)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    public static RateLimit Of(CallKind kind) => kind switch
    {
        CallKind.Text => new(300, 30, Short),
        CallKind.Media => new(10, 1, Short),
        CallKind.ReadBack => new(2, 1, Short),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for it."),
    };
}
