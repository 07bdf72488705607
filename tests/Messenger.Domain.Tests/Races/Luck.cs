namespace Messenger.Domain.Tests.Races;

/// <summary>
/// Every choice of a step comes from that step's own number, so leaving another step out changes none of them: that is what
/// makes a failing schedule shrink.
/// </summary>
internal sealed class Luck
{
    private ulong _state;

    public void Begin(uint number) => _state = number;

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)bound);
    }

    public bool OneIn(int bound) => Next(bound) == 0;

    public T Any<T>(IReadOnlyList<T> list) => list[Next(list.Count)];

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var n = list.Count - 1; n > 0; n--)
        {
            var other = Next(n + 1);
            (list[n], list[other]) = (list[other], list[n]);
        }

        return list;
    }
}
