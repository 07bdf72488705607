namespace Messenger.Console.Administration.Campaigns;

/// <summary>Names the resources CampaignTexts.resx (Spanish), CampaignTexts.en.resx and CampaignTexts.pt.resx.</summary>
public sealed class CampaignTexts;
