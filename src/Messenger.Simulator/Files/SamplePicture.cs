using System.Buffers.Binary;
using System.IO.Compression;

namespace Messenger.Simulator.Files;

/// <summary>Pictures drawn by arithmetic, written as PNG.</summary>
internal static class SamplePicture
{
    /// <summary>Hills under an evening sky, 480 x 320.</summary>
    public static byte[] Landscape() => Png(480, 320, (x, y) =>
    {
        var hill = 200 + (30 * Math.Sin(x / 70.0)) + (12 * Math.Sin(x / 23.0));
        var near = 250 + (24 * Math.Sin((x + 140) / 90.0));
        var sun = Math.Sqrt(Math.Pow(x - 340, 2) + Math.Pow(y - 120, 2));
        return y > near ? (52, 84, 72, 255)
            : y > hill ? (88, 120, 104, 255)
            : sun < 38 ? (255, 224, 150, 255)
            : (Mix(70, 250, y / 240.0), Mix(90, 170, y / 240.0), Mix(160, 120, y / 240.0), 255);
    });

    /// <summary>A smiling face on nothing, 240 x 240.</summary>
    public static byte[] Sticker() => Png(240, 240, (x, y) =>
    {
        var (dx, dy) = (x - 120, y - 120);
        var far = Math.Sqrt((dx * dx) + (dy * dy));
        var eye = Math.Min(Math.Sqrt(Math.Pow(Math.Abs(dx) - 36, 2) + Math.Pow(dy + 28, 2)), 99);
        var mouth = dy > 12 && Math.Abs(Math.Sqrt((dx * dx) + Math.Pow(dy - 6, 2)) - 56) < 7;
        return far > 108 ? (0, 0, 0, 0) : eye < 13 || mouth ? (74, 52, 12, 255) : far > 100 ? (214, 150, 24, 255) : (255, 204, 60, 255);
    });

    private static int Mix(int from, int to, double part) => (int)(from + ((to - from) * Math.Clamp(part, 0, 1)));

    private static byte[] Png(int width, int height, Func<int, int, (int R, int G, int B, int A)> colour)
    {
        using var raw = new MemoryStream();
        using (var zip = new ZLibStream(raw, CompressionLevel.Optimal, true))
        {
            for (var y = 0; y < height; y++)
            {
                zip.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var (r, g, b, a) = colour(x, y);
                    zip.Write([(byte)r, (byte)g, (byte)b, (byte)a]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n', .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, raw.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 0 ? 0 : 0xedb88320u);
            }
        }

        return ~crc;
    }
}
