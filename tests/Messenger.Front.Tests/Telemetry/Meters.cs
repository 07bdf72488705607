using System.Globalization;
using System.Text.RegularExpressions;

namespace Messenger.Front.Tests.Telemetry;

/// <summary>What <c>GET /metrics</c> said: per family the sum of its series (of a histogram, its count).</summary>
internal sealed partial record Meters(IReadOnlyDictionary<string, double> Values)
{
    public static async Task<Meters> Read(HttpClient http)
    {
        var text = await http.GetStringAsync("/metrics");
        var families = Family().Matches(text).Select(m => (Name: m.Groups["name"].Value, Kind: m.Groups["kind"].Value));
        return new Meters(families.Where(f => f.Name.StartsWith("messenger_", StringComparison.Ordinal)).ToDictionary(
            f => f.Name,
            f => Sum(text, f.Kind == "histogram" ? f.Name + "_count" : f.Name),
            StringComparer.Ordinal));
    }

    public double Of(string family) => Values.GetValueOrDefault(family);

    private static double Sum(string text, string series) => text.Split('\n')
        .Where(line => line.StartsWith(series + "{", StringComparison.Ordinal) || line.StartsWith(series + " ", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Replace(series, "", StringComparison.Ordinal).Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^# TYPE (?<name>\w+) (?<kind>\w+)", RegexOptions.Multiline)]
    private static partial Regex Family();
}
