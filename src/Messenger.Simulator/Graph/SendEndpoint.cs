using System.Text.Json.Nodes;
using Messenger.Simulator.Events;
using Messenger.Simulator.Files;
using Messenger.Simulator.Limits;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Threads;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>POST /v{N}/{page}/messages and /v{N}/me/messages: the Send API.</summary>
internal sealed class SendEndpoint(
    GraphCaller caller, AddressBook book, Chats chats, Marks marks, Reactions reactions, ThreadOwners owners, OutgoingFiles outgoing, Attachments samples,
    RateLimits limits, FaultyCalls faults, SettingStore settings, SimulatorOptions options, TimeProvider clock)
{
    public async Task Handle(HttpContext http, string node)
    {
        if (await caller.Enter(http, Scopes.Messaging) is not var (page, request))
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
        error ??= SendRules.Check(order!, page.Id, customer, clock.GetUtcNow()) ?? Situation(order!, customer!);
        if (error is not null)
        {
            await error.Write(http);
        }
        else if (order!.Action is not null)
        {
            await Act(http, order, customer!);
        }
        else
        {
            await Send(http, request, order, customer!);
        }
    }

    // What does not lie in the message but in how things stand: mode of the app, owner of the conversation, pace.
    private GraphError? Situation(SendOrder order, Customer customer)
    {
        if (settings.Now.Mode == AppMode.Development && !customer.Tester)
        {
            return GraphError.NotLive;
        }

        if (order.Action is null && owners.Refusal(customer) is not 0 and var subcode)
        {
            return GraphError.ThreadOwned(subcode);
        }

        return limits.Take(customer.PageId, order.Attachment?.Type is "audio" or "video" ? Limited.Media : Limited.Send) ? null : GraphError.TooFast;
    }

    private async Task Act(HttpContext http, SendOrder order, Customer customer)
    {
        if (order.Reaction is { } reaction)
        {
            if (!reactions.PageReacts(customer, reaction.Mid, reaction.Emoji))
            {
                await GraphError.BadParameter("payload[message_id]").Write(http);
                return;
            }
        }
        else if (order.Action == "mark_seen")
        {
            marks.PageReads(customer);
        }
        else
        {
            chats.PageTypes(customer, order.Action == "typing_on");
        }

        await http.Response.WriteAsJsonAsync(new { recipient_id = customer.Psid });
    }

    private async Task Send(HttpContext http, GraphRequest request, SendOrder order, Customer customer)
    {
        var (ended, fault) = await faults.Meet(http, customer.PageId, FaultTarget.Messages);
        if (ended)
        {
            return;
        }

        var (attachment, error) = order.Attachment is { } wanted ? await outgoing.Take(customer.PageId, wanted, request.File, http.RequestAborted) : default;
        if (error is not null)
        {
            await error.Write(http);
            return;
        }

        var shown = attachment is not null ? new JsonArray(attachment.Echoed)
            : order.StickerId is not null ? new JsonArray([.. samples.Make("sticker", null, null, null)]) : null;
        var (message, echo) = chats.PageWrites(customer, new PageContent(order.Text, shown, order.QuickReplies, order.ReplyTo), options.AppId, order.Metadata);
        if (order.Control is { } control)
        {
            owners.Give(customer, control.Type == "pass" ? control.App : null, false, null, null);
        }

        if (fault?.Kind == FaultKind.LoseResponse)
        {
            http.Abort();
            return;
        }

        if (fault?.Kind == FaultKind.EchoFirst)
        {
            await UntilEchoed(echo, http.RequestAborted);
        }

        var answer = new JsonObject { ["recipient_id"] = customer.Psid, ["message_id"] = message.Mid };
        if (attachment?.ReusableId is { } id)
        {
            answer["attachment_id"] = id;
        }

        await http.Response.WriteAsJsonAsync(answer);
    }

    private async Task UntilEchoed(long echo, CancellationToken ct)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (echo != 0 && marks.IsWaiting(echo))
        {
            await beat.WaitForNextTickAsync(ct);
        }
    }
}
