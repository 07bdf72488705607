using System.Text.Json.Nodes;
using Messenger.Simulator.Files;
using Messenger.Simulator.Limits;
using Messenger.Simulator.Login;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>POST /v{N}/{page}/message_attachments: an attachment to be sent later by its id.</summary>
internal sealed class UploadEndpoint(GraphCaller caller, OutgoingFiles outgoing, RateLimits limits)
{
    public async Task Handle(HttpContext http, string node)
    {
        if (await caller.Enter(http, Scopes.Messaging) is not var (page, request))
        {
            return;
        }

        var (order, error) = AttachmentOrder.Parse(request["message"]?["attachment"]);
        error = node != "me" && node != page.Id ? GraphError.NoSuchObject(node)
            : !page.MayMessage ? GraphError.NoTask
            : error ?? (limits.Take(page.Id, order!.Type is "audio" or "video" ? Limited.Media : Limited.Send) ? null : GraphError.TooFast);
        OutgoingAttachment? attachment = null;
        if (error is null)
        {
            (attachment, error) = await outgoing.Take(page.Id, order! with { Reusable = true }, request.File, http.RequestAborted);
        }

        if (error is not null)
        {
            await error.Write(http);
            return;
        }

        await http.Response.WriteAsJsonAsync(new JsonObject { ["attachment_id"] = attachment!.ReusableId });
    }
}
