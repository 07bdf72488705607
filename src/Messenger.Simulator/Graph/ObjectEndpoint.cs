using System.Text.Json.Nodes;
using Messenger.Simulator.Conversations;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>GET /v{N}/me, /v{N}/{page}, /v{N}/{psid}, and through the Conversations API /v{N}/t_… and /v{N}/m_….</summary>
internal sealed class ObjectEndpoint(
    GraphCaller caller, AddressBook book, ProfileView profiles, ConversationEndpoint conversations, FaultyCalls faults, SettingStore settings, TimeProvider clock)
{
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(8);
    private static readonly string[] PageFields = ["id", "name"];
    private static readonly string[] ProfileFields = ["first_name", "last_name", "profile_pic"];

    public async Task Handle(HttpContext http, string node)
    {
        if (await conversations.One(http, node) || await caller.EnterAny(http) is not var (token, request))
        {
            return;
        }

        if ((await faults.Meet(http, token.PageId, FaultTarget.Objects)).Ended)
        {
            return;
        }

        var fields = request.Text("fields")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var page = token.PageId is null ? null : book.Page(token.PageId);
        if (page is null)
        {
            await Person(http, token, node, fields ?? PageFields);
        }
        else if (node == "me" || node == page.Id)
        {
            await http.Response.WriteAsJsonAsync(Of(page, fields ?? PageFields));
        }
        else if (book.Customer(node) is { } customer && customer.PageId == page.Id)
        {
            await Profile(http, token, customer, fields ?? ProfileFields);
        }
        else
        {
            await GraphError.NoSuchObject(node).Write(http);
        }
    }

    private static async Task Person(HttpContext http, AccessToken token, string node, string[] fields)
    {
        if (People.Find(token.PersonId) is not { } person || (node != "me" && node != person.Id))
        {
            await GraphError.NoSuchObject(node).Write(http);
            return;
        }

        var answer = new JsonObject();
        if (fields.Contains("name"))
        {
            answer["name"] = person.Name;
        }

        answer["id"] = person.Id;
        await http.Response.WriteAsJsonAsync(answer);
    }

    private async Task Profile(HttpContext http, AccessToken token, Customer customer, string[] fields)
    {
        var profile = profiles.CaseOf(customer);
        if (ProfileView.ErrorOf(profile, customer.Psid) is { } error)
        {
            await error.Write(http);
            return;
        }

        if (profile == ProfileCase.Slow)
        {
            await Task.Delay(SlowAnswer, clock, http.RequestAborted);
        }

        await http.Response.WriteAsJsonAsync(profiles.Of(customer, profile, token, fields, $"{http.Request.Scheme}://{http.Request.Host}"));
    }

    // Like Graph, the id always comes along, and a field without a value is absent rather than null.
    private JsonObject Of(SimulatedPage page, string[] fields)
    {
        var answer = new JsonObject();
        foreach (var field in fields.Where(f => f != "id"))
        {
            JsonNode? value = field switch
            {
                "name" => page.Name,
                "category" => page.Category,
                "messaging_feature_status" => new JsonObject { ["hop_v2"] = settings.Now.DefaultApp is not null, ["msgr_multi_app"] = settings.Now.DefaultApp is not null, ["ig_multi_app"] = false },
                _ => null,
            };
            if (value is not null)
            {
                answer[field] = value;
            }
        }

        answer["id"] = page.Id;
        return answer;
    }
}
