using System.Net;
using Messenger.Console.Administration.Activation;
using Messenger.Console.Administration.Checklists;
using Messenger.Console.Shared;
using Messenger.Domain.Campaigns;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Messenger.Console.Administration.Campaigns;

/// <summary>The editor of a campaign: everything of R6 to R20, in two tabs.</summary>
public sealed partial class CampaignPage
{
    private static readonly string[] BasicFields =
        ["name", "serviceLevelSeconds", "serviceLevelTarget", "pageName", "eligibility", "distribution", "priority", "timeZone", "schedule"];

    private CampaignForm? form;
    private ActivationCard? page;
    private ReadyCard? ready;
    private string? missing;
    private string? error;
    private string? saved;
    private string? shown;
    private bool advanced;

    [Inject] public CampaignsApi Api { get; set; } = default!;

    [Inject] public NavigationManager Navigation { get; set; } = default!;

    [Inject] public IDialogService Dialogs { get; set; } = default!;

    [Inject] public IStringLocalizer<CampaignTexts> T { get; set; } = default!;

    /// <summary>Null = a new one.</summary>
    [Parameter] public string? Id { get; set; }

    /// <summary>The campaign that a new one is a copy of.</summary>
    [SupplyParameterFromQuery(Name = "copy")] public string? Copy { get; set; }

    private string Title => form switch
    {
        { Id: null } => T["Editor.New"],
        { Edit.Name: { Length: > 0 } name } => name,
        _ => T["Editor.Title"],
    };

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (Id ?? "new/" + Copy))
        {
            shown = Id ?? "new/" + Copy;
            await Load();
        }
    }

    private static bool IsAdvanced(string field) => !BasicFields.Contains(field);

    private async Task Load()
    {
        // Saving a new one leads to its own address; what is on screen is it already.
        if (Id is not null && form?.Id == Id)
        {
            return;
        }

        (missing, error, saved) = (null, null, null);
        var opened = new CampaignForm(Api, CampaignEditing.WordOf(CampaignType.Messenger));
        var reply = Id is { } id ? await opened.Load(id) : Copy is { } copied ? await Api.Find(copied) : null;
        if (reply is { Value: null })
        {
            missing = reply.Status == HttpStatusCode.NotFound ? "Editor.Missing" : "Editor.Failed";
            return;
        }

        if (reply is { Value: { } original } && Id is null)
        {
            opened.Copy(original, T["Editor.CopyOf", original.Name!]);
        }
        else if (Id is null)
        {
            opened.Begin(TimeZoneInfo.Local.Id);
        }

        form = opened;
    }

    private void Discard()
    {
        form!.Discard();
        error = null;
    }

    private async Task Save()
    {
        if (form is not { State.CanSave: true })
        {
            return;
        }

        (error, saved) = (null, null);
        var (isNew, needsPage) = (form.Id is null, form.NeedsPage);
        bool? queueRecorded = null;
        if (form is { Id: not null, WasEnabled: false, Edit.Enabled: true, RecordedMeanwhile: > 0 })
        {
            queueRecorded = await AskAboutRecorded(form.RecordedMeanwhile);
            if (queueRecorded is null)
            {
                await page!.GiveUp();
                return;
            }
        }

        var outcome = await form.Save(queueRecorded);
        if (outcome == SaveOutcome.Saved)
        {
            saved = T["Editor.Saved"];
            _ = ready?.Refresh();
            if (needsPage)
            {
                await page!.Continue(form.Id!);
            }

            if (isNew)
            {
                Navigation.NavigateTo("admin/campaigns/" + Uri.EscapeDataString(form.Id!), replace: true);
            }
        }
        else if (outcome != SaveOutcome.ChangedElsewhere)
        {
            error = T["Save." + outcome];
        }

        if (outcome != SaveOutcome.Saved)
        {
            await page!.GiveUp();
        }
    }

    /// <summary>The campaign has its Page: what stands in the editor goes on from the version with it.</summary>
    private async Task Connected()
    {
        if (form is { Id: { } id })
        {
            await form.Reload(id);
            await (ready?.Refresh() ?? Task.CompletedTask);
        }
    }

    /// <summary>The schedule stands in the basic tab; the address leads to it.</summary>
    private void ShowField(string code) => advanced &= code != Messenger.Domain.Checklists.ChecklistCode.Schedule;

    /// <returns>True = queue them, false = leave them recorded, null = do not save now.</returns>
    private async Task<bool?> AskAboutRecorded(int count)
    {
        var parameters = new DialogParameters<RecordedDialog> { { d => d.Count, count } };
        var dialog = await Dialogs.ShowAsync<RecordedDialog>(T["Recorded.Title"], parameters, DialogLook.Small);
        return await dialog.Result is { Canceled: false, Data: bool queue } ? queue : null;
    }
}
