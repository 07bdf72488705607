using Messenger.Domain.Pages;
using Messenger.Domain.Shared;

namespace Messenger.Domain.Replay;

/// <summary>What reached a Page: looks, refusals, logins. A verdict is taken as it was found, for what was found is not kept.</summary>
public readonly struct PageOrigins : IOrigins<PageState, PageCommand, PageFact>
{
    public static IEnumerable<PageCommand> Of(PageState before, ArraySegment<PageFact> facts, DateTimeOffset at)
    {
        switch (facts[0])
        {
            case PageFact.TokenGiven f:
                yield return new PageCommand.Connected(f.Token);
                break;
            case PageFact.Resumed f:
                yield return new PageCommand.KeptTold(f.Recovered);
                break;
            case PageFact.Judged f:
                yield return new PageCommand.Observe(Seen(before, f.Health));
                break;
        }
    }

    public static Decision<PageFact>? Decide(int rulesVersion, PageState state, PageCommand command, DateTimeOffset at) => PageRules.Decide(state, command, at);

    /// <summary>The smallest look that leads to this verdict.</summary>
    private static PageObservation Seen(PageState before, PageHealth health) => new(
        before.Token ?? "", DetailOf(health, PageReasonCode.TokenInvalid), health.EndsAt, null, NamesOf(health, PageReasonCode.MissingPermission),
        NamesOf(health, PageReasonCode.MissingField), Has(health, PageReasonCode.OtherApp),
        Has(health, PageReasonCode.Silent) ? new PageTraffic(int.MaxValue, DateTimeOffset.MinValue) : PageTraffic.None);

    private static bool Has(PageHealth health, string code) => health.Reasons.Any(r => r.Code == code);

    private static string? DetailOf(PageHealth health, string code) => health.Reasons.FirstOrDefault(r => r.Code == code)?.Detail;

    private static string[] NamesOf(PageHealth health, string code) => [.. health.Reasons.Where(r => r.Code == code).Select(r => r.Detail ?? "")];
}
