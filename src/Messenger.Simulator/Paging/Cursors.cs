using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Messenger.Simulator.Graph;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Paging;

/// <summary>Lists in pages with cursors, as Graph gives them.</summary>
internal static class Cursors
{
    private const int Most = 100;

    /// <summary>The part of <paramref name="all"/> the call asks for with limit, after and before; next and previous only when there is more.</summary>
    public static JsonObject Page<T>(HttpRequest http, GraphRequest request, IReadOnlyList<T> all, Func<T, string> key, int size, Func<T, JsonNode> row)
    {
        var limit = int.TryParse(request.Text("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0 ? Math.Min(asked, Most) : size;
        return Page(http, all, key, limit, request.Text("after"), request.Text("before"), row);
    }

    public static JsonObject Page<T>(HttpRequest http, IReadOnlyList<T> all, Func<T, string> key, int limit, string? after, string? before, Func<T, JsonNode> row)
    {
        var start = 0;
        if (after is not null)
        {
            start = Place(all, key, after) + 1;
        }
        else if (before is not null)
        {
            start = Math.Max(0, Place(all, key, before) - limit);
        }

        var part = all.Skip(start).Take(limit).ToList();
        var answer = new JsonObject { ["data"] = new JsonArray([.. part.Select(row)]) };
        if (part.Count > 0)
        {
            var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = Cursor(key(part[0])), ["after"] = Cursor(key(part[^1])) } };
            if (start + part.Count < all.Count)
            {
                paging["next"] = Address(http, limit, "after", Cursor(key(part[^1])));
            }

            if (start > 0)
            {
                paging["previous"] = Address(http, limit, "before", Cursor(key(part[0])));
            }

            answer["paging"] = paging;
        }

        return answer;
    }

    private static int Place<T>(IReadOnlyList<T> all, Func<T, string> key, string cursor)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (Cursor(key(all[i])) == cursor)
            {
                return i;
            }
        }

        return all.Count;
    }

    private static string Cursor(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    // Meta's own next addresses carry the token and every other parameter of the call.
    private static string Address(HttpRequest http, int limit, string name, string cursor)
    {
        var kept = http.Query.Where(q => q.Key is not ("after" or "before" or "limit")).Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        return string.Create(CultureInfo.InvariantCulture, $"{http.Scheme}://{http.Host}{http.Path}?{string.Join('&', kept)}&limit={limit}&{name}={cursor}");
    }
}
