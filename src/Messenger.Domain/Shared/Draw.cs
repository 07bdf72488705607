namespace Messenger.Domain.Shared;

/// <summary>Chance that can be repeated: the same stream and number always draw the same. Nothing secret rests on it.</summary>
internal static class Draw
{
    /// <summary>0 to <paramref name="bound"/> - 1, all equally likely.</summary>
    /// <param name="bound">At least 1.</param>
    public static long Below(long bound, string stream, long number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var seed = Mix(SeedOf(stream) + (ulong)number);
        return (long)Math.BigMul(seed, (ulong)bound, out _);
    }

    private static ulong SeedOf(string stream)
    {
        // FNV-1a over UTF-16 units: the same on every machine, which string.GetHashCode is not.
        var hash = 14695981039346656037UL;
        foreach (var unit in stream)
        {
            hash = (hash ^ unit) * 1099511628211UL;
        }

        return hash;
    }

    /// <summary>The output function of SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
