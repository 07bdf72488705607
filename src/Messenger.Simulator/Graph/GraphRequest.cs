using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Messenger.Simulator.Graph;

/// <summary>The parameters of a Graph call, wherever the client put them: query, JSON body, form or multipart fields, Bearer header.</summary>
internal sealed class GraphRequest(JsonObject parameters, IFormFile? file = null)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The part filedata of a multipart call.</summary>
    public IFormFile? File => file;

    public JsonNode? this[string name] => parameters[name];

    /// <summary>The value as text: strings as they are, numbers as written; null for anything else.</summary>
    public string? Text(string name) => TextOf(parameters[name]);

    public static string? TextOf(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.String => node.GetValue<string>(),
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    /// <summary>Null when a part of it is not readable.</summary>
    public static async Task<GraphRequest?> Read(HttpRequest http)
    {
        var parameters = new JsonObject();
        IFormFile? file = null;
        foreach (var (name, value) in http.Query)
        {
            parameters[name] = Field(value.ToString());
        }

        try
        {
            if (http.HasFormContentType)
            {
                var form = await http.ReadFormAsync(http.HttpContext.RequestAborted);
                foreach (var (name, value) in form)
                {
                    parameters[name] = Field(value.ToString());
                }

                file = form.Files["filedata"];
            }
            else if (http.ContentLength is not 0 && http.HasJsonContentType())
            {
                if (await JsonNode.ParseAsync(http.Body, null, Strict, http.HttpContext.RequestAborted) is not JsonObject body)
                {
                    return null;
                }

                foreach (var (name, value) in body)
                {
                    parameters[name] = value?.DeepClone();
                }
            }

            // An escaped half of a surrogate pair only shows when the text is taken out, so it is taken out here once.
            _ = parameters.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            return null;
        }

        if (http.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            parameters["access_token"] ??= header["Bearer ".Length..].Trim();
        }

        return new GraphRequest(parameters, file);
    }

    // Fields carry JSON as text, and Meta's own samples write it with single quotes.
    private static JsonNode? Field(string value)
    {
        if (value.Length == 0 || value[0] is not ('{' or '['))
        {
            return JsonValue.Create(value);
        }

        try
        {
            return JsonNode.Parse(value, null, Strict);
        }
        catch (JsonException)
        {
            try
            {
                return JsonNode.Parse(DoubleQuoted(value), null, Strict);
            }
            catch (JsonException)
            {
                return JsonValue.Create(value);
            }
        }
    }

    private static string DoubleQuoted(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        for (var i = 0; i < value.Length; i++)
        {
            _ = value[i] switch
            {
                '\\' when i + 1 < value.Length && value[i + 1] == '\'' => text.Append(value[++i]),
                '\\' when i + 1 < value.Length => text.Append(value[i]).Append(value[++i]),
                '\'' => text.Append('"'),
                '"' => text.Append("\\\""),
                var other => text.Append(other),
            };
        }

        return text.ToString();
    }
}
