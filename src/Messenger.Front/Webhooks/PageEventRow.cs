using Messenger.Domain.Http;
using Messenger.Meta;

namespace Messenger.Front.Webhooks;

/// <summary>Meta's event of a Page in the words of storage and API.</summary>
internal static class PageEventRow
{
    /// <param name="now">Stands in for a time that Meta did not give.</param>
    public static PageEventItem Of(string pageId, PageEvent happened, DateTimeOffset now)
    {
        var at = happened.At == DateTimeOffset.UnixEpoch ? now : happened.At;
        return happened switch
        {
            PageEvent.PolicyEnforcement policy => new(pageId, at, PageEventWord.PolicyEnforcement, WordOf(policy.Step), policy.Reason),
            PageEvent.AppRoles roles => new(pageId, at, PageEventWord.AppRoles, string.Join(',', roles.Ours), null),
            PageEvent.Changed changed => new(pageId, at, PageEventWord.Changes, changed.Field, null),
            _ => throw new InvalidOperationException($"No row for {happened.GetType().Name}."),
        };
    }

    private static string WordOf(PolicyStep step) => step switch
    {
        PolicyStep.Warning => PageEventWord.Warning,
        PolicyStep.Block => PageEventWord.Block,
        PolicyStep.Unblock => PageEventWord.Unblock,
        _ => throw new InvalidOperationException($"No word for {step}."),
    };
}
