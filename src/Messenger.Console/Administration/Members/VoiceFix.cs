using Messenger.Console.Shared;
using Messenger.Domain.Http;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Messenger.Console.Administration.Members;

/// <summary>Puts agents into a voice campaign, so that they receive something (R33).</summary>
public static class VoiceFix
{
    /// <summary>Where there is one voice campaign it is that one; else the person is asked which.</summary>
    /// <returns>What was done, or why it was not; null = the person thought better of it.</returns>
    public static async Task<string?> Into(MembersApi api, IDialogService dialogs, IStringLocalizer<MemberTexts> texts, IReadOnlyCollection<string> names)
    {
        if ((await api.Campaigns()).Value is not { } campaigns)
        {
            return texts["Save.Unreachable"];
        }

        var rosters = campaigns.Items.Where(c => c.Type == "voice").ToList();
        if (rosters.Count == 0)
        {
            return texts["Voice.None"];
        }

        var roster = rosters is [var only] ? only : await Ask(dialogs, texts, rosters);
        return roster is null ? null
            : await api.Append(roster.Id, names) is { } added ? texts["Reason.Fixed", added, roster.Name].Value
            : texts["Save.Unreachable"].Value;
    }

    private static async Task<CampaignItem?> Ask(IDialogService dialogs, IStringLocalizer<MemberTexts> texts, IReadOnlyList<CampaignItem> rosters)
    {
        var parameters = new DialogParameters<RosterDialog> { { d => d.Rosters, rosters } };
        var dialog = await dialogs.ShowAsync<RosterDialog>(texts["Roster.Title"], parameters, DialogLook.Small);
        return await dialog.Result is { Canceled: false, Data: CampaignItem chosen } ? chosen : null;
    }
}
