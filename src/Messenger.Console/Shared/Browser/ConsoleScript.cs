using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Messenger.Console.Shared.Browser;

/// <summary>js/console.js: what every page needs from the browser.</summary>
public sealed class ConsoleScript(IJSRuntime js)
{
    private Task<IJSObjectReference>? module;

    public async Task SetTheme(bool dark) => await (await Load()).InvokeVoidAsync("setTheme", dark ? "dark" : "light");

    public async Task<bool> IsDark() => await (await Load()).InvokeAsync<string>("theme") == "dark";

    /// <summary>Reloads the page: .NET takes its culture only at its start.</summary>
    public async Task SetLanguage(string language) => await (await Load()).InvokeVoidAsync("setLanguage", language);

    public async Task<IJSObjectReference> FollowSystem(object receiver) =>
        await (await Load()).InvokeAsync<IJSObjectReference>("followSystem", receiver);

    public async Task<IJSObjectReference> OpenPanel(ElementReference panel, ElementReference opener, object receiver, bool focusFirst) =>
        await (await Load()).InvokeAsync<IJSObjectReference>("openPanel", panel, opener, receiver, focusFirst);

    public async Task ReplaceAddress(string path) => await (await Load()).InvokeVoidAsync("replaceAddress", path);

    /// <summary>Puts a text where the cursor stands in a text box, and the cursor behind it.</summary>
    /// <returns>All that the box says then.</returns>
    public async Task<string> InsertAt(string id, string text) => await (await Load()).InvokeAsync<string>("insertAt", id, text);

    /// <returns>False = the browser does not let it: nothing is in the clipboard.</returns>
    public async Task<bool> Copy(string text) => await (await Load()).InvokeAsync<bool>("copy", text);

    private Task<IJSObjectReference> Load() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/console.js").AsTask();
}
