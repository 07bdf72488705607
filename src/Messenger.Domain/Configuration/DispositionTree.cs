using Messenger.Domain.Http;

namespace Messenger.Domain.Configuration;

/// <summary>Dispositions level by level: a path of at most three steps ends at one that can be chosen.</summary>
public static class DispositionTree
{
    public const int MostLevels = 3;

    /// <summary>Those directly below this one, in their order; null = the top.</summary>
    public static IReadOnlyList<Disposition> Below(IReadOnlyList<Disposition> all, string? parentId) => [.. all.Where(d => d.ParentId == parentId)];

    /// <summary>Nothing stands below it, so an interaction can end with it.</summary>
    public static bool IsLeaf(IReadOnlyList<Disposition> all, string id) => all.Any(d => d.Id == id) && !all.Any(d => d.ParentId == id);

    /// <summary>From the top to this one; empty where there is none of this id.</summary>
    public static IReadOnlyList<Disposition> PathTo(IReadOnlyList<Disposition> all, string? id)
    {
        var path = new List<Disposition>();
        for (var at = Find(all, id); at is not null && path.Count < MostLevels; at = Find(all, at.ParentId))
        {
            path.Insert(0, at);
        }

        return path;
    }

    /// <summary>Why it cannot stand where it is to stand; null = it can.</summary>
    internal static Fault? WhatIsWrong(Disposition disposition, Dictionary<string, Disposition> all)
    {
        var levels = 1;
        for (var parent = disposition.ParentId; parent is not null; parent = all[parent].ParentId)
        {
            if (!all.ContainsKey(parent))
            {
                // Its parent's own fault where that one has it.
                return levels == 1 ? Fault.Of(FaultCode.NoParent) : null;
            }

            if (parent == disposition.Id)
            {
                return Fault.Of(FaultCode.Circle);
            }

            if (++levels > MostLevels)
            {
                return Reaches(disposition.Id, all) ? Fault.Of(FaultCode.Circle) : Fault.Of(FaultCode.Depth, MostLevels);
            }
        }

        return null;
    }

    /// <summary>Going up from it one comes back to it, or goes round for ever.</summary>
    private static bool Reaches(string id, Dictionary<string, Disposition> all)
    {
        var at = id;
        for (var steps = 0; steps <= all.Count; steps++)
        {
            if (!all.TryGetValue(at, out var here) || here.ParentId is not { } parent)
            {
                return false;
            }

            at = parent;
        }

        return true;
    }

    private static Disposition? Find(IReadOnlyList<Disposition> all, string? id) => id is null ? null : all.FirstOrDefault(d => d.Id == id);
}
