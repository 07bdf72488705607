using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Messenger.Simulator.Webhooks;

/// <summary>Writes JSON byte for byte as Meta does: pure ASCII, every other UTF-16 unit as lower-case \uXXXX, slashes escaped.</summary>
/// <remarks>The signature is made over these bytes, and System.Text.Json writes upper-case hex, bare slashes and escapes of its own for &lt; &amp; + '.
/// A receiver that serialises again before hashing has to fail here as it fails with Meta.</remarks>
internal static class EscapedJson
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%&'()*+,-.0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~\u007f");

    /// <param name="older">The form of older documents: &lt;, % and @ are escaped too, and hex is upper-case.</param>
    public static byte[] Write(JsonNode node, bool older = false)
    {
        var text = new StringBuilder();
        Append(text, node);
        return Encoding.ASCII.GetBytes(older ? Older(text.ToString()) : text.ToString());
    }

    // None of the three signs stands outside of strings, and an escape is never preceded by an odd backslash of its own.
    private static string Older(string json)
    {
        var text = new StringBuilder(json.Length + 32);
        for (var i = 0; i < json.Length; i++)
        {
            _ = json[i] switch
            {
                '\\' when json[i + 1] == 'u' => text.Append("\\u").Append(json.AsSpan((i += 5) - 3, 4).ToString().ToUpperInvariant()),
                '\\' => text.Append('\\').Append(json[++i]),
                '<' or '%' or '@' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:X4}"),
                var other => text.Append(other),
            };
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                AppendList(text, '{', '}', members, static (t, member) =>
                {
                    AppendString(t, member.Key);
                    t.Append(':');
                    Append(t, member.Value);
                });
                break;
            case JsonArray items:
                AppendList(text, '[', ']', items, Append);
                break;
            default:
                if (node.GetValueKind() == JsonValueKind.String)
                {
                    AppendString(text, node.GetValue<string>());
                }
                else
                {
                    text.Append(node.ToJsonString());
                }

                break;
        }
    }

    private static void AppendList<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<StringBuilder, T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            append(text, item);
        }

        text.Append(close);
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            _ = Plain.Contains(unit)
                ? text.Append(unit)
                : unit switch
                {
                    '"' or '\\' or '/' => text.Append('\\').Append(unit),
                    '\n' => text.Append("\\n"),
                    '\r' => text.Append("\\r"),
                    '\t' => text.Append("\\t"),
                    '\b' => text.Append("\\b"),
                    '\f' => text.Append("\\f"),
                    _ => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}"),
                };
        }

        text.Append('"');
    }
}
