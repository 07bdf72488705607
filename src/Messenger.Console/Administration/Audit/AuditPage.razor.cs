using System.Globalization;
using Messenger.Domain.Http;
using Microsoft.AspNetCore.Components;

namespace Messenger.Console.Administration.Audit;

/// <summary>Who changed what from what to what: filtered, page by page, exported.</summary>
public sealed partial class AuditPage
{
    private static readonly TimeSpan Typing = TimeSpan.FromMilliseconds(250);

    private IReadOnlyList<CampaignItem> campaigns = [];
    private List<AuditItem>? list;
    private CancellationTokenSource? typing;
    private string? next;
    private string by = "";
    private string target = "";
    private DateOnly? from;
    private DateOnly? to;
    private string? error;
    private int asked;
    private bool failed;
    private bool busy;
    private bool exporting;

    /// <summary>As <see cref="AuditQuestion.Target"/>; the screen of a user leads here.</summary>
    [SupplyParameterFromQuery(Name = "target")] public string? Target { get; set; }

    private AuditQuestion Question => new(by.Trim(), target, from, to);

    public void Dispose()
    {
        typing?.Cancel();
        typing?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        target = Target ?? "";
        if ((await Api.Campaigns()).Value is { } known)
        {
            campaigns = [.. known.Items.OrderBy(c => c.Name, StringComparer.CurrentCulture)];
        }

        await Load();
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Read(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private async Task Type(ChangeEventArgs e)
    {
        by = (string?)e.Value ?? "";
        Dispose();
        typing = new CancellationTokenSource();
        try
        {
            await Task.Delay(Typing, typing.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Load();
    }

    private Task Set(string? target = null, string? first = null, string? last = null)
    {
        this.target = target ?? this.target;
        from = first is null ? from : Read(first);
        to = last is null ? to : Read(last);
        return Load();
    }

    private async Task Load()
    {
        // An answer to an older question must not overwrite that to a newer one.
        var mine = ++asked;
        error = null;
        var reply = await Api.List(Question, null);
        if (mine == asked)
        {
            failed = reply.Value is null;
            (list, next) = reply.Value is { } page ? ([.. page.Items], page.Next) : (list, next);
        }
    }

    private async Task More()
    {
        var mine = asked;
        busy = true;
        var reply = await Api.List(Question, next);
        busy = false;
        if (mine == asked && reply.Value is { } page)
        {
            list!.AddRange(page.Items);
            next = page.Next;
        }
    }

    private async Task Export(string format)
    {
        exporting = true;
        error = await Download.Save($"api/audit/export?format={format}&{Question.Query}", $"audit.{format}") ? null : T["Audit.NotExported"].Value;
        exporting = false;
    }
}
