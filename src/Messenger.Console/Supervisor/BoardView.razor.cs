using Messenger.Console.Shared.Api;
using Messenger.Console.Shared.Browser;
using Messenger.Console.Shared.Live;
using Messenger.Console.Shared.Session;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Http;
using Microsoft.AspNetCore.Components;

namespace Messenger.Console.Supervisor;

/// <summary>The live board of one campaign (R38-R44).</summary>
public sealed partial class BoardView : IAsyncDisposable
{
    private const string Hub = "hubs/supervisor";
    private const string LastKey = "messenger.board";

    private readonly CancellationTokenSource life = new();
    private Repaint repaint = default!;
    private ITimer? second;
    private ITimer? refresh;
    private IReadOnlyList<CampaignItem>? campaigns;
    private CampaignItem? chosen;
    private BoardState? board;
    private PageEventItem? measure;
    private ClosingWindowList? windows;
    private bool failed;
    private bool navOpen;

    [Inject] public ConsoleSession Session { get; set; } = default!;

    [Inject] public ConsoleApi Api { get; set; } = default!;

    [Inject] public LiveConnection Live { get; set; } = default!;

    [Inject] public BrowserStorage Storage { get; set; } = default!;

    [Inject] public ConsoleScript Script { get; set; } = default!;

    [Inject] public ServerClock Clock { get; set; } = default!;

    [Inject] public TimeProvider Time { get; set; } = default!;

    /// <summary>The campaign in the address; null = the one seen last, else the first.</summary>
    [Parameter] public string? Wanted { get; set; }

    public async ValueTask DisposeAsync()
    {
        await life.CancelAsync();
        life.Dispose();
        Live.Changed -= repaint.Request;
        repaint.Due -= Paint;
        repaint.Dispose();
        await (second?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (refresh?.DisposeAsync() ?? ValueTask.CompletedTask);
        if (chosen is not null)
        {
            await Live.Leave(Topic(chosen));
        }

        await Live.Close(Hub);
    }

    protected override async Task OnInitializedAsync()
    {
        repaint = new Repaint(Time);
        repaint.Due += Paint;
        Live.Changed += repaint.Request;
        second = Time.CreateTimer(_ => repaint.Request(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        refresh = Time.CreateTimer(_ => _ = InvokeAsync(Refresh), null, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        await Live.Open(Hub);
        await Load();
    }

    private async Task Load()
    {
        failed = false;
        var reply = await Api.Campaigns();
        if (reply.Value is not { } list)
        {
            failed = true;
            return;
        }

        Take(list);
        var last = Wanted ?? await Storage.ReadLocal(LastKey);
        if ((campaigns!.FirstOrDefault(c => c.Id == last) ?? (campaigns!.Count > 0 ? campaigns[0] : null)) is { } first)
        {
            await Show(first);
        }
    }

    private async Task Refresh()
    {
        if ((await Api.Campaigns()).Value is { } list)
        {
            Take(list);
            chosen = campaigns!.FirstOrDefault(c => c.Id == chosen?.Id) ?? chosen;
            await LoadMeasure();
            await LoadWindows();
            repaint.Request();
        }
    }

    /// <summary>When it does not answer, what is shown stays: the next refresh asks again.</summary>
    private async Task LoadMeasure()
    {
        var asked = chosen;
        var events = asked is { PageId: { Length: > 0 } pageId } ? (await Api.PagePolicy(pageId)).Value?.Items : [];
        if (events is not null && asked?.Id == chosen?.Id)
        {
            measure = PagePolicyRules.ToShow(events, Clock.Now);
        }
    }

    /// <summary>As <see cref="LoadMeasure"/>: what is shown stays until there is an answer.</summary>
    private async Task LoadWindows()
    {
        var asked = chosen;
        if (asked is not null && (await Api.ClosingWindows(asked.Id)).Value is { } list && asked.Id == chosen?.Id)
        {
            windows = list;
        }
    }

    private void Take(CampaignList list) =>
        campaigns = [.. list.Items.Where(c => c.Type == "messenger").OrderBy(c => c.Name, StringComparer.CurrentCulture)];

    private async Task Pick(ChangeEventArgs e)
    {
        if (campaigns!.FirstOrDefault(c => c.Id == (string?)e.Value) is { } picked)
        {
            await Show(picked);
            await Storage.WriteLocal(LastKey, picked.Id);
            await Script.ReplaceAddress("supervisor?campaign=" + Uri.EscapeDataString(picked.Id));
        }
    }

    private async Task Show(CampaignItem campaign)
    {
        var before = chosen;
        chosen = campaign;
        (measure, windows) = (null, null);
        var shown = board = new BoardState(Clock);
        if (before is not null)
        {
            await Live.Leave(Topic(before));
        }

        if (board == shown)
        {
            await Live.Follow(Topic(campaign), shown);
            await LoadMeasure();
            await LoadWindows();
        }
    }

    private void Paint() => _ = life.IsCancellationRequested ? Task.CompletedTask : InvokeAsync(StateHasChanged);

    private static string Topic(CampaignItem campaign) => "campaign:" + campaign.Id;
}
