using Orleans;

namespace Messenger.Domain.Campaigns;

/// <summary>What of its campaign's settings an interaction goes by while it runs; those in force when it was placed. Times in seconds, 0 = off.</summary>
/// <param name="FirstReplySeconds">B3.</param>
/// <param name="ChatSeconds">R15.</param>
/// <param name="InactivitySeconds">R15.</param>
/// <param name="TransferReturnSeconds">B3.</param>
/// <param name="ContinuationSeconds">R37b.</param>
/// <param name="NeedsDisposition">Finish asks for a disposition.</param>
[GenerateSerializer, Immutable]
public sealed record InteractionTerms(
    [property: Id(0)] int FirstReplySeconds, [property: Id(1)] int ChatSeconds, [property: Id(2)] int InactivitySeconds,
    [property: Id(3)] int TransferReturnSeconds, [property: Id(4)] int ContinuationSeconds, [property: Id(5)] bool NeedsDisposition)
{
    /// <summary>Until its campaign has said its own.</summary>
    public static readonly InteractionTerms None = new(0, 0, 0, 60, 0, false);

    /// <summary>What is said by itself while it runs; null = nothing.</summary>
    [Id(6)]
    public InteractionTexts? Texts { get; init; }

    public static InteractionTerms Of(CampaignSettings s) => new(
        s.FirstReplySeconds, s.ChatSeconds, s.InactivitySeconds, s.TransferReturnSeconds, s.ContinuationMinutes * 60, s.NeedsDisposition)
    {
        Texts = InteractionTexts.Of(s),
    };
}

/// <summary>The automatic texts of an interaction that runs; null = written in no language.</summary>
/// <param name="Joined">When the first agent has it.</param>
/// <param name="BeforeInactivity">A while before silence ends it.</param>
/// <param name="Goodbye">When its agent finishes it, or chat time or silence end it.</param>
/// <param name="DefaultLanguage">es, en or pt.</param>
[GenerateSerializer, Immutable]
public sealed record InteractionTexts(
    [property: Id(0)] LocalizedText? Joined, [property: Id(1)] LocalizedText? BeforeInactivity, [property: Id(2)] LocalizedText? Goodbye,
    [property: Id(3)] string DefaultLanguage)
{
    /// <summary>Null = none of them is written: every interaction carries them, and most campaigns have none.</summary>
    public static InteractionTexts? Of(CampaignSettings s)
    {
        var texts = new InteractionTexts(Written(s.Texts.Joined), Written(s.Texts.BeforeInactivity), Written(s.Texts.Goodbye), s.DefaultLanguage);
        return texts is { Joined: null, BeforeInactivity: null, Goodbye: null } ? null : texts;
    }

    private static LocalizedText? Written(LocalizedText text) => text.In(null, "") is null ? null : text;
}
