using MudBlazor;

namespace Messenger.Console.Shared;

/// <summary>How dialogs open here.</summary>
public static class DialogLook
{
    /// <summary>As large as the picture or the window.</summary>
    public static readonly DialogOptions Picture = new() { CloseOnEscapeKey = true, CloseButton = true, BackdropClick = true, MaxWidth = MaxWidth.ExtraLarge };

    /// <summary>Something to read.</summary>
    public static readonly DialogOptions Reading = new() { CloseOnEscapeKey = true, CloseButton = true, BackdropClick = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    /// <summary>A table of several columns.</summary>
    public static readonly DialogOptions Table = new() { CloseOnEscapeKey = true, CloseButton = true, BackdropClick = true, MaxWidth = MaxWidth.Medium, FullWidth = true };

    /// <summary>Lists, with room for names beside figures.</summary>
    public static readonly DialogOptions Wide = new() { CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.Small, FullWidth = true };

    public static readonly DialogOptions Small = new() { CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
}
