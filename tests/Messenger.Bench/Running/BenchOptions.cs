using System.Globalization;

namespace Messenger.Bench.Running;

/// <param name="Seconds">Length of one measured run.</param>
/// <param name="Runs">How often each is measured; the median counts.</param>
/// <param name="Seed">Of what is made at random.</param>
/// <param name="Json">Where the JSON object goes; null = nowhere.</param>
internal sealed record BenchOptions(string Scenario, int Seconds, int Runs, string? Json, bool Sqlite, int Seed = 1, bool IsQuick = false)
{
    private const int Usual = 10;
    private const int UsualRuns = 5;
    private const int Quick = 3;

    /// <summary>Null = the arguments cannot be understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        if (args.Length == 0)
        {
            return null;
        }

        var options = new BenchOptions(args[0], Usual, UsualRuns, null, false);
        int? seconds = null;
        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    options = options with { Seconds = Quick, Runs = 1, IsQuick = true };
                    break;
                case "--seconds" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var given) && given > 0:
                    seconds = given;
                    i++;
                    break;
                case "--runs" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var runs) && runs > 0:
                    options = options with { Runs = runs };
                    i++;
                    break;
                case "--seed" when i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    i++;
                    break;
                case "--json" when i + 1 < args.Length:
                    options = options with { Json = args[++i] };
                    break;
                case "--storage" when i + 1 < args.Length && args[i + 1] is "sqlite" or "postgres":
                    options = options with { Sqlite = args[++i] == "sqlite" };
                    break;
                default:
                    return null;
            }
        }

        return seconds is { } length ? options with { Seconds = length } : options;
    }
}
