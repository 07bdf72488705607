using Messenger.Domain.Activations;
using Messenger.Meta;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Security;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.Activations;

/// <summary>What Facebook tells about the person who came back from its dialog: his Pages, what he may do there, what he granted.</summary>
internal sealed class FacebookLogin(LoginClient client, CampaignQueries campaigns, TokenProtection protection, ILogger<FacebookLogin> logger)
{
    /// <summary>The command that brings it home. The code works once, so nothing here is repeated by itself.</summary>
    public async Task<ActivationCommand> Ask(string activationId, AccessToken code, Uri redirect, CancellationToken ct)
    {
        if (Value(activationId, "exchange", await client.Exchange(code, redirect, ct), out var stop) is not { } brief
            || Value(activationId, "extend", await client.Extend(brief.Token, ct), out stop) is not { } user
            || Value(activationId, "permissions", await client.Permissions(user.Token, ct), out stop) is not { } grants
            || Value(activationId, "token", await client.Inspect(user.Token, ct), out stop) is not { } state
            || Value(activationId, "pages", await client.Pages(user.Token, ct), out stop) is not { } pages)
        {
            return stop!;
        }

        return new ActivationCommand.Grant(
            state.UserId ?? "", [.. await Task.WhenAll(pages.Select(page => Offered(page, ct)))], PermissionGrant.Missing(grants, LoginDialog.Permissions));
    }

    private async Task<OfferedPage> Offered(GrantedPage page, CancellationToken ct)
    {
        var owner = await campaigns.ByPage(page.Id, ct);
        return new OfferedPage(
            page.Id, page.Name, page.Token is { } token ? protection.Protect(token.Value) : null, MissingTasks(page),
            owner is { Settings.Enabled: true } ? owner.Settings.Name : null);
    }

    private static string[] MissingTasks(GrantedPage page) =>
        [.. new[] { page.MayMessage ? null : "MESSAGING", page.MaySubscribe ? null : "MODERATE" }.OfType<string>()];

    private T? Value<T>(string activationId, string step, GraphResult<T> result, out ActivationCommand.Stop? stop)
        where T : class
    {
        (stop, var value) = result switch
        {
            GraphResult<T>.Done done => ((ActivationCommand.Stop?)null, done.Value),
            GraphResult<T>.Refused refused => (Refused(activationId, step, refused.Reason), (T?)null),
            GraphResult<T>.Later later => (Down(activationId, step, later.Reason), null),
            _ => throw new NotSupportedException($"No outcome for {result.GetType().Name}."),
        };
        return value;
    }

    private ActivationCommand.Stop Refused(string activationId, string step, string reason)
    {
        logger.LoginRefused(activationId, step, reason);
        return new ActivationCommand.Stop(ActivationExit.FacebookRefused);
    }

    private ActivationCommand.Stop Down(string activationId, string step, string reason)
    {
        logger.LoginNotAnswered(activationId, step, reason);
        return new ActivationCommand.Stop(ActivationExit.FacebookDown);
    }
}
