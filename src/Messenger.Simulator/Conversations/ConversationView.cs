using System.Globalization;
using System.Text.Json.Nodes;
using Messenger.Simulator.Paging;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Conversations;

/// <summary>Conversations and their messages in Graph's form, newest first.</summary>
internal sealed class ConversationView(Chats chats)
{
    private const int PageSize = 25;
    private static readonly string[] Always = ["id"];

    public static string IdOf(string psid) => "t_" + psid;

    public JsonObject Conversation(HttpRequest http, SimulatedPage page, Customer customer, IReadOnlyList<FieldWish> fields)
    {
        var messages = chats.Of(customer.Psid).Where(m => !m.Unsent).OrderByDescending(m => m.Seq).ToList();
        var answer = new JsonObject();
        foreach (var field in fields.Where(f => f.Name != "id"))
        {
            JsonNode? value = field.Name switch
            {
                "link" => $"/{page.Id}/inbox/{customer.Psid}/",
                "snippet" => messages.FirstOrDefault()?.Text,
                "updated_time" => Time(messages.FirstOrDefault()?.At ?? customer.CreatedAt),
                "message_count" => messages.Count,
                "unread_count" => messages.Count(m => m.Direction == Direction.In && m.ReadAt is null),
                "can_reply" => !customer.Blocked,
                "is_owner" => true,
                "participants" or "senders" => new JsonObject { ["data"] = new JsonArray(Who(customer), Who(page)) },
                "messages" => Messages(http, page, customer, field.Fields, field.Limit ?? PageSize, null, null, $"{IdOf(customer.Psid)}/messages"),
                _ => null,
            };
            if (value is not null)
            {
                answer[field.Name] = value;
            }
        }

        answer["id"] = IdOf(customer.Psid);
        return answer;
    }

    /// <param name="edge">Where the list itself can be asked for; the next addresses lead there.</param>
    public JsonObject Messages(HttpRequest http, SimulatedPage page, Customer customer, IReadOnlyList<FieldWish> fields, int limit, string? after, string? before, string edge)
    {
        var messages = chats.Of(customer.Psid).Where(m => !m.Unsent).OrderByDescending(m => m.Seq).ToList();
        var list = Cursors.Page(http, messages, m => m.Mid, limit, after, before, m => Message(page, customer, m, fields));
        foreach (var way in new[] { "next", "previous" })
        {
            if (list["paging"]?[way]?.GetValue<string>() is { } address && !http.Path.Value!.EndsWith(edge, StringComparison.Ordinal))
            {
                list["paging"]![way] = address.Replace(http.Path.Value!, $"/{http.Path.Value!.Split('/')[1]}/{edge}", StringComparison.Ordinal);
            }
        }

        return list;
    }

    public static JsonObject Message(SimulatedPage page, Customer customer, ChatMessage message, IReadOnlyList<FieldWish> fields)
    {
        var answer = new JsonObject();
        var incoming = message.Direction == Direction.In;
        foreach (var name in fields.Select(f => f.Name).Except(Always))
        {
            JsonNode? value = name switch
            {
                "message" => message.Text,
                "created_time" => Time(message.At),
                "from" => incoming ? Who(customer) : Who(page),
                "to" => new JsonObject { ["data"] = new JsonArray(incoming ? Who(page) : Who(customer)) },
                "attachments" when message.Attachments is not null => Attachments(message),
                _ => null,
            };
            if (value is not null)
            {
                answer[name] = value;
            }
        }

        answer["id"] = message.Mid;
        return answer;
    }

    private static JsonObject Attachments(ChatMessage message)
    {
        var data = new JsonArray();
        foreach (var attachment in JsonNode.Parse(message.Attachments!)!.AsArray())
        {
            var url = attachment!["payload"]?["url"]?.ToString();
            var image = attachment["type"]?.ToString() is "image" or "sticker";
            var row = new JsonObject { ["id"] = attachment["payload"]?["attachment_id"]?.ToString() ?? message.Mid + ":" + data.Count.ToString(CultureInfo.InvariantCulture) };
            if (image)
            {
                row["image_data"] = new JsonObject { ["url"] = url };
            }
            else if (url is not null)
            {
                row["file_url"] = url;
            }

            data.Add(row);
        }

        return new JsonObject { ["data"] = data };
    }

    private static JsonObject Who(Customer customer) => new() { ["name"] = customer.Name, ["email"] = customer.Psid + "@facebook.com", ["id"] = customer.Psid };

    private static JsonObject Who(SimulatedPage page) => new() { ["name"] = page.Name, ["email"] = page.Id + "@facebook.com", ["id"] = page.Id };

    private static string Time(long epochMilliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(epochMilliseconds).ToString("yyyy-MM-ddTHH:mm:ss+0000", CultureInfo.InvariantCulture);
}
