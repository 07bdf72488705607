namespace Messenger.Meta;

/// <summary>All limits of one Page, each by itself. One such object per Page in the whole installation; not for several threads at once.</summary>
public sealed class PageRates
{
    private readonly RateWindow text = new(RateLimit.Of(CallKind.Text));
    private readonly RateWindow media = new(RateLimit.Of(CallKind.Media));
    private readonly RateWindow readBack = new(RateLimit.Of(CallKind.ReadBack));

    /// <inheritdoc cref="RateWindow.Take"/>
    public RateGrant Take(CallKind kind, int wanted, DateTimeOffset now) => kind switch
    {
        CallKind.Text => text.Take(wanted, now),
        CallKind.Media => media.Take(wanted, now),
        CallKind.ReadBack => readBack.Take(wanted, now),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No limit for it."),
    };
}
