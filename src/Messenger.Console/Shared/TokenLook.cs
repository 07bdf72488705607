using Messenger.Domain.Campaigns;
using MudBlazor;

namespace Messenger.Console.Shared;

/// <summary>A Page's token by colour and shape (R29), the same wherever it is shown.</summary>
public static class TokenLook
{
    /// <param name="token">One of <see cref="TokenWord"/>.</param>
    public static string Tone(string token) => token switch
    {
        TokenWord.Valid => "tone-free",
        TokenWord.Degraded => "tone-warn",
        TokenWord.Invalid => "tone-bad",
        _ => "tone-off",
    };

    /// <param name="token">As of <see cref="Tone"/>.</param>
    public static string Symbol(string token) => token switch
    {
        TokenWord.Valid => Icons.Material.Outlined.VerifiedUser,
        TokenWord.Degraded => Icons.Material.Outlined.WarningAmber,
        TokenWord.Invalid => Icons.Material.Outlined.GppBad,
        _ => Icons.Material.Outlined.LinkOff,
    };
}
