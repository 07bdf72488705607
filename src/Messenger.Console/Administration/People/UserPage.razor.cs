using System.Net;
using Messenger.Console.Shared;
using Messenger.Domain.Http;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Messenger.Console.Administration.People;

/// <summary>A user: who he is, what he may do, which campaigns he sees; new passwords, disabling.</summary>
public sealed partial class UserPage
{
    private UserForm? form;
    private string? missing;
    private string? error;
    private string? saved;
    private string? shown;

    [Inject] public UsersApi Api { get; set; } = default!;

    [Inject] public NavigationManager Navigation { get; set; } = default!;

    [Inject] public IDialogService Dialogs { get; set; } = default!;

    [Inject] public IStringLocalizer<PeopleTexts> T { get; set; } = default!;

    /// <summary>Null = a new one. In the query, because a user name may look like a file's.</summary>
    [SupplyParameterFromQuery(Name = "user")] public string? User { get; set; }

    private string Title => form is { IsNew: false } known ? $"{known.Edit.DisplayName} ({known.UserName})" : User is null ? T["User.New"] : User;

    protected override async Task OnParametersSetAsync()
    {
        if (shown != (User ?? ""))
        {
            shown = User ?? "";
            await Load();
        }
    }

    private async Task Load()
    {
        // Saving a new one leads to his own address; what is on screen is he already.
        if (User is not null && form?.UserName == User && !form.IsNew)
        {
            return;
        }

        (missing, error, saved, form) = (null, null, null, null);
        if ((await Api.Campaigns()).Value is not { } campaigns)
        {
            missing = "User.Failed";
            return;
        }

        var opened = new UserForm(Api, [.. campaigns.Items.OrderBy(c => c.Name, StringComparer.CurrentCulture)]);
        if (User is not null && await opened.Load(User) is { Value: null } reply)
        {
            missing = reply.Status == HttpStatusCode.NotFound ? "User.Missing" : "User.Failed";
            return;
        }

        opened.State.Start();
        form = opened;
    }

    private void Discard()
    {
        form!.Discard();
        error = null;
        if (form.IsNew)
        {
            form.UserName = "";
        }
    }

    private async Task Save()
    {
        if (form is not { State.CanSave: true })
        {
            return;
        }

        var (outcome, password) = await form.Save();
        Say(outcome);
        if (password is not null)
        {
            await Show(password);
            Navigation.NavigateTo("admin/users/edit?user=" + Uri.EscapeDataString(form.UserName), replace: true);
        }
    }

    private async Task ToggleDisabled()
    {
        var disable = !form!.IsDisabled;
        if (!disable || await Confirmed("User.Disable.Title", "User.Disable.Text", "User.Disable"))
        {
            Say(await form.SetDisabled(disable));
        }
    }

    private async Task IssuePassword()
    {
        if (!await Confirmed("User.Password.Title", "User.Password.Text", "User.Password"))
        {
            return;
        }

        var reply = await form!.IssuePassword();
        if (reply.Value is { } issued)
        {
            (error, saved) = (null, null);
            await Show(issued.Password);
        }
        else
        {
            Say(reply.Status == HttpStatusCode.NotFound ? SaveOutcome.Gone : SaveOutcome.Unreachable);
        }
    }

    private void Say(SaveOutcome outcome) => (error, saved) = outcome switch
    {
        SaveOutcome.Saved => (null, T["User.Saved"]),
        SaveOutcome.ChangedElsewhere => (null, null),
        _ => ((string?)T["Save." + outcome], (string?)null),
    };

    private async Task<bool> Confirmed(string title, string text, string action)
    {
        var parameters = new DialogParameters<ConfirmDialog> { { d => d.Text, T[text, form!.UserName] }, { d => d.Action, T[action] } };
        var dialog = await Dialogs.ShowAsync<ConfirmDialog>(T[title, form.UserName], parameters, DialogLook.Small);
        return await dialog.Result is { Canceled: false };
    }

    private async Task Show(string password)
    {
        var parameters = new DialogParameters<PasswordDialog> { { d => d.UserName, form!.UserName }, { d => d.Password, password } };
        var options = DialogLook.Small with { BackdropClick = false };
        await (await Dialogs.ShowAsync<PasswordDialog>(T["Password.Title"], parameters, options)).Result;
    }
}
