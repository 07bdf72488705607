using Messenger.Console.Shared;
using Messenger.Console.Shared.Language;
using Messenger.Console.Shared.Live;
using Messenger.Console.Shared.Targets;
using Messenger.Domain.Hubs;
using Messenger.Domain.Shared;
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
    private Func<Chat, bool>? wanted;
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

    /// <summary>Takes what rings and ends first.</summary>
    [JSInvokable]
    public async Task AcceptFirst()
    {
        if (Service.State.Ringing is [var first, ..])
        {
            var result = await Service.Accept(first.Id);
            Say(result);
            if (result.Ok)
            {
                Taken(first.Id);
            }
        }
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
    public async Task OpenFromNotice(string interactionId)
    {
        if (Service.State.Ringing.Any(ring => ring.Id == interactionId))
        {
            await signals.FocusOn(RingingCard.ButtonId(interactionId));
        }
        else if (Service.State.Find(interactionId) is null)
        {
            await signals.FocusOn(PullSection.ButtonId(interactionId));
        }
        else
        {
            Open(interactionId);
        }
    }

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
        if (wanted is not null && state.Chats.FirstOrDefault(wanted) is { } came)
        {
            (openId, wanted) = (came.Id, null);
        }

        open = state.Find(openId);
        openId = open?.Id;
        version++;
        StateHasChanged();
        foreach (var gone in state.TakeRemoved())
        {
            await signals.DropDraft(gone.Id);
            SayWhyItLeft(gone);
            if (gone.Pending.Count > 0)
            {
                Snackbar.Add(L["Desk.NotSent", gone.View.CustomerName, gone.Pending[^1].Text], Severity.Warning, options => options.RequireInteraction = true);
            }
        }

        foreach (var line in state.TakeLines())
        {
            Snackbar.Add($"{line.CustomerName}: {EventLine.Say(L, line.Line)}", Severity.Warning);
        }

        foreach (var notice in state.TakeNotices())
        {
            var body = L.SayPreview(notice.Body);
            await signals.Announce(notice, notice.IsNew ? L["Notify.New", notice.Title] : notice.Title, body, openId);
        }

        await AnnounceThoseToTake();
        await signals.Badge(state.Chats.Sum(chat => chat.View.Unread) + ToTake.Sum(list => list.Waiting));
        if (open is not null && signals.IsLookedAt)
        {
            await Service.See(open);
        }
    });

    /// <summary>Lists from which he can take one now; the others are none of his business at this moment.</summary>
    private IEnumerable<PullState> ToTake => Service.Pulls.Where(pull => pull.Campaign.Hindrance is null).Select(pull => pull.List);

    /// <summary>One sound however many came.</summary>
    private async Task AnnounceThoseToTake()
    {
        var can = ToTake.ToHashSet();
        if (Service.Pulls.SelectMany(pull => pull.List.TakeNotices().Where(_ => can.Contains(pull.List))).ToList() is [.., var last])
        {
            await signals.Announce(last, L["Pull.Notify", last.Title], L.SayPreview(last.Body), openId);
        }
    }

    private void Taken(string interactionId)
    {
        wanted = chat => chat.Id == interactionId;
        Paint();
    }

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
            { d => d.NeedsDisposition, chat.View.NeedsDisposition },
        };
        var dialog = await Dialogs.ShowAsync<FinishDialog>(L["Finish.Title"], parameters, DialogLook.Small);
        if ((await dialog.Result) is { Canceled: false, Data: FinishChoice choice })
        {
            Say(await Service.Finish(chat.Id, choice.DispositionId, choice.Note));
        }
    }

    private async Task Transfer(Chat chat)
    {
        var parameters = new DialogParameters<TargetDialog>
        {
            { d => d.InteractionId, chat.Id },
            { d => d.Lead, L["Transfer.Lead", chat.View.CustomerName] },
            { d => d.Action, L["Transfer"] },
            { d => d.Send, choice => Service.Transfer(chat.Id, choice.Wire, choice.Note) },
        };
        await Dialogs.ShowAsync<TargetDialog>(L["Transfer.Title"], parameters, DialogLook.Wide);
    }

    private async Task CancelTransfer(Chat chat) => Say(await Service.CancelTransfer(chat.Id));

    private async Task GiveBack(Chat chat)
    {
        var parameters = new DialogParameters<ConfirmDialog>
        {
            { d => d.Text, L["Requeue.Lead", chat.View.CustomerName] },
            { d => d.Action, L["Requeue"] },
            { d => d.ReasonLabel, L["Reason"] },
        };
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>(L["Requeue"], parameters, DialogLook.Small);
        if ((await dialog.Result) is { Canceled: false, Data: string reason })
        {
            Say(await Service.Decline(chat.Id, reason));
        }
    }

    private async Task Recents()
    {
        var parameters = new DialogParameters<RecentDialog> { { d => d.Desk, Service } };
        var dialog = await Dialogs.ShowAsync<RecentDialog>(L["Recent.Title"], parameters, DialogLook.Wide);
        if ((await dialog.Result) is { Canceled: false, Data: string again })
        {
            // It has another number than the one that ended; the customer is the same.
            var conversation = Names.ConversationOf(again);
            wanted = chat => Names.ConversationOf(chat.Id) == conversation;
            Paint();
        }
    }

    private void SayWhyItLeft(Chat gone)
    {
        if (!Service.SentAway(gone.Id))
        {
            var (key, by) = Departure.Of(gone, gone.IsEnded || WrapUps.Any(wrapUp => wrapUp.InteractionId == gone.Id), clock.Now);
            Snackbar.Add(L[key, gone.View.CustomerName, by ?? ""], Severity.Info);
        }
    }

    private IReadOnlyList<TimedInteraction> WrapUps => Service.State.Agent?.WrapUps ?? [];

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
