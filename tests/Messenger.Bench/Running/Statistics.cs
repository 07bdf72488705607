namespace Messenger.Bench.Running;

internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Quantile(0.5);

    /// <summary>The smallest value that at least this share of all does not exceed; for the median of an even number the middle.</summary>
    public static double Quantile(this IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        if (share == 0.5 && sorted.Length % 2 == 0)
        {
            return (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        }

        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}
