using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Files;

/// <summary>A Page's attachment, ready to be shown and echoed. <paramref name="ReusableId"/>: the id the answer carries, if one was asked for.</summary>
internal sealed record OutgoingAttachment(JsonObject Echoed, string? ReusableId);

/// <summary>Turns what a Page attaches into a file here: fetched, uploaded, or sent before.</summary>
internal sealed class OutgoingFiles(FileStore files, Fetcher fetcher)
{
    public async Task<(OutgoingAttachment? Attachment, GraphError? Error)> Take(string pageId, AttachmentOrder order, IFormFile? upload, CancellationToken ct)
    {
        if (order.Template is not null)
        {
            return (new OutgoingAttachment(new JsonObject { ["type"] = "template", ["payload"] = order.Template.DeepClone() }, null), null);
        }

        if (order.AttachmentId is { } known)
        {
            return files.Attachment(pageId, known) is { } row && row.Type == order.Type
                ? (Of(order.Type, row.FileId, row.Id, null), null)
                : (null, GraphError.BadAttachmentId);
        }

        var (file, error) = await Incoming(order, upload, ct);
        if (file is null)
        {
            return (null, error);
        }

        var stored = files.Add(file.ContentType, file.Name, file.Bytes);
        var id = files.AddAttachment(pageId, order.Type, stored.Id);
        return (Of(order.Type, stored.Id, id, order.Reusable ? id : null), null);
    }

    private async Task<(IncomingFile? File, GraphError? Error)> Incoming(AttachmentOrder order, IFormFile? upload, CancellationToken ct)
    {
        if (order.Url is { } url)
        {
            return await fetcher.Fetch(order.Type, url, ct);
        }

        if (upload is null)
        {
            return (null, GraphError.BadParameter("message[attachment][payload]"));
        }

        var contentType = upload.ContentType?.Split(';')[0].Trim();
        if (!Fetcher.Fits(order.Type, contentType) || contentType == "application/octet-stream")
        {
            return (null, GraphError.WrongType);
        }

        await using var stream = upload.OpenReadStream();
        return await Fetcher.Read(stream, Fetcher.LimitOf(order.Type), ct) is { } bytes
            ? (new IncomingFile(contentType!, upload.FileName, bytes), null)
            : (null, GraphError.TooLarge);
    }

    private OutgoingAttachment Of(string type, string fileId, string attachmentId, string? reusable)
    {
        var file = files.Find(fileId)!;
        return new OutgoingAttachment(
            new JsonObject
            {
                ["type"] = type,
                ["payload"] = new JsonObject { ["url"] = files.Url(fileId, file.Name), ["attachment_id"] = long.Parse(attachmentId, CultureInfo.InvariantCulture) },
            },
            reusable);
    }
}
