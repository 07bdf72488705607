using Messenger.Domain.Http;

namespace Messenger.Domain.Campaigns;

/// <summary>Which of Meta's measures against a Page its supervisors must know of.</summary>
public readonly struct PagePolicyRules
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>The newest warning or block of the last seven days; null = none. A later unblock lifts a block, not a warning.</summary>
    public static PageEventItem? ToShow(IEnumerable<PageEventItem> events, DateTimeOffset now)
    {
        var policy = events.Where(e => e.Kind == PageEventWord.PolicyEnforcement).ToList();
        var freedAt = policy.Where(e => e.Action == PageEventWord.Unblock).Select(e => (DateTimeOffset?)e.At).Max();
        return policy
            .Where(e => now - e.At < Remembered && (e.Action == PageEventWord.Warning || (e.Action == PageEventWord.Block && !(e.At <= freedAt))))
            .MaxBy(e => e.At);
    }
}
