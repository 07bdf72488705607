using MudBlazor;

namespace Messenger.Console.Shared;

/// <summary>How dialogs open here.</summary>
public static class DialogLook
{
    public static readonly DialogOptions Small = new() { CloseOnEscapeKey = true, CloseButton = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true };
}
