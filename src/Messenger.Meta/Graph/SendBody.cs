using System.Buffers;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Messenger.Domain.Conversations;

namespace Messenger.Meta;

/// <summary>The bytes of one send: JSON, or several parts when a file goes along.</summary>
/// <param name="Pieces">Written one after the other; the file itself is not copied.</param>
internal sealed record SendBody(IReadOnlyList<ReadOnlyMemory<byte>> Pieces, MediaTypeHeaderValue Type)
{
    public static SendBody Of(OutgoingMessage message) =>
        message.Content is OutgoingContent.Bytes file ? Parts(message, file) : Json(json => WriteMessage(json, message));

    /// <param name="action"><c>typing_on</c>, <c>typing_off</c>, <c>mark_seen</c>, <c>react</c> or <c>unreact</c>.</param>
    /// <param name="mid">The message meant by a reaction; else null.</param>
    /// <param name="emoji">Which reaction; else null.</param>
    public static SendBody Action(string psid, string action, string? mid = null, string? emoji = null) => Json(json =>
    {
        json.WriteStartObject();
        WriteRecipient(json, psid);
        json.WriteString("sender_action"u8, action);
        if (mid is not null)
        {
            json.WriteStartObject("payload"u8);
            json.WriteString("message_id"u8, mid);
            if (emoji is not null)
            {
                json.WriteString("reaction"u8, emoji);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private static SendBody Json(Action<Utf8JsonWriter> write) => new([Written(write)], new("application/json"));

    private static void WriteMessage(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteStartObject();
        WriteRecipient(json, message.Psid);
        json.WriteString("messaging_type"u8, TypeOf(message.Type));
        if (message.Type == MessagingType.HumanAgent)
        {
            json.WriteString("tag"u8, "HUMAN_AGENT"u8);
        }

        json.WritePropertyName("message"u8);
        WriteContent(json, message);
        if (message.ReplyToMid is { } mid)
        {
            json.WritePropertyName("reply_to"u8);
            WriteReply(json, mid);
        }

        json.WriteEndObject();
    }

    /// <summary>Form fields whose values are JSON, and the file as the last part.</summary>
    private static SendBody Parts(OutgoingMessage message, OutgoingContent.Bytes file)
    {
        var boundary = $"part-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
        var head = new ArrayBufferWriter<byte>(1024);
        Field("recipient", Written(json => WriteId(json, message.Psid)).Span);
        Field("messaging_type", Encoding.ASCII.GetBytes(TypeOf(message.Type)));
        if (message.Type == MessagingType.HumanAgent)
        {
            Field("tag", "HUMAN_AGENT"u8);
        }

        Field("message", Written(json => WriteContent(json, message)).Span);
        if (message.ReplyToMid is { } mid)
        {
            Field("reply_to", Written(json => WriteReply(json, mid)).Span);
        }

        head.Write(Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"{FileName(file.Name)}\"\r\nContent-Type: {MediaTypeHeaderValue.Parse(file.MediaType)}\r\n\r\n"));
        var type = new MediaTypeHeaderValue("multipart/form-data");
        type.Parameters.Add(new("boundary", boundary));
        return new([head.WrittenMemory, file.Data, Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")], type);

        void Field(string name, ReadOnlySpan<byte> value)
        {
            head.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n"));
            head.Write(value);
            head.Write("\r\n"u8);
        }
    }

    private static void WriteContent(Utf8JsonWriter json, OutgoingMessage message)
    {
        json.WriteStartObject();
        switch (message.Content)
        {
            case OutgoingContent.Text text:
                // A lone surrogate, as from a text cut inside an emoji, has no UTF-8: it would fail the whole send.
                json.WriteString("text"u8, JsonText.WellFormed(text.Value.ToCharArray()));
                break;
            case OutgoingContent.Link link:
                WriteAttachment(json, link.Kind, "url", link.Url.AbsoluteUri, link.Reusable);
                break;
            case OutgoingContent.Stored stored:
                WriteAttachment(json, stored.Kind, "attachment_id", stored.AttachmentId, false);
                break;
            case OutgoingContent.Bytes bytes:
                WriteAttachment(json, bytes.Kind, null, null, bytes.Reusable);
                break;
        }

        json.WriteString("metadata"u8, message.Metadata);
        json.WriteEndObject();
    }

    private static void WriteAttachment(Utf8JsonWriter json, FileKind kind, string? name, string? value, bool reusable)
    {
        json.WriteStartObject("attachment"u8);
        json.WriteString("type"u8, kind.Word());
        json.WriteStartObject("payload"u8);
        if (name is not null)
        {
            json.WriteString(name, value);
        }

        if (reusable)
        {
            json.WriteBoolean("is_reusable"u8, true);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRecipient(Utf8JsonWriter json, string psid)
    {
        json.WritePropertyName("recipient"u8);
        WriteId(json, psid);
    }

    private static void WriteId(Utf8JsonWriter json, string psid)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, psid);
        json.WriteEndObject();
    }

    private static void WriteReply(Utf8JsonWriter json, string mid)
    {
        json.WriteStartObject();
        json.WriteString("mid"u8, mid);
        json.WriteEndObject();
    }

    private static string TypeOf(MessagingType type) => type switch
    {
        MessagingType.Response => "RESPONSE",
        MessagingType.HumanAgent => "MESSAGE_TAG",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No word for it."),
    };

    /// <summary>Quotes and line ends would end the name, and with it the part; what is left is UTF-8, as browsers send it.</summary>
    private static string FileName(string name)
    {
        var bare = JsonText.WellFormed(name.ToCharArray());
        return string.Concat(bare.Select(c => c is '"' or '\\' || char.IsControl(c) ? '_' : c)) is { Length: > 0 } fit ? fit : "file";
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        return buffer.WrittenMemory;
    }
}
