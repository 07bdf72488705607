using Messenger.Console.Shared.Session;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Messenger.Console.Shared.Browser;

/// <summary>js/files.js: what customers and agents sent, fetched with this tab's session.</summary>
public sealed class FileScript(IJSRuntime js, TokenKeeper tokens)
{
    private Task<IJSObjectReference>? module;

    /// <summary>An address of the tab's own memory; null when the file is not to be had now. Whoever asked lets it go with <see cref="Drop"/>.</summary>
    public async Task<string?> Load(string fileId) => await (await Module()).InvokeAsync<string?>("load", fileId, await tokens.Current());

    public async Task Drop(string address) => await (await Module()).InvokeVoidAsync("drop", address);

    /// <summary>The browser's own download.</summary>
    public async Task Save(string address, string name) => await (await Module()).InvokeVoidAsync("save", address, name);

    /// <summary>Calls the receiver's <c>Near</c> once, when the element comes near the visible part.</summary>
    public async Task<IJSObjectReference> WhenNear(ElementReference element, object receiver) =>
        await (await Module()).InvokeAsync<IJSObjectReference>("whenNear", element, receiver);

    /// <summary>Files that are picked or pasted are carried to the server; the receiver (FileChosen, FileToken, FileProgress, FileUploaded, FileRefused) hears of it.</summary>
    public async Task<IJSObjectReference> AttachPicker(ElementReference input, ElementReference box, object receiver, string interactionId) =>
        await (await Module()).InvokeAsync<IJSObjectReference>("attachPicker", input, box, receiver, interactionId);

    public async Task UploadAgain(object receiver, string interactionId, string id) =>
        await (await Module()).InvokeVoidAsync("uploadAgain", receiver, interactionId, id);

    private Task<IJSObjectReference> Module() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/files.js").AsTask();
}
