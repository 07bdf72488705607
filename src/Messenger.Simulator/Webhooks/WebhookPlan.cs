using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Messenger.Simulator.World;

namespace Messenger.Simulator.Webhooks;

/// <summary>What happens to the next webhooks.</summary>
public enum WebhookTrouble
{
    /// <summary>The same bytes come twice.</summary>
    [JsonStringEnumMemberName("double")]
    Twice,

    /// <summary>Comes some seconds later; events behind it overtake it.</summary>
    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>Never comes.</summary>
    [JsonStringEnumMemberName("drop")]
    Drop,

    /// <summary>Count events are collected and come in reverse order.</summary>
    [JsonStringEnumMemberName("shuffle")]
    Shuffle,

    /// <summary>Count events, also of several Pages, are collected and come in one call with several entries.</summary>
    [JsonStringEnumMemberName("batch")]
    Batch,

    /// <summary>The first try carries signatures made with another key.</summary>
    [JsonStringEnumMemberName("wrong-signature")]
    WrongSignature,

    /// <summary>The first try carries no signature.</summary>
    [JsonStringEnumMemberName("no-signature")]
    NoSignature,

    /// <summary>The first try carries the legacy signature only.</summary>
    [JsonStringEnumMemberName("sha1-only")]
    Sha1Only,

    /// <summary>timestamp in seconds.</summary>
    [JsonStringEnumMemberName("seconds")]
    Seconds,

    /// <summary>timestamp as a string.</summary>
    [JsonStringEnumMemberName("string")]
    Text,

    /// <summary>The older escaped form: also &lt;, % and @, with upper-case hex.</summary>
    [JsonStringEnumMemberName("older-escaping")]
    OlderEscaping,
}

/// <summary>Trouble for the next webhooks.</summary>
/// <param name="Count">How many events meet it; for shuffle and batch how many are collected. 1-1000.</param>
/// <param name="Seconds">Delay of kind late, 0-86,400; default 5.</param>
/// <param name="Field">Only events of this subscription field, for example message_echoes; null = all.</param>
/// <param name="PageId">Only events of this Page; null = all.</param>
public sealed record PlannedTrouble(
    WebhookTrouble Kind, [property: Range(1, 1000)] int Count = 1, [property: Range(0, 86_400)] double? Seconds = null, string? Field = null, string? PageId = null)
{
    internal bool Collects => Kind is WebhookTrouble.Shuffle or WebhookTrouble.Batch;
}

/// <summary>Troubles that wait for an event, and events that wait for company. Touched inside a transaction only.</summary>
internal sealed class WebhookPlan
{
    private readonly List<PlannedTrouble> planned = [];

    public List<PendingDelivery> Held { get; } = [];

    public PlannedTrouble[] All => [.. planned];

    public void Add(PlannedTrouble trouble) => planned.Add(trouble);

    public void Clear() => planned.Clear();

    /// <summary>All troubles an event meets, one of each kind; what collects goes on until it has enough.</summary>
    public List<PlannedTrouble> Take(string pageId, string field)
    {
        var met = planned.Where(t => (t.PageId is null || t.PageId == pageId) && (t.Field is null || t.Field == field)).DistinctBy(t => t.Kind).ToList();
        foreach (var trouble in met.Where(t => !t.Collects))
        {
            Use(trouble);
        }

        return met;
    }

    public void Done(PlannedTrouble collecting) => planned.Remove(collecting);

    private void Use(PlannedTrouble trouble)
    {
        var at = planned.IndexOf(trouble);
        if (trouble.Count > 1)
        {
            planned[at] = trouble with { Count = trouble.Count - 1 };
        }
        else
        {
            planned.RemoveAt(at);
        }
    }
}
