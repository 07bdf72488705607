namespace Messenger.Domain.Campaigns;

/// <summary>Whether customers reach anybody through a campaign, as far as its own settings tell (R29-R31).</summary>
public readonly struct CampaignActivity
{
    /// <summary>The state of its Page's token: valid, degraded, invalid or none.</summary>
    /// <param name="verdict">What the last look at the Page found; null = nobody has looked yet, and a token that was just given works.</param>
    public static string TokenOf(CampaignSettings settings, string? verdict) => settings.PageToken is null ? TokenWord.None : verdict ?? TokenWord.Valid;

    /// <summary>
    /// Why a row of the table is inactive, the first that holds: switched off, without a Page, with a token that Meta refuses, or without any.
    /// A voice roster needs no Page. Being closed is no such reason. Null = it is active.
    /// </summary>
    public static string? InactiveBecause(CampaignSettings settings, string token) =>
        !settings.Enabled ? InactiveWord.Disabled
        : settings.Type == CampaignType.Voice ? null
        : settings.PageId is null ? InactiveWord.NoPage
        : token switch
        {
            TokenWord.Invalid => InactiveWord.TokenInvalid,
            TokenWord.None => InactiveWord.TokenNone,
            _ => null,
        };
}

/// <summary>The words for a Page's token.</summary>
public static class TokenWord
{
    public const string Valid = "valid";
    public const string Degraded = "degraded";
    public const string Invalid = "invalid";
    public const string None = "none";
}

/// <summary>The words for why a campaign is inactive.</summary>
public static class InactiveWord
{
    public const string Disabled = "disabled";
    public const string NoPage = "no-page";
    public const string TokenInvalid = "token-invalid";
    public const string TokenNone = "token-none";
}
