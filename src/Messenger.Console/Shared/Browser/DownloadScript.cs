using Messenger.Console.Shared.Session;
using Microsoft.JSInterop;

namespace Messenger.Console.Shared.Browser;

/// <summary>js/download.js: what the API answers as a file, fetched with this tab's session.</summary>
public sealed class DownloadScript(IJSRuntime js, TokenKeeper tokens)
{
    private Task<IJSObjectReference>? module;

    /// <returns>False = it is not to be had now.</returns>
    public async Task<bool> Save(string path, string name) => await (await Module()).InvokeAsync<bool>("save", path, await tokens.Current(), name);

    private Task<IJSObjectReference> Module() => module ??= js.InvokeAsync<IJSObjectReference>("import", "./js/download.js").AsTask();
}
