using Messenger.Domain.Campaigns;
using Orleans;

namespace Messenger.Domain.Agents;

/// <summary>What an agent tells a campaign about himself, so that it does not offer in vain. Only the agent grants.</summary>
/// <param name="Version">Rises with each change of his free slots anywhere; the newest wins.</param>
/// <param name="Free">How many more interactions of that campaign he can take now; 0 when away, on break or full.</param>
[GenerateSerializer, Immutable]
public sealed record AgentHint(
    [property: Id(0)] string AgentId,
    [property: Id(1)] long Version,
    [property: Id(2)] int Free)
{
    /// <summary>He has no interaction and no call: first choice of omni.</summary>
    [Id(3)]
    public bool Idle { get; init; }
}

/// <summary>Who an agent is, copied into what he does so that records stay readable after a rename.</summary>
[GenerateSerializer, Immutable]
public sealed record AgentName([property: Id(0)] string Id, [property: Id(1)] string UserName, [property: Id(2)] string DisplayName);

/// <summary>Names an interaction that came to a desk; its conversation's stream carries everything else.</summary>
[GenerateSerializer, Immutable]
public sealed record InteractionCard([property: Id(0)] string InteractionId, [property: Id(1)] string CampaignId);

/// <summary>A kind of break an administrator defined.</summary>
/// <param name="Icon">A Material icon name.</param>
[GenerateSerializer, Immutable]
public sealed record BreakKind([property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] string Icon)
{
    /// <summary>What a person reads in his language; null, or empty in one = <see cref="Name"/>.</summary>
    [Id(3)]
    public LocalizedText? Names { get; init; }

    /// <summary>As it is called in this language.</summary>
    public string In(string language) => Names?.Exactly(language) ?? Name;

    /// <summary>The system break of who did not respond (R41); the screen has its name in each language.</summary>
    public static readonly BreakKind NoAnswer = new("no-answer", "No answer", "phone_missed");
}
