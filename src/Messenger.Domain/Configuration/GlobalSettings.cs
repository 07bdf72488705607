using Messenger.Domain.Agents;
using Orleans;

namespace Messenger.Domain.Configuration;

/// <summary>What an administrator sets once for all campaigns; journaled whole, versioned.</summary>
/// <param name="Version">Rises by one with each save.</param>
[GenerateSerializer, Immutable]
public sealed record GlobalSettings(
    [property: Id(0)] int Version,
    [property: Id(1)] IReadOnlyList<BreakKind> Breaks,
    [property: Id(2)] IReadOnlyList<Disposition> Dispositions,
    [property: Id(3)] IReadOnlyList<CannedResponse> CannedResponses)
{
    public static readonly GlobalSettings Empty = new(0, [], [], []);
}

/// <summary>How an interaction ended, chosen at Finish.</summary>
[GenerateSerializer, Immutable]
public sealed record Disposition([property: Id(0)] string Id, [property: Id(1)] string Name);

/// <summary>A text an agent sends with a few keys (R20).</summary>
/// <param name="Shortcut">Typed as /shortcut in the compose box, without the slash.</param>
/// <param name="Text">May carry {{customer.name}}, {{agent.name}} and {{campaign.name}}.</param>
/// <param name="Language">es, en, pt; null = every language.</param>
[GenerateSerializer, Immutable]
public sealed record CannedResponse(
    [property: Id(0)] string Id,
    [property: Id(1)] string Title,
    [property: Id(2)] string Shortcut,
    [property: Id(3)] string Text,
    [property: Id(4)] string? Language = null);
