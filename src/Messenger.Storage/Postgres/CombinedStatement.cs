namespace Messenger.Storage.Postgres;

/// <summary>
/// Statements of which none reads what another writes, as one: the server begins, plans and ends a statement once, which costs it more
/// than a dozen rows do. Some count the rows they meet; if that is not what was expected, it divides by zero and fails as a whole.
/// </summary>
internal sealed class CombinedStatement
{
    private readonly List<string> parts = [];
    private readonly List<string> counted = [];
    private readonly List<Action<ArrayParameters>> fills = [];
    private long expected;

    /// <param name="sql">Its parameters' names are no other part's.</param>
    public void AddIf(bool any, string? sql, Action<ArrayParameters> fill)
    {
        if (any)
        {
            parts.Add($"part{parts.Count} AS ({sql})");
            fills.Add(fill);
        }
    }

    /// <summary>It answers a row for each that it meets, and has to meet so many. Those that count run first, in their order.</summary>
    public void AddCountedIf(int rows, string sql, Action<ArrayParameters> fill)
    {
        if (rows > 0)
        {
            counted.Add($"(SELECT count(*) FROM part{parts.Count})");
            expected += rows;
            AddIf(true, sql, fill);
        }
    }

    public void AddTo(Statements batch)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var check = counted.Count == 0 ? "SELECT 1" : $"SELECT 1 / ({string.Join(" + ", counted)} = @expected)::int";
        var all = batch.Add($"WITH {string.Join(", ", parts)} {check}");
        fills.ForEach(fill => fill(all));
        if (counted.Count > 0)
        {
            all.One("expected", expected);
        }
    }
}
