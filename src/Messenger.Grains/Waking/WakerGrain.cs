using Messenger.Contracts;
using Messenger.Grains.Machinery;
using Messenger.Storage.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Messenger.Grains.Waking;

/// <summary>
/// Wakes whoever has something due or an open obligation; after a start, or when silos come and go, everybody who has a due row,
/// because their activations may be gone.
/// </summary>
[GrainType("waker")]
public sealed class WakerGrain(
    JournalReader reader, IClusterMembershipService membership, [FromKeyedServices(GrainParts.BusinessClock)] TimeProvider clock, ILogger<WakerGrain> logger)
    : Grain, IWakerGrain
{
    private const int AtOnce = 100_000;

    private readonly HashSet<string> _notWoken = [];
    private MembershipVersion? _seen;

    public async Task Run()
    {
        var version = membership.CurrentSnapshot.Version;
        var everybody = _seen != version;
        var streams = await reader.Due(everybody ? null : clock.GetUtcNow(), AtOnce);
        await Task.WhenAll(streams.Union(_notWoken).ToArray().Select(Wake));
        _seen = version;
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
            "configuration" => GrainFactory.GetGrain<IConfigurationGrain>(key),
            _ => null,
        };
    }
}
