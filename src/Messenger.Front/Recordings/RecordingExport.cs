using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Messenger.Domain.Http;

namespace Messenger.Front.Recordings;

/// <summary>Writes messages line by line as they are read, so that an export of any size needs no memory.</summary>
internal static class RecordingExport
{
    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        // A text that begins like a formula would be run by a spreadsheet.
        InjectionOptions = InjectionOptions.Escape,
    };

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
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        foreach (var name in (string[])["mid", "interactionId", "campaignId", "customerId", "seq", "direction", "at", "text", "attachments", "state", "author"])
        {
            csv.WriteField(name);
        }

        await csv.NextRecordAsync();
        await foreach (var message in messages.WithCancellation(ct))
        {
            Write(csv, message);
            await csv.NextRecordAsync();
        }

        await csv.FlushAsync();
    }

    private static void Write(CsvWriter csv, RecordingMessage message)
    {
        csv.WriteField(message.Mid);
        csv.WriteField(message.InteractionId);
        csv.WriteField(message.CampaignId);
        csv.WriteField(message.CustomerId);
        csv.WriteField(message.Seq);
        csv.WriteField(message.Direction);
        csv.WriteField(message.At.ToString("O", CultureInfo.InvariantCulture));
        csv.WriteField(message.Text);
        csv.WriteField(string.Join(' ', message.Attachments.Select(attachment => attachment.Url ?? attachment.Type)));
        csv.WriteField(message.State);
        csv.WriteField(message.Author);
    }
}
