using Messenger.Console.Shared.Browser;
using Microsoft.JSInterop;

namespace Messenger.Console.Agent;

/// <summary>js/desk.js for the whole desk: keys, sound, desktop notifications, the number in the tab's title.</summary>
public sealed class DeskSignals(IJSRuntime js) : IAsyncDisposable
{
    private const string MutedKey = "messenger.muted";

    private readonly BrowserStorage storage = new(js);
    private DotNetObjectReference<DeskView>? self;
    private IJSObjectReference? module;
    private IJSObjectReference? hook;
    private string shownTitle = "";

    public bool Muted { get; private set; }

    /// <summary>The browser has not been asked yet whether it may show notifications.</summary>
    public bool MayAsk { get; private set; }

    /// <summary>The tab is in front.</summary>
    public bool IsLookedAt { get; set; } = true;

    public async Task Attach(DeskView view)
    {
        self = DotNetObjectReference.Create(view);
        module = await js.InvokeAsync<IJSObjectReference>("import", "./js/desk.js");
        hook = await module.InvokeAsync<IJSObjectReference>("attachDesk", self);
        IsLookedAt = await module.InvokeAsync<bool>("isLookedAt");
        MayAsk = await module.InvokeAsync<string>("notificationState") == "default";
        Muted = await storage.ReadLocal(MutedKey) == "yes";
    }

    public async Task SetMuted(bool muted)
    {
        Muted = muted;
        await storage.WriteLocal(MutedKey, muted ? "yes" : "no");
    }

    public async Task AskForNotifications()
    {
        await module!.InvokeAsync<string>("askForNotifications");
        MayAsk = false;
    }

    /// <summary>While the tab is in front, only a new interaction makes itself heard; behind, everything does and a notification shows.</summary>
    public async Task Announce(DeskNotice notice, string title, string body, string? openId)
    {
        if (module is null || (IsLookedAt && (!notice.IsNew || notice.InteractionId == openId)))
        {
            return;
        }

        if (!Muted)
        {
            await module.InvokeVoidAsync("chime", notice.IsNew);
        }

        if (!IsLookedAt)
        {
            await module.InvokeVoidAsync("notify", title, body, notice.InteractionId, self);
        }
    }

    /// <summary>Something goes on ringing.</summary>
    public async Task Ring()
    {
        if (module is not null && !Muted)
        {
            await module.InvokeVoidAsync("chime", true);
        }
    }

    public async Task Badge(int unread)
    {
        var title = unread > 0 ? $"({unread}) Messenger" : "Messenger";
        if (module is not null && title != shownTitle)
        {
            shownTitle = title;
            await module.InvokeVoidAsync("setTitle", title);
        }
    }

    public async Task FocusOn(string elementId) => await module!.InvokeVoidAsync("focusOn", elementId);

    public async Task DropDraft(string interactionId)
    {
        if (module is not null)
        {
            await module.InvokeVoidAsync("dropDraft", interactionId);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Hook.Release(hook);
        if (module is not null)
        {
            await module.DisposeAsync();
        }

        self?.Dispose();
    }
}
