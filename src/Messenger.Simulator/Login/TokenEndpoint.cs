using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Login;

/// <summary>GET or POST /v{N}/oauth/access_token: a code, a short token or the app's secret against a token.</summary>
internal sealed class TokenEndpoint(LoginFlow flow, Tokens tokens, FaultyCalls faults, SimulatorOptions options, TimeProvider clock)
{
    public async Task Handle(HttpContext http)
    {
        if (await GraphRequest.Read(http.Request) is not { } request)
        {
            await GraphError.BadParameter("body").Write(http);
            return;
        }

        if ((await faults.Meet(http, null, FaultTarget.Login)).Ended)
        {
            return;
        }

        var (token, error) = Check(request) is { } fault ? (null, fault) : request.Text("grant_type") switch
        {
            "fb_exchange_token" => Extend(request.Text("fb_exchange_token")),
            "client_credentials" => (null, null),
            null or "authorization_code" => Exchange(request),
            _ => (null, GraphError.BadParameter("grant_type")),
        };
        if (error is not null)
        {
            await error.Write(http);
            return;
        }

        var answer = new JsonObject { ["access_token"] = token?.Value ?? $"{options.AppId}|{options.AppSecret}", ["token_type"] = "bearer" };
        if (token is { ExpiresAt: > 0 })
        {
            answer["expires_in"] = token.ExpiresAt - clock.GetUtcNow().ToUnixTimeSeconds();
        }

        await http.Response.WriteAsJsonAsync(answer);
    }

    private GraphError? Check(GraphRequest request) =>
        request.Text("client_id") != options.AppId ? new GraphError(101, null, "Error validating application. Cannot get application info due to a system error.")
        : request.Text("client_secret") != options.AppSecret ? GraphError.BadSecret
        : null;

    private (AccessToken?, GraphError?) Exchange(GraphRequest request)
    {
        if (request.Text("code") is not { Length: > 0 } code)
        {
            return (null, GraphError.BadParameter("code"));
        }

        var (token, otherRedirect) = flow.Exchange(code, request.Text("redirect_uri"));
        return (token, token is not null ? null : otherRedirect ? GraphError.RedirectDiffers : GraphError.BadCode);
    }

    // What has died or expired cannot be exchanged, and there is no refresh token.
    private (AccessToken?, GraphError?) Extend(string? value)
    {
        if (value is null || tokens.Find(value) is not { Kind: TokenKind.User or TokenKind.LongLived } user)
        {
            return (null, GraphError.BadToken);
        }

        return user.Fault(clock.GetUtcNow()) is { } cause
            ? (null, GraphError.DeadToken(cause))
            : (tokens.IssueUser(user.PersonId!, user.Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries), TokenKind.LongLived), null);
    }
}
