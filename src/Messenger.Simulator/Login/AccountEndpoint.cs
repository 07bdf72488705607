using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Paging;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Login;

/// <summary>GET /me/accounts and GET, DELETE /me/permissions, with a user token.</summary>
internal sealed class AccountEndpoint(GraphCaller caller, Grants grants, Tokens tokens, Callbacks.CallbackSender callbacks, FaultyCalls faults)
{
    private const int PageSize = 25;
    private static readonly string[] Everything = ["access_token", "category", "name", "id", "tasks"];

    public async Task Accounts(HttpContext http)
    {
        if (await Enter(http) is not var (token, request))
        {
            return;
        }

        if (!token.Has(Scopes.ShowList))
        {
            await GraphError.Missing(Scopes.ShowList).Write(http);
            return;
        }

        var fields = request.Text("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? Everything;
        var pages = grants.PagesOf(token).ToList();
        await http.Response.WriteAsJsonAsync(Cursors.Page(http.Request, request, pages, p => p.Id, PageSize, page =>
        {
            var row = new JsonObject();
            foreach (var field in fields)
            {
                JsonNode? value = field switch
                {
                    "name" => page.Name,
                    "category" => page.Category,
                    "access_token" => tokens.ForPage(token, page).Value,
                    "tasks" => new JsonArray([.. page.Tasks.Select(t => JsonValue.Create(t))]),
                    _ => null,
                };
                if (value is not null)
                {
                    row[field] = value;
                }
            }

            row["id"] = page.Id;
            return row;
        }));
    }

    public async Task Permissions(HttpContext http)
    {
        if (await Enter(http) is not var (token, _))
        {
            return;
        }

        await http.Response.WriteAsJsonAsync(new JsonObject
        {
            ["data"] = new JsonArray([.. grants.Permissions(token.PersonId!).Select(p => new JsonObject { ["permission"] = p.Name, ["status"] = p.Granted ? "granted" : "declined" })]),
        });
    }

    /// <summary>The person removes the app.</summary>
    public async Task Remove(HttpContext http)
    {
        if (await Enter(http) is not var (token, _))
        {
            return;
        }

        grants.Remove(token.PersonId!);
        callbacks.TellDeauthorized(token.PersonId!);
        await http.Response.WriteAsJsonAsync(new { success = true });
    }

    private async Task<(AccessToken, GraphRequest)?> Enter(HttpContext http)
    {
        if (await caller.EnterAny(http) is not var (token, request))
        {
            return null;
        }

        if (token.Kind is not (TokenKind.User or TokenKind.LongLived or TokenKind.SystemUser))
        {
            await new GraphError(100, null, "(#100) Tried accessing nonexisting field on node type (Page): this needs a user access token").Write(http);
            return null;
        }

        return (await faults.Meet(http, null, FaultTarget.Login)).Ended ? null : (token, request);
    }
}
