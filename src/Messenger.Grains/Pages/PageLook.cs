using Messenger.Domain.Pages;
using Messenger.Meta;
using Messenger.Storage.Pages;
using Messenger.Storage.Security;

namespace Messenger.Grains.Pages;

/// <summary>One look at how Meta treats a Page (R29, B6). A field that is not delivered any more is subscribed again at once.</summary>
public sealed class PageLook(LoginClient login, SubscriptionClient subscriptions, PageHealthQueries pages, TokenProtection protection)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Null = Facebook could not be asked, which says nothing about the Page.</summary>
    public async Task<PageObservation?> At(ConnectedPage page, DateTimeOffset now, CancellationToken ct)
    {
        var token = protection.Unprotect(page.ProtectedToken);
        if (await login.Inspect(new AccessToken(token), ct) is not GraphResult<TokenState>.Done { Value: var state })
        {
            return null;
        }

        string? fault = state.IsValid ? null : TokenFaultWord.Of(state.Fault ?? TokenFault.Invalid);
        if (fault is null && await MissingFields(token, page.PageId, ct) is var (missing, refused))
        {
            return missing is null && refused is null ? null : new PageObservation(
                TokenMark.Of(token), refused, state.ExpiresAt, state.DataAccessUntil,
                [.. LoginDialog.Needed.Where(permission => !state.Allows(permission, page.PageId))], missing ?? [],
                await pages.OtherAppSince(page.PageId, now - Day, ct), await pages.Traffic(page.PageId, now, ct));
        }

        return new PageObservation(TokenMark.Of(token), fault, state.ExpiresAt, state.DataAccessUntil, [], [], false, PageTraffic.None);
    }

    /// <summary>Those that are still missing after they were subscribed again, or why the token is refused. Neither = Facebook could not be asked.</summary>
    private async Task<(IReadOnlyList<string>? Missing, string? Refused)> MissingFields(string token, string pageId, CancellationToken ct)
    {
        var (missing, refused) = await Ask(token, pageId, ct);
        if (missing is not { Count: > 0 })
        {
            return (missing, refused);
        }

        await subscriptions.Subscribe(token, pageId, ct);
        return await Ask(token, pageId, ct);
    }

    private async Task<(IReadOnlyList<string>? Missing, string? Refused)> Ask(string token, string pageId, CancellationToken ct) =>
        await subscriptions.Subscriptions(token, pageId, ct) switch
        {
            GraphResult<IReadOnlyList<SubscribedApp>>.Done { Value: var apps } => (subscriptions.Missing(apps), null),
            GraphResult<IReadOnlyList<SubscribedApp>>.Refused { Token: { } fault } => (null, TokenFaultWord.Of(fault)),

            // The person may not look; what is delivered cannot be told, and is not held against the Page.
            GraphResult<IReadOnlyList<SubscribedApp>>.Refused => ([], null),
            _ => (null, null),
        };
}

/// <summary>Meta's faults of a token in stable words; the screen translates them.</summary>
public static class TokenFaultWord
{
    public static string Of(TokenFault fault) => fault switch
    {
        TokenFault.AppRemoved => "app-removed",
        TokenFault.Checkpoint => "checkpoint",
        TokenFault.PasswordChanged => "password-changed",
        TokenFault.Expired => "expired",
        _ => "invalid",
    };
}
