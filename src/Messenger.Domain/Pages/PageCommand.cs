using Orleans;

namespace Messenger.Domain.Pages;

/// <summary>What a Page can be told.</summary>
[GenerateSerializer, Immutable]
public abstract record PageCommand
{
    /// <summary>Somebody looked.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Observe([property: Id(0)] PageObservation Seen) : PageCommand;

    /// <summary>Meta refused a call for the token's sake, or the person took the app away.</summary>
    /// <param name="Token">Marks the token that was used; null = whichever it has.</param>
    /// <param name="Fault">In a word.</param>
    [GenerateSerializer, Immutable]
    public sealed record Refused([property: Id(0)] string? Token, [property: Id(1)] string Fault) : PageCommand;

    /// <summary>A login ended well: it has this token from now on.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Connected([property: Id(0)] string Token) : PageCommand;

    /// <summary>The conversations that keep messages were told (inside the machinery only).</summary>
    [GenerateSerializer, Immutable]
    public sealed record KeptTold([property: Id(0)] int Recovered) : PageCommand;

    [GenerateSerializer, Immutable]
    public sealed record Tick : PageCommand;
}
