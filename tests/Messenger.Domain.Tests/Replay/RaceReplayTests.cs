using System.Globalization;
using Messenger.Domain.Replay;
using Messenger.Domain.Tests.Races;

namespace Messenger.Domain.Tests.Replay;

/// <summary>Journals of worlds in which everything happens (docs/races.md) are lived once more, and come out equal.</summary>
[Collection(nameof(OtherZones))]
public sealed class RaceReplayTests(ITestOutputHelper output)
{
    private const int WorldsEach = 12;

    /// <summary>The clocks, languages and numbers of other silos.</summary>
    [Theory]
    [InlineData("", "UTC", 1)]
    [InlineData("tr-TR", "Europe/Istanbul", 101)]
    [InlineData("ar-SA", "Asia/Riyadh", 201)]
    [InlineData("es-UY", "America/Montevideo", 301)]
    [InlineData("th-TH", "Pacific/Apia", 401)]
    public void Decisions_of_any_stream_are_equal_wherever_it_is_replayed(string culture, string zone, int first)
    {
        var reports = new List<ReplayReport>();
        foreach (var world in Enumerable.Range(first, WorldsEach).Select(World.Number))
        {
            using var elsewhere = new OtherZone(culture, zone);
            reports.AddRange(world.Replay());
        }

        output.WriteLine($"{reports.Count} streams, {reports.Sum(r => r.Commits)} commits, {reports.Sum(r => r.Facts)} facts");
        Assert.Empty(reports.SelectMany(r => r.Differences).Take(3));
        Assert.All(reports, r => Assert.True(r is { IsEqual: true, NotCompared: 0 }));
        Assert.True(reports.Sum(r => r.Facts) > 5_000);
    }
}

/// <summary>The zone of the machine is one for the whole process.</summary>
[CollectionDefinition(nameof(OtherZones), DisableParallelization = true)]
public sealed class OtherZones;

/// <summary>A machine somewhere else, until it is disposed of.</summary>
internal sealed class OtherZone : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly string? _zone = Environment.GetEnvironmentVariable("TZ");

    public OtherZone(string culture, string zone)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Move(zone);
        Assert.Equal(zone, TimeZoneInfo.Local.Id);
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        Move(_zone);
    }

    private static void Move(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }
}
