using System.Globalization;
using Messenger.Domain.Campaigns;

namespace Messenger.Domain.Auditing;

/// <summary>
/// What became of a member list: who was added and who removed, each with his penalty, whose penalty changed, and the order of those who
/// stayed when it is another one.
/// </summary>
public static class MembersDifference
{
    /// <param name="names">User names by agent id; who has none here is called by his id.</param>
    /// <param name="onRemoval">Told where somebody was removed and what he had went back to the queue.</param>
    public static IReadOnlyList<FieldChange> Of(
        IReadOnlyList<Member> before, IReadOnlyList<Member> after, IReadOnlyDictionary<string, string> names, Removal onRemoval = Removal.Finish)
    {
        var (old, now) = (ById(before), ById(after));
        var stayed = after.Where(m => old.ContainsKey(m.AgentId)).ToArray();
        var stayedBefore = before.Where(m => now.ContainsKey(m.AgentId)).ToArray();
        var changed = stayed.Where(m => m.Penalty != old[m.AgentId].Penalty).ToArray();
        var (orderBefore, order) = (stayedBefore.Select(m => m.AgentId), stayed.Select(m => m.AgentId));
        FieldChange[] changes =
        [
            new("added", null, Penalties(after.Where(m => !old.ContainsKey(m.AgentId)))),
            new("removed", Penalties(before.Where(m => !now.ContainsKey(m.AgentId))), null),
            new("onRemoval", null, onRemoval == Removal.Requeue && stayedBefore.Length < before.Count ? MemberEditing.Requeue : null),
            new("penalty", Penalties(changed.Select(m => old[m.AgentId])), Penalties(changed)),
            orderBefore.SequenceEqual(order) ? new("order", null, null) : new("order", Names(orderBefore), Names(order)),
        ];
        return [.. changes.Where(c => c.Before != c.After)];

        string? Penalties(IEnumerable<Member> members) => SettingsDifference.Cut(
            string.Join(", ", members.Select(m => string.Create(CultureInfo.InvariantCulture, $"{NameOf(m.AgentId)} {m.Penalty}"))));

        string? Names(IEnumerable<string> ids) => SettingsDifference.Cut(string.Join(", ", ids.Select(NameOf)));

        string NameOf(string id) => names.GetValueOrDefault(id, id);
    }

    private static Dictionary<string, Member> ById(IReadOnlyList<Member> members) => members.ToDictionary(m => m.AgentId, StringComparer.Ordinal);
}
