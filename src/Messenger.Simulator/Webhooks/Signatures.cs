using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Messenger.Simulator.Webhooks;

/// <summary>Which signature headers a webhook carries.</summary>
public enum Signing
{
    /// <summary>Both headers, as Meta sends them.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("good")]
    Good,

    /// <summary>Both headers, made with another key.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("wrong")]
    Wrong,

    /// <summary>No signature header.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>The legacy header only.</summary>
    [System.Text.Json.Serialization.JsonStringEnumMemberName("sha1-only")]
    Sha1Only,
}

/// <summary>The two signature headers over the bytes as they go on the wire.</summary>
internal static class Signatures
{
    public const string Sha256Header = "X-Hub-Signature-256";
    public const string Sha1Header = "X-Hub-Signature";

    public static string Sha256(ReadOnlySpan<byte> body, string secret) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    [SuppressMessage("Security", "CA5350", Justification = "Meta still sends the legacy header, and a receiver has to be tried with it.")]
    public static string Sha1(ReadOnlySpan<byte> body, string secret) =>
        "sha1=" + Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), body));

    /// <summary>appsecret_proof of a token.</summary>
    public static string Proof(string token, string secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token)));
}
