using Microsoft.JSInterop;

namespace Messenger.Console.Shared.Browser;

/// <summary>sessionStorage for what belongs to the tab, localStorage for what belongs to the person's browser.</summary>
public sealed class BrowserStorage(IJSRuntime js)
{
    public ValueTask<string?> ReadSession(string key) => js.InvokeAsync<string?>("sessionStorage.getItem", key);

    public ValueTask WriteSession(string key, string value) => js.InvokeVoidAsync("sessionStorage.setItem", key, value);

    public ValueTask RemoveSession(string key) => js.InvokeVoidAsync("sessionStorage.removeItem", key);

    public ValueTask<string?> ReadLocal(string key) => js.InvokeAsync<string?>("localStorage.getItem", key);

    public ValueTask WriteLocal(string key, string value) => js.InvokeVoidAsync("localStorage.setItem", key, value);
}
