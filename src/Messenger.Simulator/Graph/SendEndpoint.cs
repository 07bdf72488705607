using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator.Graph;

/// <summary>POST /v{N}/{page}/messages and /v{N}/me/messages: the Send API.</summary>
internal sealed class SendEndpoint(GraphCaller caller, AddressBook book, Chats chats, FaultPlan faults, SimulatorOptions options, TimeProvider clock, IHostApplicationLifetime life)
{
    public async Task Handle(HttpContext http, string node)
    {
        if (await caller.Enter(http) is not var (page, request))
        {
            return;
        }

        var (order, error) = SendRules.Parse(request);
        if (node != "me" && node != page.Id)
        {
            error = GraphError.NoSuchObject(node);
        }
        else if (!page.MayMessage)
        {
            error = GraphError.NoTask;
        }

        var customer = order is null ? null : book.Customer(order.Psid);
        error ??= SendRules.Check(order!, page.Id, customer, clock.GetUtcNow());
        if (error is not null)
        {
            await error.Write(http);
        }
        else if (order!.Text is null)
        {
            await Act(http, order.Action!, customer!);
        }
        else
        {
            await Send(http, order, customer!);
        }
    }

    private async Task Act(HttpContext http, string action, Customer customer)
    {
        if (action == "mark_seen")
        {
            chats.PageReads(customer);
        }
        else
        {
            chats.PageTypes(customer, action == "typing_on");
        }

        await http.Response.WriteAsJsonAsync(new { recipient_id = customer.Psid });
    }

    private async Task Send(HttpContext http, SendOrder order, Customer customer)
    {
        var fault = faults.Take(customer.PageId, out var whenCleared);
        switch (fault?.Kind)
        {
            case FaultKind.Error:
                await new GraphError(fault.Code, fault.Subcode, $"(#{fault.Code}) Planned fault of the simulator").Write(http);
                return;
            case FaultKind.Html:
                http.Response.StatusCode = StatusCodes.Status502BadGateway;
                http.Response.ContentType = "text/html; charset=utf-8";
                await http.Response.WriteAsync("<!DOCTYPE html><title>Error</title><h1>Sorry, something went wrong.</h1>");
                return;
            case FaultKind.Hang:
                await Hang(http, whenCleared);
                return;
        }

        var message = chats.PageWrites(customer, order.Text!, options.AppId, order.Metadata);
        if (fault?.Kind == FaultKind.LoseResponse)
        {
            http.Abort();
            return;
        }

        await http.Response.WriteAsJsonAsync(new { recipient_id = customer.Psid, message_id = message.Mid });
    }

    private async Task Hang(HttpContext http, CancellationToken whenCleared)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (http.RequestAborted.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        await using (life.ApplicationStopping.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        await using (whenCleared.UnsafeRegister(static s => ((TaskCompletionSource)s!).TrySetResult(), end))
        {
            await end.Task;
        }

        http.Abort();
    }
}
