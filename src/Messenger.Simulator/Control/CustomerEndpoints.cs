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
        control.MapGet("/pages", (AddressBook book) => book.Pages().Select(p => new PageItem(p.Id, p.Name, p.Token, p.MayMessage)))
            .WithSummary("All Pages with their tokens");
        control.MapGet("/customers", (AddressBook book, string? pageId, string? search, int limit = 500) =>
                book.Customers(pageId, search, Math.Clamp(limit, 1, 10_000)).Select(CustomerItem.Of))
            .WithSummary("Customers, newest chat first; of one Page, or with a part of the name or the PSID");
        control.MapPost("/customers", Add).WithSummary("Makes a customer of a Page");
        control.MapPatch("/customers/{psid}", Change).WithSummary("Phone on or off line, Page blocked or not, age of the reply window");
        control.MapGet("/customers/{psid}/messages", Messages).WithSummary("What the customer's phone shows, oldest first, both directions");
        control.MapPost("/customers/{psid}/messages", Write).WithSummary("Writes as the customer: a signed webhook follows");
        control.MapPost("/customers/{psid}/read", Read).WithSummary("The customer opens the chat: delivery and read marks follow");
        control.MapPost("/pages/{pageId}/inbox-message", Inbox).WithSummary("Answers from the Page's own inbox: an echo of a foreign app follows");
    }

    private static Results<Created<CustomerKey>, ProblemHttpResult> Add(NewCustomer customer, AddressBook book) =>
        book.Add(customer.PageId, customer.Name.Trim(), customer.Locale) is { } made
            ? TypedResults.Created($"/control/customers/{made.Psid}/messages", new CustomerKey(made.Psid))
            : NotFound("page", customer.PageId);

    private static Results<NoContent, ProblemHttpResult> Change(string psid, CustomerChange change, AddressBook book, Chats chats)
    {
        if (book.Customer(psid) is not { } customer)
        {
            return NotFound("customer", psid);
        }

        if (change.Online is { } online)
        {
            chats.SetOnline(customer, online);
        }

        if (change.Blocked is not null || change.WindowOpenedAt is not null)
        {
            book.Update(psid, change.Blocked, change.WindowOpenedAt);
        }

        return TypedResults.NoContent();
    }

    private static Results<Ok<IEnumerable<PhoneMessage>>, ProblemHttpResult> Messages(string psid, AddressBook book, Chats chats) =>
        book.Customer(psid) is null ? NotFound("customer", psid) : TypedResults.Ok(chats.Of(psid).Select(PhoneMessage.Of));

    private static Results<Ok<MessageKey>, ProblemHttpResult> Write(string psid, NewMessage message, AddressBook book, Chats chats)
    {
        if (book.Customer(psid) is not { } customer || customer.PageId != message.PageId)
        {
            return NotFound("customer", psid);
        }

        return string.IsNullOrWhiteSpace(message.Text) ? Empty() : TypedResults.Ok(new MessageKey(chats.CustomerWrites(customer, message.Text).Mid));
    }

    private static Results<NoContent, ProblemHttpResult> Read(string psid, AddressBook book, Chats chats)
    {
        if (book.Customer(psid) is not { } customer)
        {
            return NotFound("customer", psid);
        }

        chats.CustomerReads(customer);
        return TypedResults.NoContent();
    }

    private static Results<Ok<MessageKey>, ProblemHttpResult> Inbox(string pageId, InboxMessage message, AddressBook book, Chats chats)
    {
        if (book.Customer(message.Psid) is not { } customer || customer.PageId != pageId)
        {
            return NotFound("customer", message.Psid);
        }

        return string.IsNullOrWhiteSpace(message.Text)
            ? Empty()
            : TypedResults.Ok(new MessageKey(chats.PageWrites(customer, message.Text, InboxAppId, null).Mid));
    }

    /// <summary>The app id under which Meta echoes what was written in a Page's inbox.</summary>
    private const string InboxAppId = "263902037430900";

    private static ProblemHttpResult NotFound(string what, string id) =>
        TypedResults.Problem($"There is no {what} '{id}' here.", statusCode: StatusCodes.Status404NotFound, type: "unknown-" + what);

    private static ProblemHttpResult Empty() =>
        TypedResults.Problem("A message needs at least one character that is not a space.", statusCode: StatusCodes.Status400BadRequest, type: "empty-text");
}
