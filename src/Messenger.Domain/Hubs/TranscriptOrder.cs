namespace Messenger.Domain.Hubs;

/// <summary>
/// The order of a transcript: Meta's time, then the mid, so that whoever reads it sees the same whatever order its messages came in.
/// What has no mid stands behind what has one: lines about an event by their words, what is not sent yet in the order of receipt.
/// </summary>
public sealed class TranscriptOrder : IComparer<MessageView>
{
    public static readonly TranscriptOrder Default = new();

    private TranscriptOrder()
    {
    }

    public int Compare(MessageView? x, MessageView? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byTime = x.At.CompareTo(y.At);
        return byTime != 0 ? byTime : (x.Mid, y.Mid) switch
        {
            (null, null) => string.CompareOrdinal(LineOf(x), LineOf(y)) is var byWords and not 0 ? byWords : x.Seq.CompareTo(y.Seq),
            (null, _) => 1,
            (_, null) => -1,
            var (one, other) => string.CompareOrdinal(one, other),
        };
    }

    private static string LineOf(MessageView m) => m.Direction == "system" ? $"{m.Text} {m.Author}" : "";
}
