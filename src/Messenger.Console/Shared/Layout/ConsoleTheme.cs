using MudBlazor;

namespace Messenger.Console.Shared.Layout;

/// <summary>The colours of MudBlazor's parts; the same values as the custom properties in css/base.css.</summary>
public static class ConsoleTheme
{
    private static readonly string[] SystemFonts =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Ubuntu", "Cantarell", "Noto Sans", "Helvetica Neue", "sans-serif"];

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1f5fbf",
            PrimaryContrastText = "#ffffff",
            Secondary = "#526070",
            Background = "#f3f5f8",
            Surface = "#ffffff",
            TextPrimary = "#17212b",
            TextSecondary = "#4f5d6c",
            TextDisabled = "#7a8794",
            ActionDefault = "#4f5d6c",
            LinesDefault = "#dbe1e8",
            LinesInputs = "#8694a3",
            Divider = "#dbe1e8",
            Success = "#146c3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#1f5fbf",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab4f8",
            PrimaryContrastText = "#0b1a30",
            Secondary = "#a5b2bf",
            Background = "#11161c",
            Surface = "#1b232c",
            TextPrimary = "#e6ebf0",
            TextSecondary = "#a5b2bf",
            TextDisabled = "#78868f",
            ActionDefault = "#a5b2bf",
            LinesDefault = "#303b47",
            LinesInputs = "#6b7a89",
            Divider = "#303b47",
            Success = "#6fcf97",
            Warning = "#f2b84b",
            Error = "#f28b82",
            Info = "#8ab4f8",
            SuccessContrastText = "#06210f",
            WarningContrastText = "#261a00",
            ErrorContrastText = "#2b0705",
            InfoContrastText = "#0b1a30",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = SystemFonts, FontSize = "0.875rem", LineHeight = "1.45", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = SystemFonts, FontSize = "0.875rem", FontWeight = "600", TextTransform = "none", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = SystemFonts, FontSize = "1.0625rem", FontWeight = "650", LetterSpacing = "normal" },
        },
    };
}
