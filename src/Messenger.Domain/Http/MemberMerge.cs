namespace Messenger.Domain.Http;

/// <summary>What two people made of the same member list: neither is overwritten silently.</summary>
public static class MemberMerge
{
    /// <summary>My changes on top of theirs: whom I added, removed or gave another penalty, and my order where I changed it.</summary>
    /// <param name="before">What both had read.</param>
    public static MergedMembers Of(IReadOnlyList<MemberEdit> before, IReadOnlyList<MemberEdit> mine, IReadOnlyList<MemberEdit> theirs)
    {
        var (old, own, other) = (ByName(before), ByName(mine), ByName(theirs));
        var result = theirs.Where(m => own.ContainsKey(m.UserName!) || !old.ContainsKey(m.UserName!))
            .Select(m => own.TryGetValue(m.UserName!, out var my) && old.GetValueOrDefault(m.UserName!)?.Penalty != my.Penalty ? m with { Penalty = my.Penalty } : m)
            .Concat(mine.Where(m => !other.ContainsKey(m.UserName!) && !old.ContainsKey(m.UserName!))).ToList();
        if (IsReordered(before, mine))
        {
            var order = mine.Select((m, place) => (m.UserName, place)).ToDictionary(m => m.UserName!, m => m.place, StringComparer.OrdinalIgnoreCase);
            result = [.. result.OrderBy(m => order.GetValueOrDefault(m.UserName!, int.MaxValue))];
        }

        return new MergedMembers(result, new MembersElsewhere(
            [.. theirs.Select(m => m.UserName!).Where(name => !old.ContainsKey(name))],
            [.. before.Select(m => m.UserName!).Where(name => !other.ContainsKey(name))],
            [.. theirs.Where(m => old.TryGetValue(m.UserName!, out var was) && was.Penalty != m.Penalty).Select(m => m.UserName!)],
            IsReordered(before, theirs)));
    }

    /// <summary>Those who stand in both stand in another order.</summary>
    private static bool IsReordered(IReadOnlyList<MemberEdit> before, IReadOnlyList<MemberEdit> after)
    {
        var (old, now) = (ByName(before), ByName(after));
        return !before.Select(m => m.UserName!).Where(now.ContainsKey)
            .SequenceEqual(after.Select(m => m.UserName!).Where(old.ContainsKey), StringComparer.OrdinalIgnoreCase);
    }

    private static Dictionary<string, MemberEdit> ByName(IReadOnlyList<MemberEdit> members) =>
        members.DistinctBy(m => m.UserName, StringComparer.OrdinalIgnoreCase).ToDictionary(m => m.UserName!, StringComparer.OrdinalIgnoreCase);
}

/// <summary>The result, and what somebody else had changed.</summary>
public sealed record MergedMembers(IReadOnlyList<MemberEdit> Result, MembersElsewhere Elsewhere);

/// <summary>By user name.</summary>
/// <param name="Penalty">Whose penalty is another.</param>
public sealed record MembersElsewhere(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Penalty, bool Reordered);
