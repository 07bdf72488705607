using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>A text in the three languages; empty = not written in that one.</summary>
[GenerateSerializer, Immutable]
public sealed record LocalizedText([property: Id(0)] string Es, [property: Id(1)] string En, [property: Id(2)] string Pt)
{
    public static readonly LocalizedText Empty = new("", "", "");

    /// <summary>In this language; where that is empty in the campaign's own, else the first that is written; null = nothing is sent (R18).</summary>
    public string? In(string? language, string defaultLanguage) =>
        new[] { Find(language), Find(defaultLanguage), Es, En, Pt }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    /// <summary>In this language; null where it is empty there.</summary>
    public string? Exactly(string? language) => Find(language) is { Length: > 0 } text ? text : null;

    private string? Find(string? language) => language switch
    {
        "es" => Es,
        "en" => En,
        "pt" => Pt,
        _ => null,
    };
}

/// <summary>What a campaign says by itself. Emptied in all languages = nothing is sent. It is never an answer in the sense of the figures.</summary>
/// <param name="OutOfHours">Once per closed period and customer (R18).</param>
/// <param name="QueueFull">Once to who is held or refused (R16).</param>
[GenerateSerializer, Immutable]
public sealed record AutomaticTexts(
    [property: Id(0)] LocalizedText OutOfHours, [property: Id(1)] LocalizedText QueueFull)
{
    /// <summary>Once to who is queued as he comes; empty by default.</summary>
    [Id(2)]
    public LocalizedText Welcome { get; init; } = LocalizedText.Empty;

    /// <summary>Once, when the first agent has it; empty by default.</summary>
    [Id(3)]
    public LocalizedText Joined { get; init; } = LocalizedText.Empty;

    /// <summary>A while before silence ends it (R15); empty by default.</summary>
    [Id(4)]
    public LocalizedText BeforeInactivity { get; init; } = LocalizedText.Empty;

    /// <summary>At the end of what an agent had; empty by default.</summary>
    [Id(5)]
    public LocalizedText Goodbye { get; init; } = LocalizedText.Empty;

    public static readonly AutomaticTexts Default = new(
        new(
            "Gracias por escribirnos. En este momento estamos fuera de horario; le responderemos en cuanto volvamos a atender.",
            "Thank you for writing. We are closed at the moment and will answer as soon as we are back.",
            "Obrigado por escrever. No momento estamos fora do horário de atendimento; responderemos assim que voltarmos."),
        new(
            "Gracias por escribirnos. Hay muchas consultas en este momento; le responderemos en cuanto haya lugar.",
            "Thank you for writing. Many people are writing just now; we will answer as soon as there is room.",
            "Obrigado por escrever. Há muitas mensagens neste momento; responderemos assim que possível."));
}
