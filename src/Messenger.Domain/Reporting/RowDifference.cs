namespace Messenger.Domain.Reporting;

/// <summary>What changed between two looks at a list whose rows have ids.</summary>
internal static class RowDifference
{
    /// <summary>Rows that are new or differ.</summary>
    public static List<T> Changed<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id)
        where T : notnull
    {
        var known = before.ToDictionary(id, StringComparer.Ordinal);
        return [.. after.Where(row => !known.TryGetValue(id(row), out var old) || !old.Equals(row))];
    }

    /// <summary>Ids that are not there any more.</summary>
    public static List<string> Gone<T>(IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, string> id)
    {
        var here = after.Select(id).ToHashSet(StringComparer.Ordinal);
        return [.. before.Select(id).Where(x => !here.Contains(x))];
    }
}
