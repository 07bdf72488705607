using System.Security.Cryptography;
using System.Text;

namespace Messenger.Front.Activations;

/// <summary>What is given to Facebook and has to come back: whose attempt it is, and 256 random bits. Only its hash is kept.</summary>
internal sealed record LoginState(string ActivationId, string Text, string Hash)
{
    private const int SecretBytes = 32;

    public static LoginState New(string activationId) => Of(activationId, $"{activationId}.{RandomNumberGenerator.GetHexString(SecretBytes * 2, lowercase: true)}");

    /// <summary>Of what came back. What names no activation stands under a name made of itself, so that it is audited too.</summary>
    public static LoginState Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        return Of(dot > 0 && Guid.TryParseExact(text[..dot], "N", out _) ? text[..dot].ToLowerInvariant() : HashOf(text)[..32], text);
    }

    /// <summary>Nobody has to see the secret in it.</summary>
    public override string ToString() => $"(state of {ActivationId})";

    private static LoginState Of(string activationId, string text) => new(activationId, text, HashOf(text));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
