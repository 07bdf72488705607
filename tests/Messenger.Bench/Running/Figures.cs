using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Messenger.Bench.Running;

/// <summary>What a scenario found: a table for people and one JSON object for programs, the same names in both.</summary>
internal sealed class Figures
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, object?> _values = [];

    public Figures(BenchOptions options)
    {
        Add("scenario", options.Scenario);
        Add("seconds", options.Seconds);
        Add("machine", Machine.Description());
        Add("medianOf", options.Runs);
        Add("storage", options.Sqlite ? "Sqlite" : "Postgres");
    }

    /// <summary>Two significant digits behind the point are more than such a machine repeats.</summary>
    public void Add(string name, object? value) => _values[name] = value is double number ? Math.Round(number, number < 10 ? 3 : 1) : value;

    public void Print(TextWriter to)
    {
        to.WriteLine();
        foreach (var (name, value) in _values)
        {
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {Text(value)}"));
        }
    }

    public async Task Write(string? file)
    {
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(_values, Readable) + "\n");
        }
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        IEnumerable<double> runs => string.Join("  ", runs.Select(r => r.ToString("0.##", CultureInfo.InvariantCulture))),
        _ => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
    };
}
