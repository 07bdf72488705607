using System.Text.Json;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>One value of a JSON text and where it stands.</summary>
/// <param name="Name">Where its name begins; -1 = it is an element of an array, or the root.</param>
/// <param name="End">Behind its last byte.</param>
public readonly record struct JsonPart(int Name, int Start, int End, JsonTokenType Type)
{
    /// <summary>Every value of a valid text, inner ones before outer ones.</summary>
    public static List<JsonPart> Of(ReadOnlySpan<byte> json)
    {
        var (parts, open) = (new List<JsonPart>(), new Stack<(int Name, int Start)>());
        var reader = new Utf8JsonReader(json);
        var name = -1;
        while (reader.Read())
        {
            var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = start;
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((name, start));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    var begun = open.Pop();
                    parts.Add(new JsonPart(begun.Name, begun.Start, end, reader.TokenType));
                    break;
                default:
                    parts.Add(new JsonPart(name, start, end, reader.TokenType));
                    break;
            }

            name = -1;
        }

        return parts;
    }
}
