using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Login;

/// <summary>GET /debug_token: what a token is and whether it still works.</summary>
internal sealed class DebugTokenEndpoint(GraphCaller caller, Grants grants, AddressBook book, FaultyCalls faults, SimulatorOptions options, TimeProvider clock)
{
    public async Task Handle(HttpContext http)
    {
        if (await caller.EnterAny(http) is not var (asking, request) || (await faults.Meet(http, null, FaultTarget.Login)).Ended)
        {
            return;
        }

        // Only the app itself, or the person the token belongs to, may look.
        if (request.Text("input_token") is not { } input)
        {
            await GraphError.BadParameter("input_token").Write(http);
            return;
        }

        var token = caller.Find(input);
        if (asking.Kind != TokenKind.App && (token is null || token.PersonId != asking.PersonId))
        {
            await new GraphError(100, null, "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app").Write(http);
            return;
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["data"] = token is null ? Unknown() : Describe(token) });
    }

    private static JsonObject Unknown() => new()
    {
        ["is_valid"] = false,
        ["error"] = new JsonObject { ["code"] = 190, ["message"] = "Invalid OAuth access token." },
        ["scopes"] = new JsonArray(),
    };

    private JsonObject Describe(AccessToken token)
    {
        var fault = token.Fault(clock.GetUtcNow());
        var scopes = token.Scopes.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var pages = token.Kind == TokenKind.Page ? [token.PageId!] : token.PersonId is null ? [] : grants.PagesOf(token).Select(p => p.Id).ToArray();
        var data = new JsonObject
        {
            ["app_id"] = options.AppId,
            ["type"] = token.Kind switch { TokenKind.Page => "PAGE", TokenKind.App => "APP", TokenKind.SystemUser => "SYSTEM_USER", _ => "USER" },
            ["application"] = "Centro de contacto",
            ["is_valid"] = fault is null,
            ["issued_at"] = token.IssuedAt,
            ["expires_at"] = token.ExpiresAt,
            ["data_access_expires_at"] = token.DataUntil == long.MaxValue ? 0 : token.DataUntil,
        };
        if (token.PageId is not null && book.Page(token.PageId) is not null)
        {
            data["profile_id"] = token.PageId;
        }

        if (token.PersonId is not null)
        {
            data["user_id"] = token.PersonId;
        }

        if (fault is { } subcode)
        {
            var error = new JsonObject { ["code"] = 190, ["message"] = GraphError.DeadToken(subcode).Message };
            if (subcode != 0)
            {
                error["subcode"] = subcode;
            }

            data["error"] = error;
        }

        data["scopes"] = new JsonArray([.. scopes.Select(s => JsonValue.Create(s))]);
        data["granular_scopes"] = new JsonArray([.. scopes.Select(s =>
        {
            var granular = new JsonObject { ["scope"] = s };
            if (s.StartsWith("pages_", StringComparison.Ordinal))
            {
                granular["target_ids"] = new JsonArray([.. pages.Select(p => JsonValue.Create(p))]);
            }

            return granular;
        })]);
        return data;
    }
}
