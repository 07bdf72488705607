using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.Settings;

namespace Messenger.Simulator.Files;

/// <summary>Attachments of customers as they stand in a webhook, with sample content for whatever is not given.</summary>
internal sealed class Attachments(FileStore files, Samples samples, SettingStore settings)
{
    public const long LikeSticker = 369239263222822;

    /// <summary>One wish makes one attachment; a sticker makes two while the old double form is on.</summary>
    public IEnumerable<JsonObject> Make(string type, string? url, string? title, string? fileId)
    {
        switch (type)
        {
            case "image" or "audio" or "video" or "file":
                yield return Of(type, new JsonObject { ["url"] = url ?? Link(fileId) ?? Sample(type) });
                break;
            case "sticker":
                var sticker = url ?? Sample("sticker");
                yield return Of("sticker", new JsonObject { ["url"] = sticker, ["sticker_id"] = LikeSticker });
                if (settings.Now.DoubleSticker)
                {
                    yield return Of("image", new JsonObject { ["url"] = sticker, ["sticker_id"] = LikeSticker });
                }

                break;
            case "sticker-as-image":
                yield return Of("image", new JsonObject { ["url"] = url ?? Sample("sticker"), ["sticker_id"] = LikeSticker });
                break;
            case "fallback":
                yield return Of(type, new JsonObject { ["url"] = url ?? Web("articulo"), ["title"] = title ?? "Un artículo" });
                break;
            case "fallback-old":
                yield return new JsonObject { ["type"] = "fallback", ["title"] = title ?? "Un artículo", ["url"] = url ?? Web("articulo"), ["payload"] = null };
                break;
            case "reel" or "ig_reel":
                yield return Of(type, new JsonObject { ["url"] = url ?? Web("reel/1"), ["title"] = title ?? "Reel", ["reel_video_id"] = 1024209983 });
                break;
            case "post" or "ig_post":
                yield return Of(type, new JsonObject { ["url"] = url ?? Web("post/1"), ["title"] = title ?? "Publicación", ["id"] = 1024209984 });
                break;
            case "share":
                yield return Of(type, new JsonObject { ["url"] = url ?? Web("share/1") });
                break;
            case "template":
                yield return Of(type, new JsonObject
                {
                    ["product"] = new JsonObject
                    {
                        ["elements"] = new JsonArray(new JsonObject
                        {
                            ["id"] = "501",
                            ["retailer_id"] = "SKU-501",
                            ["image_url"] = url ?? Sample("image"),
                            ["title"] = title ?? "Poncho de alpaca",
                            ["subtitle"] = "$ 45.900",
                        })
                    }
                });
                break;
            case "appointment_booking":
                yield return Of(type, new JsonObject
                {
                    ["booking_id"] = "b-77",
                    ["status"] = "requested",
                    ["start_time"] = 1767225600,
                    ["end_time"] = 1767229200,
                    ["timezone"] = "America/Asuncion",
                });
                break;
            case "location":
                yield return new JsonObject
                {
                    ["type"] = type,
                    ["title"] = title ?? "Plaza Uruguaya",
                    ["url"] = url ?? Web("mapa"),
                    ["payload"] = new JsonObject { ["coordinates"] = new JsonObject { ["lat"] = -25.2821, ["long"] = -57.6321 } },
                };
                break;
            default:
                var payload = new JsonObject { ["kind"] = "unheard-of" };
                if (url is not null)
                {
                    payload["url"] = url;
                }

                yield return Of(type, payload);
                break;
        }
    }

    private static JsonObject Of(string type, JsonObject payload) => new() { ["type"] = type, ["payload"] = payload };

    private static string Web(string path) => string.Create(CultureInfo.InvariantCulture, $"https://www.facebook.com/{path}");

    private string? Link(string? fileId) => fileId is not null && files.Find(fileId) is { } file ? files.Url(file.Id, file.Name) : null;

    private string Sample(string type)
    {
        var file = samples.Of(type);
        return files.Url(file.Id, file.Name);
    }
}
