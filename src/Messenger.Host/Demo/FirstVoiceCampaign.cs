using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Domain.Shared;
using Messenger.Storage.Campaigns;

namespace Messenger.Host.Demo;

/// <summary>
/// The first roster of the telephone system, which each installation has because a member of a messenger campaign needs to be in one
/// (R33); without members. An installation that has a voice campaign, or another one of that name, or deleted it, is left alone.
/// </summary>
public sealed class FirstVoiceCampaign(IGrainFactory grains, CampaignQueries campaigns)
{
    internal const string Id = "telefonia";

    private const string Name = "Telefonía";

    internal async Task Create(string timeZone)
    {
        var known = await campaigns.All(CancellationToken.None);
        if (known.Any(c => c.Settings.Type == CampaignType.Voice || string.Equals(c.Settings.Name, Name, StringComparison.OrdinalIgnoreCase))
            || await campaigns.WasDeleted(Id))
        {
            return;
        }

        var answer = await grains.GetGrain<ICampaignGrain>(Id).Handle(new CampaignCommand.Save(
            CampaignSettings.Default with { Name = Name, Type = CampaignType.Voice, TimeZone = timeZone, Schedule = OpenInterval.AllWeek }, 0));
        if (answer is Answer.Refused refused)
        {
            throw new InvalidOperationException($"The first voice campaign was refused: {refused.Code}.");
        }
    }
}
