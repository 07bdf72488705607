using System.Security.Cryptography;

namespace Messenger.Front.People;

/// <summary>A password that somebody reads out to somebody: three groups of four, without what looks or sounds alike.</summary>
internal static class OneTimePassword
{
    /// <summary>Twelve of these are 59 bits, for a word that is used once.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static string New() => string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(Alphabet, 4)));
}
