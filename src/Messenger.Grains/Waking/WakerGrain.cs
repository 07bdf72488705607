using Messenger.Contracts;
using Messenger.Grains.Machinery;
using Messenger.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Messenger.Grains.Waking;

/// <summary>
/// Wakes whoever has something due or an open obligation; after a start, or when silos come and go, everybody who has a due row,
/// because their activations may be gone. The workers' pulses drive it each second; a reminder does so each minute, should no pulse
/// run or reach it.
/// </summary>
[GrainType(IWakerGrain.TypeName)]
public sealed class WakerGrain(
    JournalReader reader, IClusterMembershipService membership, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, ILogger<WakerGrain> logger)
    : Grain, IWakerGrain, IRemindable
{
    private const int AtOnce = 100_000;
    private const string SafetyNet = "safety-net";

    /// <summary>The shortest that Orleans' reminders allow.</summary>
    private static readonly TimeSpan SafetyPeriod = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _notWoken = [];
    private MembershipVersion? _seen;
    private bool _netIsUp;

    public async Task Run()
    {
        var version = membership.CurrentSnapshot.Version;
        var everybody = _seen != version;
        var streams = await reader.Due(everybody ? null : clock.GetUtcNow(), AtOnce);
        await Task.WhenAll(streams.Union(_notWoken).ToArray().Select(Wake));
        _seen = version;
        await RaiseNet();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Run();

    /// <summary>Once per activation, in the database, where it outlives every silo. Waking does not depend on it.</summary>
    private async Task RaiseNet()
    {
        if (_netIsUp)
        {
            return;
        }

        try
        {
            await this.RegisterOrUpdateReminder(SafetyNet, SafetyPeriod, SafetyPeriod);
            _netIsUp = true;
        }
        catch (Exception e)
        {
            logger.SafetyNetFailed(e);
        }
    }

    private async Task Wake(string stream)
    {
        try
        {
            if (GrainOf(stream) is { } grain)
            {
                await grain.Wake();
            }

            _notWoken.Remove(stream);
        }
        catch (Exception e)
        {
            // Its due time may be far away: without this nobody would try again before silos come or go.
            _notWoken.Add(stream);
            logger.WakeFailed(e, stream);
        }
    }

    private IWakeable? GrainOf(string stream)
    {
        var slash = stream.IndexOf('/', StringComparison.Ordinal);
        var key = stream[(slash + 1)..];
        return stream[..slash] switch
        {
            "conversation" => GrainFactory.GetGrain<IConversationGrain>(key),
            "agent" => GrainFactory.GetGrain<IAgentGrain>(key),
            "campaign" => GrainFactory.GetGrain<ICampaignGrain>(key),
            "activation" => GrainFactory.GetGrain<IActivationGrain>(key),
            "page" => GrainFactory.GetGrain<IPageGrain>(key),
            "configuration" => GrainFactory.GetGrain<IConfigurationGrain>(key),
            _ => null,
        };
    }
}
