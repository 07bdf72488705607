using System.Text.Json.Nodes;

namespace Messenger.Domain.Http;

/// <summary>What two people made of the same settings: neither is overwritten silently.</summary>
public static class EditMerge
{
    /// <summary>My changes on top of theirs. Where both changed a field, mine stands in the result and the field is named.</summary>
    /// <param name="before">What both had read.</param>
    public static Merged Of(JsonObject before, JsonObject mine, JsonObject theirs)
    {
        var (result, changed) = ((JsonObject)theirs.DeepClone(), new List<ChangedElsewhere>());
        foreach (var field in before.Select(p => p.Key).Union(theirs.Select(p => p.Key), StringComparer.Ordinal))
        {
            var (old, own, other) = (before[field], mine[field], theirs[field]);
            var (iDid, theyDid) = (!JsonNode.DeepEquals(old, own), !JsonNode.DeepEquals(old, other));
            if (iDid)
            {
                result[field] = own?.DeepClone();
            }

            if (theyDid)
            {
                changed.Add(new ChangedElsewhere(field, old, other, iDid && !JsonNode.DeepEquals(own, other) ? own : null));
            }
        }

        return new Merged(result, changed);
    }
}

/// <summary>The result, and what somebody else had changed.</summary>
public sealed record Merged(JsonObject Result, IReadOnlyList<ChangedElsewhere> Changed);

/// <param name="Mine">What I want it to be instead; null = I did not touch it.</param>
public sealed record ChangedElsewhere(string Field, JsonNode? Before, JsonNode? Theirs, JsonNode? Mine);
