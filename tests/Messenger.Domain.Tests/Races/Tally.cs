namespace Messenger.Domain.Tests.Races;

/// <summary>What happened in all worlds together.</summary>
internal sealed class Tally
{
    /// <summary>What is counted, and how much of it there must be in the worlds of a whole run: one in which nothing happens would prove nothing.</summary>
    private static readonly (string Name, int AtLeast, Func<World, int> Of)[] Counted =
    [
        ("offers", 1_000, w => w.Invariants.Offers),
        ("refused", 100, w => w.Invariants.Refusals),
        ("ended", 500, w => w.Invariants.Ended),
        ("double activations", 500, w => w.Doubles),
        ("openings for a backlog", 80, w => w.Invariants.Openings),
        ("windows closed", 250, w => w.Invariants.WindowsPassed),
        ("opened again", 250, w => w.Invariants.WindowsReopened),
        ("told", 800, w => w.Invariants.Told("closed/") + w.Invariants.Told("full/")),
        ("welcomed", 500, w => w.Invariants.Told("welcome/")),
        ("announced", 250, w => w.Invariants.Told("joined/")),
        ("warned", 50, w => w.Invariants.Told("silence/")),
        ("dismissed", 100, w => w.Invariants.Told("goodbye/")),
        ("abandoned", 1_000, w => w.Invariants.Abandoned),
        ("recovered", 250, w => w.Invariants.Recovered),
        ("transfers", 200, w => w.Invariants.Transfers),
        ("came back", 50, w => w.Invariants.TransfersBack),
        ("returned", 200, w => w.Invariants.Requeues),
        ("reopened", 50, w => w.Invariants.WrittenAgain),
        ("continued", 50, w => w.Invariants.Continued),
        ("blocked", 100, w => w.Invariants.Blocked),
        ("given back on removal", 10, w => w.Invariants.GivenBack),
        ("rang in vain", 100, w => w.Invariants.Lapsed),
        ("deleted", 20, w => w.Invariants.Deleted),
        ("too late", 50, w => w.Invariants.TooLate),
        ("wrap-ups", 100, w => w.Invariants.WrapUps),
        ("past the order", 100, w => w.Invariants.OnPurpose),
        ("queued as proven", 1_000, w => w.Books.Agreed),
    ];

    private readonly Lock _gate = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private readonly long[] _sums = new long[Counted.Length];
    private int _worlds;

    public long Steps { get; private set; }

    /// <summary>The seed of a world that failed.</summary>
    public string? Failed { get; private set; }

    public bool IsLively => Counted.Zip(_sums).All(c => c.Second >= c.First.AtLeast);

    public void Count(Schedule schedule)
    {
        var world = World.Through(schedule);
        lock (_gate)
        {
            _worlds++;
            Steps += schedule.Steps.Count;
            for (var n = 0; n < Counted.Length; n++)
            {
                _sums[n] += Counted[n].Of(world);
            }
        }
    }

    public void Fail(string seed)
    {
        lock (_gate)
        {
            Failed = seed;
        }
    }

    public override string ToString() =>
        $"{_worlds} worlds, {Steps} steps in {TimeProvider.System.GetElapsedTime(_began).TotalSeconds:F1} s; "
        + string.Join(", ", Counted.Zip(_sums).Select(c => $"{c.Second} {c.First.Name}"));
}
