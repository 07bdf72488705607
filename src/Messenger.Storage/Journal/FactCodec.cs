using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Messenger.Storage.Journal;

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

    /// <summary>One fact as it stands in a journal row, without personal content.</summary>
    public static string TextOf<TFact>(TFact fact)
        where TFact : notnull => JsonSerializer.Serialize(fact, Impersonal);

    public static IReadOnlyList<TFact> Decode<TFact>(string facts, string? content)
    {
        if (content is null)
        {
            return JsonSerializer.Deserialize<List<TFact>>(facts, Json)!;
        }

        var array = JsonNode.Parse(facts)!.AsArray();
        foreach (var (index, part) in JsonNode.Parse(content)!.AsObject())
        {
            var fact = array[int.Parse(index, CultureInfo.InvariantCulture)]!.AsObject();
            foreach (var (name, value) in part!.AsObject())
            {
                fact[name] = value?.DeepClone();
            }
        }

        return [.. array.Select(node => node.Deserialize<TFact>(Json)!)];
    }

    /// <summary>An object of the facts' indexes, each with what is personal in that fact; null when nothing is.</summary>
    private static string? PersonalOf<TFact>(IReadOnlyList<TFact> facts)
        where TFact : notnull
    {
        PersonalText? text = null;
        for (var i = 0; i < facts.Count; i++)
        {
            var began = false;
            foreach (var property in PersonalProperties.Of(facts[i].GetType()))
            {
                if (property.Read(facts[i]) is { } value)
                {
                    text ??= PersonalText.Begin();
                    text.Write(i, ref began, property, value);
                }
            }

            if (began)
            {
                text!.EndFact();
            }
        }

        return text?.End();
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
