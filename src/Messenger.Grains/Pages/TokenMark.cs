using System.Security.Cryptography;
using System.Text;

namespace Messenger.Grains.Pages;

/// <summary>Tells tokens apart without telling what they are.</summary>
public static class TokenMark
{
    private const int Length = 16;

    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))[..Length];
}
