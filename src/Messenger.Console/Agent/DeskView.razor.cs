using Messenger.Console.Shared;
using Messenger.Console.Shared.Language;
using Messenger.Console.Shared.Live;
using Messenger.Domain.Hubs;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Messenger.Console.Agent;

/// <summary>The desk: who is signed in, his interactions, the open one.</summary>
public sealed partial class DeskView : IAsyncDisposable
{
    private ServerClock clock = default!;
    private LiveConnection live = default!;
    private Repaint repaint = default!;
    private DeskSignals signals = default!;
    private ITimer? minute;
    private string? openId;
    private Chat? open;
    private int version;

    [Inject] public IDialogService Dialogs { get; set; } = default!;

    [Inject] public ISnackbar Snackbar { get; set; } = default!;

    [Inject] public IJSRuntime Js { get; set; } = default!;

    [JSInvokable]
    public Task Step(int by)
    {
        var chats = Service.State.Chats;
        if (chats.Count > 0)
        {
            var at = chats.ToList().FindIndex(chat => chat.Id == openId);
            Open(chats[at < 0 ? (by > 0 ? 0 : chats.Count - 1) : (at + by + chats.Count) % chats.Count].Id);
        }

        return Task.CompletedTask;
    }

    [JSInvokable]
    public Task Help() => Dialogs.ShowAsync<KeysDialog>(L["Help.Keys"], DialogLook.Small);

    [JSInvokable]
    public async Task Looked(bool looked)
    {
        signals.IsLookedAt = looked;
        if (looked && open is not null)
        {
            await Service.See(open);
        }
    }

    [JSInvokable]
    public void OpenFromNotice(string interactionId) => Open(interactionId);

    public async ValueTask DisposeAsync()
    {
        live.Changed -= repaint.Request;
        Service.Changed -= repaint.Request;
        repaint.Due -= Paint;
        repaint.Dispose();
        if (minute is not null)
        {
            await minute.DisposeAsync();
        }

        await signals.DisposeAsync();
        ((IDisposable)this).Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        clock = ScopedServices.GetRequiredService<ServerClock>();
        live = ScopedServices.GetRequiredService<LiveConnection>();
        var time = ScopedServices.GetRequiredService<TimeProvider>();
        repaint = new Repaint(time);
        repaint.Due += Paint;
        live.Changed += repaint.Request;
        Service.Changed += repaint.Request;
        signals = new DeskSignals(Js);
        // Countdowns of the reply window change each minute even when nobody writes.
        minute = time.CreateTimer(_ => repaint.Request(), null, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        await signals.Attach(this);
        await Service.Open();
        repaint.Request();
    }

    private void Paint() => _ = InvokeAsync(async () =>
    {
        var state = Service.State;
        open = state.Find(openId);
        openId = open?.Id;
        version++;
        StateHasChanged();
        foreach (var gone in state.TakeRemoved())
        {
            await signals.DropDraft(gone.Id);
            if (gone.Pending.Count > 0)
            {
                Snackbar.Add(L["Desk.NotSent", gone.View.CustomerName, gone.Pending[^1].Text], Severity.Warning, options => options.RequireInteraction = true);
            }
        }

        foreach (var notice in state.TakeNotices())
        {
            var body = L.SayPreview(notice.Body);
            await signals.Announce(notice, notice.IsNew ? L["Notify.New", notice.Title] : notice.Title, body, openId);
        }

        await signals.Badge(state.Chats.Sum(chat => chat.View.Unread));
        if (open is not null && signals.IsLookedAt)
        {
            await Service.See(open);
        }
    });

    private void Open(string? interactionId)
    {
        openId = interactionId;
        Paint();
    }

    private async Task Finish(Chat chat)
    {
        var parameters = new DialogParameters<FinishDialog>
        {
            { d => d.CustomerName, chat.View.CustomerName },
            { d => d.Dispositions, Service.Configuration?.Dispositions ?? [] },
        };
        var dialog = await Dialogs.ShowAsync<FinishDialog>(L["Finish.Title"], parameters, DialogLook.Small);
        if ((await dialog.Result) is { Canceled: false, Data: FinishChoice choice })
        {
            Say(await Service.Finish(chat.Id, choice.DispositionId, choice.Note));
        }
    }

    private async Task ToggleMute() => await signals.SetMuted(!signals.Muted);

    private async Task AskForNotifications() => await signals.AskForNotifications();

    private void Say(CommandResult result)
    {
        if (!result.Ok)
        {
            Snackbar.Add(L.Say(result), Severity.Error);
        }
    }
}
