using System.Text.Json;
using CsvHelper;
using Messenger.Domain.Http;

namespace Messenger.Front.Recordings;

/// <summary>Writes messages line by line as they are read, so that an export of any size needs no memory.</summary>
internal static class RecordingExport
{
    private static readonly string[] Columns =
        ["mid", "interactionId", "campaignId", "customerId", "seq", "direction", "at", "text", "attachments", "state", "author"];

    public static async Task NdJson(IAsyncEnumerable<RecordingMessage> messages, Stream body, CancellationToken ct)
    {
        await foreach (var message in messages.WithCancellation(ct))
        {
            await JsonSerializer.SerializeAsync(body, message, Json.Web, ct);
            await body.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    public static async Task Csv(IAsyncEnumerable<RecordingMessage> messages, Stream body, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, CsvFormat.Options, leaveOpen: true);
        foreach (var name in Columns)
        {
            csv.WriteField(name);
        }

        await csv.EndRecordAsync(ct);
        await foreach (var message in messages.WithCancellation(ct))
        {
            Write(csv, message);
            await csv.EndRecordAsync(ct);
        }
    }

    private static void Write(CsvWriter csv, RecordingMessage message)
    {
        csv.WriteField(message.Mid);
        csv.WriteField(message.InteractionId);
        csv.WriteField(message.CampaignId);
        csv.WriteField(message.CustomerId);
        csv.WriteField(message.Seq);
        csv.WriteField(message.Direction);
        csv.WriteField(message.At);
        csv.WriteField(message.Text);
        csv.WriteField(string.Join(' ', message.Attachments.Select(attachment => attachment.FileId is { } file ? $"/api/files/{file}" : attachment.Url ?? attachment.Type)));
        csv.WriteField(message.State);
        csv.WriteField(message.Author);
    }
}
