using System.Text.Json;

namespace Messenger.Meta;

/// <summary>The error object of a Graph answer, without Meta's text: that can quote a token and is never needed to decide.</summary>
internal sealed record GraphError(long Code, long? Subcode, string? Type, string? Trace)
{
    /// <summary>Null when the answer has no error with a code.</summary>
    public static GraphError? Read(JsonElement answer)
    {
        if (JsonText.Find(answer, "error"u8) is not { ValueKind: JsonValueKind.Object } error
            || JsonText.Whole(JsonText.Find(error, "code"u8)) is not long code)
        {
            return null;
        }

        // debug_token names it "subcode".
        var subcode = JsonText.Whole(JsonText.Find(error, "error_subcode"u8) ?? JsonText.Find(error, "subcode"u8));
        return new(code, subcode, Word(error, "type"u8), Word(error, "fbtrace_id"u8));
    }

    /// <summary>For the log, as in <c>10/2018278 OAuthException AbC1</c>.</summary>
    public string Reason => $"{Code}/{(Subcode is { } known ? known : "-")} {Type} {Trace}".TrimEnd();

    private static string? Word(JsonElement error, ReadOnlySpan<byte> name) =>
        JsonText.TextOf(error, name) is { } text ? WebhookReader.Word(text) : null;
}
