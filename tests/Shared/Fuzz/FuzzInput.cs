using System.Globalization;
using System.Text;

namespace Messenger.Tests.Shared.Fuzz;

/// <summary>One request to the webhook.</summary>
/// <param name="Kind">What it began as.</param>
/// <param name="Expected">The only right answer; null = anything but a fault of ours.</param>
public sealed record FuzzInput(int Number, string Kind, FuzzRequest Request, int? Expected = null);

/// <summary>An HTTP request as bytes.</summary>
/// <param name="Headers">Whole lines, without the body's length.</param>
public sealed record FuzzRequest(byte[] Body, IReadOnlyList<string> Headers, string Method = "POST", string Query = "", bool Chunked = false)
{
    private const int Chunk = 4_000;

    public byte[] Bytes()
    {
        var head = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Method} /webhooks/messenger{Query} HTTP/1.1\r\nHost: 127.0.0.1\r\n"));
        foreach (var header in Headers)
        {
            head.Append(header).Append("\r\n");
        }

        head.Append(Chunked ? "Transfer-Encoding: chunked\r\n\r\n" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n\r\n"));
        var bytes = Encoding.Latin1.GetBytes(head.ToString());
        return Chunked ? [.. bytes, .. Body.Chunk(Chunk).SelectMany(part => (byte[])[.. Size(part.Length), .. part, .. "\r\n"u8]), .. "0\r\n\r\n"u8] : [.. bytes, .. Body];
    }

    private static byte[] Size(int length) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n"));
}
