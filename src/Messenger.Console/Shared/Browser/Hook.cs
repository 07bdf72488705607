using Microsoft.JSInterop;

namespace Messenger.Console.Shared.Browser;

/// <summary>Something a script attached to the page; taken off with its receiver.</summary>
public static class Hook
{
    public static async ValueTask Release(IJSObjectReference? hook)
    {
        if (hook is null)
        {
            return;
        }

        try
        {
            await hook.InvokeVoidAsync("stop");
            await hook.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the hook with it.
        }
    }
}
