using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Messenger.Domain.Conversations;

/// <summary>A message id can be thousands of random characters: state and keys carry its hash instead.</summary>
public static class MidHash
{
    public static string Of(string mid) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(mid)));

    /// <summary>Its first half as a number: as good for telling ids apart, and a list of them lies in memory as one piece.</summary>
    public static UInt128 Number(string mid)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(mid), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
