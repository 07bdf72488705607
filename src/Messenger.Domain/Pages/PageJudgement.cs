using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Pages;

/// <summary>Green, amber or red (R29), from what was found.</summary>
public readonly struct PageJudgement
{
    /// <summary>An end so near is a reason to log in again now.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>Fewer messages a week than this (about 28 a day) leave gaps that say nothing.</summary>
    private const int Busy = 200;

    /// <summary>Of a busy Page: so many times its usual pause without a message is a silence, but never less than <see cref="ShortestSilence"/>.</summary>
    private const int UnusualPauses = 40;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>A night and more: every Page is quiet then.</summary>
    private static readonly TimeSpan ShortestSilence = TimeSpan.FromHours(14);

    public static PageHealth Of(PageObservation seen, DateTimeOffset now)
    {
        var ends = Earlier(seen.TokenUntil, seen.DataUntil);
        if (seen.TokenFault is { } fault)
        {
            return new PageHealth(TokenWord.Invalid, [new PageReason(PageReasonCode.TokenInvalid, fault)], ends);
        }

        if (ends <= now)
        {
            return new PageHealth(TokenWord.Invalid, [new PageReason(PageReasonCode.TokenInvalid, "expired")], ends);
        }

        PageReason[] reasons =
        [
            .. seen.MissingPermissions.Select(name => new PageReason(PageReasonCode.MissingPermission, name)),
            .. seen.MissingFields.Select(name => new PageReason(PageReasonCode.MissingField, name)),
            .. ends - now <= Soon ? [new PageReason(PageReasonCode.EndsSoon)] : Array.Empty<PageReason>(),
            .. seen.OtherApp ? [new PageReason(PageReasonCode.OtherApp)] : Array.Empty<PageReason>(),
            .. IsSilent(seen.Traffic, now) ? [new PageReason(PageReasonCode.Silent)] : Array.Empty<PageReason>(),
        ];
        return new PageHealth(reasons.Length == 0 ? TokenWord.Valid : TokenWord.Degraded, reasons, ends);
    }

    private static bool IsSilent(PageTraffic traffic, DateTimeOffset now)
    {
        if (traffic is not { LastWeek: >= Busy, LastAt: { } last })
        {
            return false;
        }

        var unusual = Week / traffic.LastWeek * UnusualPauses;
        return now - last > (unusual > ShortestSilence ? unusual : ShortestSilence);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
