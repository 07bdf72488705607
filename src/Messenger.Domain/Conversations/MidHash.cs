using System.Security.Cryptography;
using System.Text;

namespace Messenger.Domain.Conversations;

/// <summary>A message id can be thousands of random characters: state and keys carry its hash instead.</summary>
public static class MidHash
{
    public static string Of(string mid) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mid)));
}
