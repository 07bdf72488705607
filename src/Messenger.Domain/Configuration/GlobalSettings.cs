using Messenger.Domain.Agents;
using Messenger.Domain.Campaigns;
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

    /// <summary>A member receives nothing unless he is in a voice campaign too; default true (R33).</summary>
    [Id(4)]
    public bool NeedsVoice { get; init; } = true;

    /// <summary>Dates on which no campaign opens, each in its own zone; ascending, each once, at most 500.</summary>
    [Id(5)]
    public IReadOnlyList<DateOnly> Holidays { get; init; } = [];

    /// <summary>What some of them are called, by date as yyyy-MM-dd; null = none has a name.</summary>
    [Id(6)]
    public IReadOnlyDictionary<string, string>? HolidayNames { get; init; }

    /// <summary>0-200 characters: whom to ask for a password, as the sign-in page says it; empty = "your administrator".</summary>
    [Id(7)]
    public string PasswordContact { get; init; } = "";

    /// <summary>The external address (R5): where Meta reaches this installation, as https://contact.example.com; empty = not set. The configuration file comes first.</summary>
    [Id(8)]
    public string ExternalAddress { get; init; } = "";

    /// <summary>What of it every campaign goes by.</summary>
    internal GlobalRules Rules => new(Version, NeedsVoice, Holidays);
}

/// <summary>How an interaction ended, chosen at Finish: one that has others below it only leads to them.</summary>
[GenerateSerializer, Immutable]
public sealed record Disposition([property: Id(0)] string Id, [property: Id(1)] string Name)
{
    /// <summary>The one it belongs to; null = it stands at the top.</summary>
    [Id(2)]
    public string? ParentId { get; init; }

    /// <summary>What a person reads in his language; null, or empty in one = <see cref="Name"/>.</summary>
    [Id(3)]
    public LocalizedText? Names { get; init; }

    /// <summary>As it is called in this language.</summary>
    public string In(string language) => Names?.Exactly(language) ?? Name;
}

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
