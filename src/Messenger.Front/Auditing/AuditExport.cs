using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Messenger.Domain.Http;

namespace Messenger.Front.Auditing;

/// <summary>Writes changes as they are read: one JSON line for each save, one CSV line for each field of it.</summary>
internal static class AuditExport
{
    private static readonly string[] Columns = ["at", "userName", "displayName", "target", "targetName", "kind", "field", "before", "after"];

    public static async Task NdJson(IAsyncEnumerable<AuditItem> items, Stream body, CancellationToken ct)
    {
        await foreach (var item in items.WithCancellation(ct))
        {
            await JsonSerializer.SerializeAsync(body, item, Json.Web, ct);
            await body.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    public static async Task Csv(IAsyncEnumerable<AuditItem> items, Stream body, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(body, CsvFormat.Options, leaveOpen: true);
        await Line(csv, Columns, ct);
        await foreach (var item in items.WithCancellation(ct))
        {
            foreach (var change in item.Changes)
            {
                await Line(
                    csv,
                    [
                        item.At.ToString("O", CultureInfo.InvariantCulture), item.User?.UserName, item.User?.DisplayName, item.Target, item.TargetName, item.Kind, change.Field, change.Before, change.After,
                    ],
                    ct);
            }
        }
    }

    private static async Task Line(CsvWriter csv, string?[] cells, CancellationToken ct)
    {
        foreach (var cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.EndRecordAsync(ct);
    }
}
