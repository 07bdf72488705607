using MudBlazor;

namespace Messenger.Console.Shared;

/// <summary>How dialogs open here.</summary>
public static class DialogLook
{
    /// <summary>As large as the picture or the window.</summary>
    public static readonly DialogOptions Picture = new() { CloseOnEscapeKey = true, CloseButton = true, BackdropClick = true, MaxWidth = MaxWidth.ExtraLarge };

    public static readonly DialogOptions Small = new() { CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
}
