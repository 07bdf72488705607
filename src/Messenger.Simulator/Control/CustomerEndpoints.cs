using System.Text.Json.Nodes;
using Messenger.Simulator.Files;
using Messenger.Simulator.Threads;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Messenger.Simulator.Control;

/// <summary>Playing customers: make them, write as them, look at their phones.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this IEndpointRouteBuilder control)
    {
        control.MapGet("/customers", (AddressBook book, string? pageId, string? search, int limit = 500) =>
                book.Customers(pageId, search, Math.Clamp(limit, 1, 10_000)).Select(CustomerItem.Of))
            .WithSummary("Customers, newest chat first; of one Page, or with a part of the name or the PSID");
        control.MapPost("/customers", Add).WithSummary("Makes a customer of a Page");
        control.MapPatch("/customers/{psid}", Change).WithSummary("Phone on or off line, Page blocked or not, age of the windows, profile case, role on the app, name, locale");
        control.MapGet("/customers/{psid}/messages", Messages).WithSummary("What the customer's phone shows, oldest first, both directions");
        control.MapPost("/customers/{psid}/messages", Write).WithSummary("Writes as the customer: a signed webhook follows");
        control.MapPost("/customers/{psid}/read", Read).WithSummary("The customer opens the chat: delivery and read marks follow");
        control.MapPost("/pages/{pageId}/inbox-message", Inbox).WithSummary("Answers from the Page's own inbox: an echo of a foreign app follows");
    }

    private static Results<Created<CustomerKey>, ProblemHttpResult> Add(NewCustomer customer, AddressBook book) =>
        book.Add(customer.PageId, customer.Name.Trim(), customer.Locale) is { } made
            ? TypedResults.Created($"/control/customers/{made.Psid}/messages", new CustomerKey(made.Psid))
            : Problems.NotFound("page", customer.PageId);

    private static Results<NoContent, ProblemHttpResult> Change(string psid, CustomerChange change, AddressBook book, Marks marks)
    {
        if (book.Customer(psid) is not { } customer)
        {
            return Problems.NotFound("customer", psid);
        }

        if (change.Online is { } online)
        {
            marks.SetOnline(customer, online);
        }

        if ((change with { Online = null }) != new CustomerChange())
        {
            book.Update(psid, change.Blocked, change.WindowOpenedAt, change.LastMessageAt, change.Profile?.ToString(), change.Tester, change.Name, change.Locale);
        }

        return TypedResults.NoContent();
    }

    private static Results<Ok<IEnumerable<PhoneMessage>>, ProblemHttpResult> Messages(string psid, AddressBook book, Chats chats) =>
        book.Customer(psid) is null ? Problems.NotFound("customer", psid) : TypedResults.Ok(chats.Of(psid).Select(PhoneMessage.Of));

    private static Results<Ok<MessageKey>, ProblemHttpResult> Write(string psid, NewMessage message, AddressBook book, Chats chats, Attachments attachments)
    {
        if (book.Customer(psid) is not { } customer || customer.PageId != message.PageId)
        {
            return Problems.NotFound("customer", psid);
        }

        var attached = Attached(message.Attachments, attachments);
        return string.IsNullOrWhiteSpace(message.Text) && attached is null
            ? Problems.Empty()
            : TypedResults.Ok(new MessageKey(chats.CustomerWrites(
                customer, new CustomerContent(message.Text, attached, message.QuickReply, message.ReplyTo, message.Commands, message.Referral)).Mid));
    }

    private static Results<NoContent, ProblemHttpResult> Read(string psid, AddressBook book, Marks marks)
    {
        if (book.Customer(psid) is not { } customer)
        {
            return Problems.NotFound("customer", psid);
        }

        marks.CustomerReads(customer);
        return TypedResults.NoContent();
    }

    private static Results<Ok<MessageKey>, ProblemHttpResult> Inbox(string pageId, InboxMessage message, AddressBook book, Chats chats, Attachments attachments)
    {
        if (book.Customer(message.Psid) is not { } customer || customer.PageId != pageId)
        {
            return Problems.NotFound("customer", message.Psid);
        }

        var attached = Attached(message.Attachments, attachments);
        var app = message.AppId switch { null => ThreadOwners.InboxApp, "none" => null, var other => other };
        return string.IsNullOrWhiteSpace(message.Text) && attached is null
            ? Problems.Empty()
            : TypedResults.Ok(new MessageKey(chats.PageWrites(customer, new PageContent(message.Text, attached), app, null).Message.Mid));
    }

    private static JsonArray? Attached(IReadOnlyList<NewAttachment>? wanted, Attachments attachments) =>
        wanted is { Count: > 0 } ? new JsonArray([.. wanted.SelectMany(a => attachments.Make(a.Type, a.Url, a.Title, a.FileId))]) : null;
}
