using Microsoft.JSInterop;

namespace Messenger.Console.Administration.Activation;

/// <summary>js/activation.js: the window in which a Page is connected. It opens by itself when somebody clicks what carries data-opens-window.</summary>
public sealed class ActivationScript(IJSRuntime js)
{
    private Task<IJSObjectReference>? module;

    /// <summary>Before the first click that may open the window.</summary>
    public async Task Prepare() => await Load();

    /// <returns>False = the browser blocked it, or it was closed.</returns>
    public async Task<bool> IsOpen() => await (await Load()).InvokeAsync<bool>("isOpen");

    public async Task Go(string path) => await (await Load()).InvokeVoidAsync("go", path);

    public async Task Close() => await (await Load()).InvokeVoidAsync("close");

    public async Task Focus() => await (await Load()).InvokeVoidAsync("focusWindow");

    public async Task<IJSObjectReference> Listen(object receiver) => await (await Load()).InvokeAsync<IJSObjectReference>("listen", receiver);

    /// <summary>In the window itself: it is one, and not the whole tab.</summary>
    public async Task<bool> IsWindow() => await (await Load()).InvokeAsync<bool>("isWindow");

    /// <summary>In the window: which activation it is about.</summary>
    public async Task Tell(string id) => await (await Load()).InvokeVoidAsync("tell", id);

    public async Task LeaveTo(string url) => await (await Load()).InvokeVoidAsync("leaveTo", url);

    public async Task CloseMyself() => await (await Load()).InvokeVoidAsync("closeMyself");

    private Task<IJSObjectReference> Load() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/activation.js").AsTask();
}
