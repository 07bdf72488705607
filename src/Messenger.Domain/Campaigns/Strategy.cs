using System.Text.Json.Serialization;
using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>Who may be given an interaction (R9), besides being connected, not on break and below both limits.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Eligibility>))]
public enum Eligibility
{
    /// <summary>Calls do not matter, several at once; nothing while he holds an exclusive interaction.</summary>
    [JsonStringEnumMemberName("nocall")]
    NoCall,

    /// <summary>As nocall, and also while he holds an exclusive interaction.</summary>
    [JsonStringEnumMemberName("nopause")]
    NoPause,

    /// <summary>Not in a call and without any interaction; while he holds it he is unavailable for every other campaign.</summary>
    [JsonStringEnumMemberName("incall")]
    InCall,

    /// <summary>Without any interaction, a call allowed.</summary>
    [JsonStringEnumMemberName("interaction")]
    Interaction,

    /// <summary>First those without interaction and call, else anybody with room.</summary>
    [JsonStringEnumMemberName("omni")]
    Omni,

    /// <summary>Nothing is offered: any member takes the head of the line, one at a time, in a call too.</summary>
    [JsonStringEnumMemberName("ringall")]
    RingAll,

    /// <summary>Nothing is offered: any member takes any who waits, up to his limit, in a call too.</summary>
    [JsonStringEnumMemberName("ringallmultiple")]
    RingAllMultiple,
}

/// <summary>Which of those who may be given one gets it (R9). Ties: order of the member list.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Distribution>))]
public enum Distribution
{
    /// <summary>Who has been without an assignment for longest.</summary>
    [JsonStringEnumMemberName("leastrecent")]
    LeastRecent,

    /// <summary>In turn through the member list: nobody a second time before every one who may had a first.</summary>
    [JsonStringEnumMemberName("rrmemory")]
    RoundRobin,

    /// <summary>Who was assigned fewest on the campaign's local day.</summary>
    [JsonStringEnumMemberName("fewestcalls")]
    FewestToday,

    [JsonStringEnumMemberName("random")]
    Random,

    /// <summary>By chance, in proportion to 101 - penalty.</summary>
    [JsonStringEnumMemberName("wrandom")]
    WeightedRandom,

    /// <summary>The first of the member list who may.</summary>
    [JsonStringEnumMemberName("linear")]
    Linear,
}

/// <summary>How interactions find their agent (R9).</summary>
/// <param name="Distribution">Without meaning while agents take for themselves.</param>
[GenerateSerializer, Immutable]
public sealed record Strategy([property: Id(0)] Eligibility Eligibility, [property: Id(1)] Distribution Distribution)
{
    public static readonly Strategy Default = new(Eligibility.NoCall, Distribution.LeastRecent);

    /// <summary>Agents take for themselves; nothing is offered.</summary>
    [JsonIgnore]
    public bool IsPull => Eligibility is Eligibility.RingAll or Eligibility.RingAllMultiple;
}
