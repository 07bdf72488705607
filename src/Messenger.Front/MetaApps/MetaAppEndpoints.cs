using Messenger.Domain.Configuration;
using Messenger.Domain.Http;
using Messenger.Front.Configuration;
using Messenger.Front.Security;
using Messenger.Meta;
using Messenger.Storage.MetaApps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Front.MetaApps;

/// <summary>The Meta app of this installation: what it is, what to enter at Meta, and whether it works (R5).</summary>
internal static class MetaAppEndpoints
{
    private const string AddressKey = "Messenger__PublicBaseUrl";

    public static void MapMetaApp(this IEndpointRouteBuilder api)
    {
        api.MapGet("/meta-app", Get).RequireAuthorization(Policies.Administrator).WithTags("Meta app")
            .WithSummary("App id, whether secret and verify token are set and from where, the external address, the addresses to enter at Meta, and what was seen of it. Never a secret.");
        api.MapPost("/meta-app/check", Check).RequireAuthorization(Policies.Administrator).WithTags("Meta app")
            .WithSummary("Asks Meta now: does it take app id and secret, which webhook does it have, which fields are missing.");
        api.MapPost("/meta-app/address-test", Test).RequireAuthorization(Policies.Administrator).WithTags("Meta app")
            .WithSummary("Calls the external address from here, as Meta's handshake does. Refused while there is none.");
    }

    internal static async Task<Ok<MetaAppView>> Get(MetaOptions meta, FrontOptions options, OwnAddress address, MetaContact contact, CancellationToken ct)
    {
        var own = await address.Find(ct);
        return TypedResults.Ok(new MetaAppView(
            meta.AppId, new SettingOrigin(meta.AppSecret.Length > 0, "Meta__AppSecret"), new SettingOrigin(meta.VerifyToken.Length > 0, "Meta__VerifyToken"),
            meta.ApiVersion, options.SimulatorUrl is not null, meta.HumanAgent,
            new AddressView(own?.ToString().TrimEnd('/'), address.FromFile is null ? null : AddressKey, own is null ? null : ExternalAddress.WarningOf(own)),
            own is null ? null : UrlsOf(own), LoginDialog.Permissions, SubscriptionClient.Fields)
        {
            Contact = await contact.Read(ct),
        });
    }

    internal static async Task<Ok<MetaAppCheck>> Check(AppClient app, CancellationToken ct) => TypedResults.Ok(await app.Webhook(ct) switch
    {
        GraphResult<AppWebhook>.Done { Value: var webhook } => new MetaAppCheck("ok", webhook.Callback, webhook.IsActive, webhook.Missing),
        GraphResult<AppWebhook>.Refused => new MetaAppCheck("refused", null, false, []),
        _ => new MetaAppCheck("unreachable", null, false, []),
    });

    internal static async Task<Results<Ok<AddressTestResult>, ProblemHttpResult>> Test(AddressTest test, OwnAddress address, CancellationToken ct) =>
        await address.Find(ct) is { } own
            ? TypedResults.Ok(await test.Of(own, ct))
            : Problems.Of(Problems.NoExternalAddress, StatusCodes.Status409Conflict, "No external address is set.");

    private static MetaUrls UrlsOf(Uri own) => new(
        Text(own, OwnAddress.WebhookPath), Text(own, OwnAddress.ReturnPath), Text(own, OwnAddress.WebhookPath + "/deauthorize"), Text(own, OwnAddress.WebhookPath + "/deletion"));

    private static string Text(Uri own, string path) => OwnAddress.Under(own, path).ToString();
}
