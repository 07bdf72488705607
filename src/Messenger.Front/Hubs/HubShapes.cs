using System.Text.Json;
using MessagePack;
using MessagePack.Formatters;

namespace Messenger.Front.Hubs;

/// <summary>
/// MessagePack for the records of the hubs: the same names and shapes as in JSON, so that docs/hubs.md holds for both protocols.
/// </summary>
internal sealed class HubShapes : IFormatterResolver
{
    public static readonly HubShapes Instance = new();

    private HubShapes()
    {
    }

    public IMessagePackFormatter<T>? GetFormatter<T>() => Cache<T>.Formatter;

    private static class Cache<T>
    {
        public static readonly IMessagePackFormatter<T>? Formatter =
            typeof(T) == typeof(JsonElement) || typeof(T).Namespace == typeof(Domain.Hubs.HubEvent).Namespace ? new ShapedAsJson<T>() : null;
    }

    private sealed class ShapedAsJson<T> : IMessagePackFormatter<T>
    {
        public void Serialize(ref MessagePackWriter writer, T value, MessagePackSerializerOptions options) =>
            Write(ref writer, JsonSerializer.SerializeToElement(value, Json.Web));

        public T Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
        {
            var start = reader.Position;
            reader.Skip();
            var json = MessagePackSerializer.ConvertToJson(reader.Sequence.Slice(start, reader.Position), options);
            return JsonSerializer.Deserialize<T>(json, Json.Web)!;
        }

        private static void Write(ref MessagePackWriter writer, JsonElement element)
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.Object:
                    writer.WriteMapHeader(element.GetPropertyCount());
                    foreach (var property in element.EnumerateObject())
                    {
                        writer.Write(property.Name);
                        Write(ref writer, property.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    writer.WriteArrayHeader(element.GetArrayLength());
                    foreach (var item in element.EnumerateArray())
                    {
                        Write(ref writer, item);
                    }

                    break;
                case JsonValueKind.String:
                    writer.Write(element.GetString());
                    break;
                case JsonValueKind.Number when element.TryGetInt64(out var whole):
                    writer.Write(whole);
                    break;
                case JsonValueKind.Number:
                    writer.Write(element.GetDouble());
                    break;
                case JsonValueKind.True or JsonValueKind.False:
                    writer.Write(element.GetBoolean());
                    break;
                default:
                    writer.WriteNil();
                    break;
            }
        }
    }
}
