using Messenger.Contracts;
using Messenger.Domain.Campaigns;
using Messenger.Host.Composition;
using Messenger.Storage;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Messenger.Host.Demo;

/// <summary>What a worker makes for a new installation, one worker after another, while silos may come and go around it.</summary>
public sealed class FirstData(Starts starts, FirstPeople people, FirstVoiceCampaign voice, DemoCampaigns campaigns)
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    internal Task Create(HostSettings settings) => starts.OneAtATime(async () =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await people.Create(settings);
                await voice.Create(settings.Development ? DemoCampaigns.TimeZone : CampaignSettings.Default.TimeZone);
                if (settings.Development)
                {
                    await campaigns.Create();
                }

                return;
            }
            catch (Exception fault) when (attempt < Attempts && MayPass(fault))
            {
                await Task.Delay(Pause);
            }
        }
    });

    private static bool MayPass(Exception fault) =>
        fault is TimeoutException or OrleansException or ConnectionFailedException or TryAgainException or StorageUnavailableException;
}
