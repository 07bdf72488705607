using Messenger.Domain.Hubs;

namespace Messenger.Console.Agent;

/// <summary>What rings at a desk until the agent's own view names it no more.</summary>
public sealed class RingingList
{
    private readonly Dictionary<string, RingingView> rings = new(StringComparer.Ordinal);
    private readonly HashSet<string> rang = new(StringComparer.Ordinal);

    /// <summary>The one that ends first at the front.</summary>
    public IReadOnlyList<RingingView> All { get; private set; } = [];

    /// <returns>Those that were not known.</returns>
    public IReadOnlyList<RingingView> Replace(IReadOnlyList<RingingView> whole)
    {
        var news = whole.Where(r => !rings.ContainsKey(r.Id)).ToList();
        rings.Clear();
        foreach (var r in whole)
        {
            rings[r.Id] = r;
            rang.Add(r.Id);
        }

        Arrange();
        return news;
    }

    /// <returns>True when it was not known.</returns>
    public bool Add(RingingView ring)
    {
        var isNew = !rings.ContainsKey(ring.Id);
        rings[ring.Id] = ring;
        rang.Add(ring.Id);
        Arrange();
        return isNew;
    }

    /// <returns>True when it was called otherwise.</returns>
    public bool Name(string interactionId, string customerName)
    {
        if (!rings.TryGetValue(interactionId, out var ring) || ring.CustomerName == customerName)
        {
            return false;
        }

        rings[interactionId] = ring with { CustomerName = customerName };
        Arrange();
        return true;
    }

    /// <summary>Drops what rings no more.</summary>
    public void Keep(IReadOnlyList<TimedInteraction> still)
    {
        foreach (var gone in rings.Keys.Except(still.Select(s => s.InteractionId), StringComparer.Ordinal).ToList())
        {
            rings.Remove(gone);
        }

        Arrange();
    }

    /// <summary>Whether it rang here before it came; asked once.</summary>
    public bool Rang(string interactionId) => rang.Remove(interactionId);

    private void Arrange() => All = [.. rings.Values.OrderBy(r => r.Until).ThenBy(r => r.Id, StringComparer.Ordinal)];
}
