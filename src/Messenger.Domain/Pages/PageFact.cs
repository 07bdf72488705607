using System.Text.Json.Serialization;

namespace Messenger.Domain.Pages;

/// <summary>What happened to a Page. The discriminator ends in the fact's schema version.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Judged), "judged/1")]
[JsonDerivedType(typeof(TokenGiven), "token-given/1")]
[JsonDerivedType(typeof(Resumed), "resumed/1")]
public abstract record PageFact
{
    /// <summary>It fares otherwise than before.</summary>
    /// <param name="Recovers">It was unusable and is usable again: what was kept can be sent.</param>
    public sealed record Judged(PageHealth Health, bool Recovers) : PageFact;

    /// <param name="Token">Marks it; the token itself is the campaign's.</param>
    public sealed record TokenGiven(string Token) : PageFact;

    /// <param name="Recovered">The recovery of which conversations were told.</param>
    public sealed record Resumed(int Recovered) : PageFact;
}
