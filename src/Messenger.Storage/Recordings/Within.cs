using System.Globalization;
using Dapper;

namespace Messenger.Storage.Recordings;

/// <summary>Restricts rows to what whoever asks may look into.</summary>
internal static class Within
{
    /// <summary>Interactions that were opened in one of these campaigns, or are in one now.</summary>
    /// <param name="only">Ids; empty = nothing at all.</param>
    /// <param name="values">Gets the ids.</param>
    /// <returns>A condition on the interaction <c>i</c>.</returns>
    public static string Campaigns(IReadOnlyCollection<string> only, DynamicParameters values)
    {
        var list = Listed(only, values);
        return $"(i.campaign_id IN ({list}) OR i.now_campaign_id IN ({list}))";
    }

    /// <returns>A condition on the conversation <c>c</c>.</returns>
    public static string Pages(IReadOnlyCollection<string> only, DynamicParameters values) => $"c.page_id IN ({Listed(only, values)})";

    /// <summary>Where there is none, what nothing is equal to.</summary>
    private static string Listed(IReadOnlyCollection<string> only, DynamicParameters values) => only.Count == 0 ? "NULL" : string.Join(", ", only.Select((id, index) =>
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Only{index}");
        values.Add(name, id);
        return "@" + name;
    }));
}
