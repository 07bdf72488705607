using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Messenger.Meta;

/// <summary>Turns the body of a Page webhook into events of conversations. Check <see cref="WebhookSignature"/> first.</summary>
/// <remarks>
/// <para>Never throws, whatever the body is, and never lets one odd item hurt the others: what cannot be read goes aside with a reason.</para>
/// <para>Time of an event: its timestamp; when that is missing or outside the years 2010 to 2099, the entry's time; when that is no better,
/// 1970-01-01, by which the caller sees that only its own time of receipt is known.</para>
/// </remarks>
public static class WebhookReader
{
    /// <summary>Reads a whole body: every entry, its <c>messaging</c> and its <c>standby</c> items; both name the same message by the same mid.</summary>
    /// <param name="body">The bytes as received. The result's raw slices point into it.</param>
    /// <param name="ourAppId">Tells our own echoes from those of other apps.</param>
    public static WebhookReading Read(ReadOnlyMemory<byte> body, string ourAppId)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return new WebhookReading.NotJson();
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return new WebhookReading.NotJson();
        }

        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return new WebhookReading.NotJson();
            }

            return JsonText.TextOf(root, "object"u8) == "page" ? ReadPage(root, body, ourAppId) : new WebhookReading.NotAPage();
        }
    }

    private static WebhookReading.Page ReadPage(JsonElement root, ReadOnlyMemory<byte> body, string ourAppId)
    {
        var items = new List<WebhookItem>();
        var aside = new List<AsideItem>();
        if (JsonText.Find(root, "entry"u8) is not { ValueKind: JsonValueKind.Array } entries)
        {
            aside.Add(new("body: no entries", null, body));
            return new(items, aside);
        }

        foreach (var entry in entries.EnumerateArray())
        {
            ReadEntry(entry, body, ourAppId, items, aside);
        }

        return new(items, aside);
    }

    private static void ReadEntry(JsonElement entry, ReadOnlyMemory<byte> body, string ourAppId, List<WebhookItem> items, List<AsideItem> aside)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            aside.Add(new("entry: not an object", null, Raw(entry, body)));
            return;
        }

        if (JsonText.TextOrNumber(JsonText.Find(entry, "id"u8)) is not string pageId || !MetaId.IsId(pageId))
        {
            aside.Add(new("entry: no page id", null, Raw(entry, body)));
            return;
        }

        var context = new EntryContext(pageId, MetaTime.Read(JsonText.Find(entry, "time"u8)) ?? DateTimeOffset.UnixEpoch, ourAppId, OnStandby: false);
        var known = false;
        foreach (var property in entry.EnumerateObject())
        {
            if (JsonText.IsNamed(property, "messaging"u8) || JsonText.IsNamed(property, "standby"u8))
            {
                known = true;
                ReadItems(property.Value, body, context with { OnStandby = JsonText.IsNamed(property, "standby"u8) }, items, aside);
            }
            else if (JsonText.IsNamed(property, "changes"u8))
            {
                known = true;
                SetChangesAside(property.Value, body, context, aside);
            }
            else if (property.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object && !JsonText.IsNamed(property, "hop_context"u8))
            {
                // Scalars beside id and time carry no event; hop_context only repeats who owned the thread.
                known = true;
                aside.Add(new($"entry: {Word(JsonText.NameOf(property))}", pageId, Raw(property.Value, body)));
            }
        }

        if (!known)
        {
            aside.Add(new("entry: nothing in it", pageId, Raw(entry, body)));
        }
    }

    private static void ReadItems(JsonElement list, ReadOnlyMemory<byte> body, EntryContext context, List<WebhookItem> items, List<AsideItem> aside)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            aside.Add(new("messaging: not a list", context.PageId, Raw(list, body)));
            return;
        }

        foreach (var element in list.EnumerateArray())
        {
            var raw = Raw(element, body);
            switch (ItemReader.Read(element, context))
            {
                case ItemReading.Read(var kind, var psid, var inbound):
                    items.Add(new(context.PageId, psid, kind, inbound, raw));
                    break;
                case ItemReading.OfPage(var kind, var ofPage):
                    aside.Add(new($"{kind}: of the page", context.PageId, raw, ofPage));
                    break;
                case ItemReading.NotRead(var reason):
                    aside.Add(new(reason, context.PageId, raw));
                    break;
            }
        }
    }

    private static void SetChangesAside(JsonElement list, ReadOnlyMemory<byte> body, EntryContext context, List<AsideItem> aside)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            aside.Add(new("changes: not a list", context.PageId, Raw(list, body)));
            return;
        }

        foreach (var change in list.EnumerateArray())
        {
            var field = JsonText.TextOf(change, "field"u8) is { } name ? Word(name) : null;
            aside.Add(new(
                $"changes: {field ?? "no field"}", context.PageId, Raw(change, body), field is null ? null : new PageEvent.Changed(field, context.EntryTime)));
        }
    }

    /// <summary>A name from outside, fit for a reason: it may be as long and as odd as the sender liked.</summary>
    internal static string Word(string name)
    {
        var length = Math.Min(name.Length, 60);
        return string.Create(length, name, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
            {
                to[i] = char.IsAsciiLetterOrDigit(from[i]) || from[i] is '_' or '-' or '.' or ' ' ? from[i] : '?';
            }
        });
    }

    private static ReadOnlyMemory<byte> Raw(JsonElement element, ReadOnlyMemory<byte> body)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return body.Span.Overlaps(raw, out var start) ? body.Slice(start, raw.Length) : raw.ToArray();
    }
}
