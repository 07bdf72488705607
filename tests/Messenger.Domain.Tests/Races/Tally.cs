namespace Messenger.Domain.Tests.Races;

/// <summary>What happened in all worlds together.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private int _worlds;
    private long _offers;
    private long _refusals;
    private long _ended;
    private long _doubles;

    public long Steps { get; private set; }

    /// <summary>The seed of a world that failed.</summary>
    public string? Failed { get; private set; }

    public bool IsLively => _offers > 1_000 && _refusals > 100 && _ended > 500 && _doubles > 500;

    public void Count(Schedule schedule)
    {
        var world = World.Through(schedule);
        lock (_gate)
        {
            _worlds++;
            Steps += schedule.Steps.Count;
            _offers += world.Invariants.Offers;
            _refusals += world.Invariants.Refusals;
            _ended += world.Invariants.Ended;
            _doubles += world.Doubles;
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
        + $"{_offers} offers, {_refusals} refused, {_ended} ended, {_doubles} double activations";
}
