using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Messenger.Grains.Machinery;

/// <summary>
/// Facts to journal text and back. What a person wrote or is called goes into a second text that erasure can drop
/// while the facts, their versions and the proof stay.
/// </summary>
public static class FactCodec
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const int SaltBytes = 16;

    private static readonly JsonSerializerOptions Impersonal = new(JsonSerializerDefaults.Web)
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { PersonalProperties.Drop } },
    };

    public static EncodedFacts Encode<TFact>(IReadOnlyList<TFact> facts)
        where TFact : notnull
    {
        var text = JsonSerializer.Serialize(facts, Impersonal);
        return PersonalOf(facts) is { } content ? new EncodedFacts(text, content, SaltedHash(content)) : new EncodedFacts(text, null, null);
    }

    public static IReadOnlyList<TFact> Decode<TFact>(string facts, string? content)
    {
        var array = JsonNode.Parse(facts)!.AsArray();
        if (content is not null)
        {
            foreach (var (index, part) in JsonNode.Parse(content)!.AsObject())
            {
                var fact = array[int.Parse(index, CultureInfo.InvariantCulture)]!.AsObject();
                foreach (var (name, value) in part!.AsObject())
                {
                    fact[name] = value?.DeepClone();
                }
            }
        }

        return [.. array.Select(node => node.Deserialize<TFact>(Json)!)];
    }

    /// <summary>An object of the facts' indexes, each with what is personal in that fact; null when nothing is.</summary>
    private static string? PersonalOf<TFact>(IReadOnlyList<TFact> facts)
        where TFact : notnull
    {
        ArrayBufferWriter<byte>? buffer = null;
        Utf8JsonWriter? writer = null;
        for (var i = 0; i < facts.Count; i++)
        {
            var personal = PersonalProperties.Of(facts[i].GetType()).Where(p => p.Read(facts[i]) is not null).ToList();
            if (personal.Count == 0)
            {
                continue;
            }

            if (writer is null)
            {
                writer = new Utf8JsonWriter(buffer = new ArrayBufferWriter<byte>(), new JsonWriterOptions { Encoder = Json.Encoder });
                writer.WriteStartObject();
            }

            writer.WriteStartObject(i.ToString(CultureInfo.InvariantCulture));
            foreach (var property in personal)
            {
                writer.WritePropertyName(property.Name);
                JsonSerializer.Serialize(writer, property.Read(facts[i]), property.Type, Json);
            }

            writer.WriteEndObject();
        }

        if (writer is null)
        {
            return null;
        }

        writer.WriteEndObject();
        writer.Dispose();
        return Encoding.UTF8.GetString(buffer!.WrittenSpan);
    }

    /// <summary>Salt first, then the hash: it proves later what the content was without giving it away.</summary>
    private static byte[] SaltedHash(string content)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return [.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(content)])];
    }
}

/// <summary>The two texts of one journal row.</summary>
public sealed record EncodedFacts(string Facts, string? Content, byte[]? ContentHash);
