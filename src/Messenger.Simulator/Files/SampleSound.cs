using System.Buffers.Binary;

namespace Messenger.Simulator.Files;

/// <summary>A voice note without a voice: two seconds of three soft tones, 8 kHz, 16 bit, mono.</summary>
internal static class SampleSound
{
    private const int Rate = 8000;
    private static readonly double[] Tones = [440, 554.37, 659.25];

    public static byte[] Wave()
    {
        var samples = Rate * 2;
        var wave = new byte[44 + (samples * 2)];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), samples * 2);
        for (var i = 0; i < samples; i++)
        {
            var tone = Tones[i * Tones.Length / samples];
            var part = (double)(i * Tones.Length % samples) / samples;
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(44 + (i * 2)), (short)(7000 * (1 - part) * Math.Sin(2 * Math.PI * tone * i / Rate)));
        }

        return wave;
    }
}
