using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Limits;
using Messenger.Simulator.Login;
using Messenger.Simulator.Paging;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Conversations;

/// <summary>The Conversations API: list, one conversation, its messages, one message. What was missed is read back here.</summary>
internal sealed class ConversationEndpoint(GraphCaller caller, AddressBook book, Chats chats, ConversationView view, RateLimits limits, FaultyCalls faults, TimeProvider clock)
{
    private const int PageSize = 25;
    private static readonly string[] Needed = [Scopes.Metadata, Scopes.Engagement, Scopes.Messaging];
    private static readonly TimeSpan RequestsEnd = TimeSpan.FromDays(30);

    public async Task List(HttpContext http, string node)
    {
        if (await Enter(http) is not var (page, request))
        {
            return;
        }

        if (node != "me" && node != page.Id)
        {
            await GraphError.NoSuchObject(node).Write(http);
            return;
        }

        var fields = FieldWish.Parse(request.Text("fields") ?? "id,link,updated_time");
        var wanted = request.Text("user_id");
        var customers = request.Text("platform") is null or "messenger"
            ? book.Customers(page.Id, wanted, 10_000).Where(c => c.LastAt is not null && (wanted is null || c.Psid == wanted)).Where(IsListed).ToList()
            : [];
        await http.Response.WriteAsJsonAsync(Cursors.Page(
            http.Request, request, customers, c => c.Psid, PageSize, c => view.Conversation(http.Request, page, book.Customer(c.Psid)!, fields)));
    }

    /// <summary>Answers for t_… and m_… nodes; false when the node is neither.</summary>
    public async Task<bool> One(HttpContext http, string node)
    {
        if (!node.StartsWith("t_", StringComparison.Ordinal) && !node.StartsWith("m_", StringComparison.Ordinal))
        {
            return false;
        }

        if (await Enter(http) is not var (page, request))
        {
            return true;
        }

        var message = node[0] == 'm' ? chats.One(node) : null;
        var customer = book.Customer(message?.Psid ?? node[2..]);
        if (customer is null || customer.PageId != page.Id || (node[0] == 'm' && message is null))
        {
            await GraphError.NoSuchObject(node).Write(http);
            return true;
        }

        await http.Response.WriteAsJsonAsync(message is null
            ? view.Conversation(http.Request, page, customer, FieldWish.Parse(request.Text("fields") ?? "id,updated_time"))
            : ConversationView.Message(page, customer, message, FieldWish.Parse(request.Text("fields") ?? "id,created_time")));
        return true;
    }

    public async Task Messages(HttpContext http, string node)
    {
        if (await Enter(http) is not var (page, request))
        {
            return;
        }

        var customer = node.StartsWith("t_", StringComparison.Ordinal) ? book.Customer(node[2..]) : null;
        if (customer is null || customer.PageId != page.Id)
        {
            await GraphError.NoSuchObject(node).Write(http);
            return;
        }

        var limit = int.TryParse(request.Text("limit"), out var asked) && asked is > 0 and <= 100 ? asked : PageSize;
        await http.Response.WriteAsJsonAsync(view.Messages(
            http.Request, page, customer, FieldWish.Parse(request.Text("fields") ?? "id,created_time"), limit, request.Text("after"), request.Text("before"), $"{node}/messages"));
    }

    // A request that nobody answered for 30 days is no longer listed.
    private bool IsListed(CustomerRow row) =>
        clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt!.Value) < RequestsEnd || chats.Of(row.Psid).Any(m => m.Direction == Direction.Out);

    private async Task<(SimulatedPage, GraphRequest)?> Enter(HttpContext http)
    {
        if (await caller.Enter(http) is not var (page, request))
        {
            return null;
        }

        var token = caller.Find(request.Text("access_token")!)!;
        var error = Needed.FirstOrDefault(s => !token.Has(s)) is { } missing ? GraphError.Missing(missing)
            : !page.Tasks.Any(t => t is "MESSAGING" or "MODERATE") ? GraphError.NoTask
            : limits.Take(page.Id, Limited.Conversations) ? null : GraphError.TooFast;
        if (error is not null)
        {
            await error.Write(http);
            return null;
        }

        return (await faults.Meet(http, page.Id, FaultTarget.Conversations)).Ended ? null : (page, request);
    }
}
