using Orleans;

namespace Messenger.Domain.Auditing;

/// <summary>Who changed a setting, copied into the change so that it stays readable after a rename.</summary>
[GenerateSerializer, Immutable]
public sealed record Editor([property: Id(0)] string Id, [property: Id(1)] string UserName, [property: Id(2)] string DisplayName);

/// <summary>One field that somebody changed, as text.</summary>
/// <param name="Field">As the API calls it; what stands inside another field after a dot: <c>texts.outOfHours.es</c>, <c>breaks.almuerzo.name</c>.</param>
/// <param name="Before">At most 2,000 characters, cut with an ellipsis; null = there was nothing. Never a secret.</param>
/// <param name="After">As <paramref name="Before"/>.</param>
public sealed record FieldChange(string Field, string? Before, string? After);
