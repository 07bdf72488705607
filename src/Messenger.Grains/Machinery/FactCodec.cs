using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Messenger.Domain.Shared;

namespace Messenger.Grains.Machinery;

/// <summary>
/// Facts to journal text and back. What a person wrote or is called goes into a second text that erasure can drop
/// while the facts, their versions and the proof stay.
/// </summary>
public static class FactCodec
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private const int SaltBytes = 16;

    public static EncodedFacts Encode<TFact>(IReadOnlyList<TFact> facts)
        where TFact : notnull
    {
        var array = new JsonArray();
        JsonObject? content = null;
        for (var i = 0; i < facts.Count; i++)
        {
            var node = JsonSerializer.SerializeToNode(facts[i], Json)!.AsObject();
            foreach (var name in PersonalNames.Of(facts[i].GetType()))
            {
                if (node.Remove(name, out var value) && value is not null)
                {
                    content ??= [];
                    var key = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                    var part = content[key]?.AsObject() ?? (JsonObject)(content[key] = new JsonObject())!;
                    part[name] = value;
                }
            }

            array.Add(node);
        }

        var text = content?.ToJsonString(Json);
        return new EncodedFacts(array.ToJsonString(Json), text, text is null ? null : SaltedHash(text));
    }

    public static IReadOnlyList<TFact> Decode<TFact>(string facts, string? content)
    {
        var array = JsonNode.Parse(facts)!.AsArray();
        if (content is not null)
        {
            foreach (var (index, part) in JsonNode.Parse(content)!.AsObject())
            {
                var fact = array[int.Parse(index, System.Globalization.CultureInfo.InvariantCulture)]!.AsObject();
                foreach (var (name, value) in part!.AsObject())
                {
                    fact[name] = value?.DeepClone();
                }
            }
        }

        return [.. array.Select(node => node.Deserialize<TFact>(Json)!)];
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
