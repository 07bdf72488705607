using System.Security.Cryptography;
using System.Text;
using Messenger.Simulator.Limits;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>Who calls: every Graph call passes here before anything else is looked at.</summary>
internal sealed class GraphCaller(AddressBook book, Tokens tokens, SettingStore settings, Usage usage, SimulatorOptions options, TimeProvider clock)
{
    /// <summary>Reads the call and finds the Page of its token. When that fails the answer is already written and null comes back.</summary>
    public async Task<(SimulatedPage Page, GraphRequest Request)?> Enter(HttpContext http, string? permission = null)
    {
        if (await EnterAny(http) is not var (token, request))
        {
            return null;
        }

        var page = token.Kind == TokenKind.Page ? book.Page(token.PageId!) : null;
        var error = page is null ? GraphError.BadToken : permission is not null && !token.Has(permission) ? GraphError.Missing(permission) : null;
        if (error is not null)
        {
            await error.Write(http);
            return null;
        }

        return (page!, request);
    }

    /// <summary>Reads the call and finds its token, of whatever kind.</summary>
    public async Task<(AccessToken Token, GraphRequest Request)?> EnterAny(HttpContext http)
    {
        if (await GraphRequest.Read(http.Request) is not { } request)
        {
            await GraphError.BadParameter("body").Write(http);
            return null;
        }

        var text = request.Text("access_token");
        var token = text is null ? null : Find(text);
        usage.Count(http, token?.PageId);
        if (Refusal(token, request) is { } error)
        {
            await error.Write(http);
            return null;
        }

        return (token!, request);
    }

    /// <summary>A token by its text; the app's own is made of id and secret.</summary>
    public AccessToken? Find(string text) => Same(text, $"{options.AppId}|{options.AppSecret}")
        ? new AccessToken(text, TokenKind.App, null, null, "", 0, 0, long.MaxValue, null)
        : tokens.Find(text);

    private GraphError? Refusal(AccessToken? token, GraphRequest request)
    {
        if (token is null)
        {
            return GraphError.BadToken;
        }

        if (token.Fault(clock.GetUtcNow()) is { } cause)
        {
            return GraphError.DeadToken(cause);
        }

        if (request.Text("appsecret_proof") is not { } proof)
        {
            return settings.Now.RequireAppSecret ? GraphError.ProofNeeded : null;
        }

        return Same(proof, Signatures.Proof(token.Value, options.AppSecret)) ? null : GraphError.BadProof;
    }

    private static bool Same(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
