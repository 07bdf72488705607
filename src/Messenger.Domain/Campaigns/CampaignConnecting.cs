using Messenger.Domain.Auditing;
using Messenger.Domain.Shared;
using CampaignDraft = Messenger.Domain.Shared.Draft<Messenger.Domain.Campaigns.CampaignState, Messenger.Domain.Campaigns.CampaignFact>;

namespace Messenger.Domain.Campaigns;

/// <summary>A campaign gets its Page (R21-R26).</summary>
public readonly partial struct CampaignRules
{
    /// <summary>A version of the settings like any other: whoever edits them meanwhile is told what changed, and loses nothing (R31).</summary>
    private static Decision<CampaignFact> Connect(CampaignDraft draft, CampaignCommand.Connect c)
    {
        var before = draft.State.Settings;
        if (draft.State.IsDeleted || before.Version == 0 || before.Type != CampaignType.Messenger)
        {
            return Decision<CampaignFact>.Refuse(RefusalCode.Unknown);
        }

        var after = before with { PageId = c.PageId, PageName = c.PageName, PageToken = c.PageToken, FacebookUserId = c.FacebookUserId ?? before.FacebookUserId };
        if (after != before)
        {
            after = after with { Version = before.Version + 1 };
            draft.Add(new CampaignFact.SettingsChanged(after, c.By, SettingsDifference.Of(before, after)));
        }

        return draft.Done();
    }
}
