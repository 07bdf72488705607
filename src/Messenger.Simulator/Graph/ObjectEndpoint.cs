using System.Text.Json.Nodes;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>GET /v{N}/me, /v{N}/{page} and /v{N}/{psid} with fields.</summary>
internal sealed class ObjectEndpoint(GraphCaller caller, AddressBook book)
{
    public async Task Handle(HttpContext http, string node)
    {
        if (await caller.Enter(http) is not var (page, request))
        {
            return;
        }

        var fields = request.Text("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (node == "me" || node == page.Id)
        {
            await http.Response.WriteAsJsonAsync(Pick(fields ?? ["id", "name"], page.Id, field => field == "name" ? page.Name : null));
        }
        else if (book.Customer(node) is { } customer && customer.PageId == page.Id)
        {
            var origin = $"{http.Request.Scheme}://{http.Request.Host}";
            await http.Response.WriteAsJsonAsync(Pick(fields ?? ["first_name", "last_name", "profile_pic"], customer.Psid, field => Of(customer, field, origin)));
        }
        else
        {
            await GraphError.NoSuchObject(node).Write(http);
        }
    }

    private static string? Of(Customer customer, string field, string origin)
    {
        var parts = customer.Name.Split(' ', 2);
        return field switch
        {
            "name" => customer.Name,
            "first_name" => parts[0],
            "last_name" => parts.Length > 1 ? parts[1] : null,
            "locale" => customer.Locale,
            "profile_pic" => $"{origin}/avatars/{customer.Psid}.svg",
            _ => null,
        };
    }

    // Like Graph, the id always comes along, and a field without a value is absent rather than null.
    private static JsonObject Pick(IEnumerable<string> fields, string id, Func<string, string?> value)
    {
        var answer = new JsonObject();
        foreach (var field in fields)
        {
            if (field != "id" && value(field) is { } text)
            {
                answer[field] = text;
            }
        }

        answer["id"] = id;
        return answer;
    }
}
