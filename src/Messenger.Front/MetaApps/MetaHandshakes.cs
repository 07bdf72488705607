using Messenger.Storage;
using Messenger.Storage.MetaApps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Messenger.Front.MetaApps;

/// <summary>Remembers when Meta last checked the webhook's address, for the administrators' screen.</summary>
internal sealed partial class MetaHandshakes(
    MetaContact contact, [FromKeyedServices(FrontRegistration.BusinessClock)] TimeProvider clock, ILogger<MetaHandshakes> logger)
{
    /// <summary>Meta is answered all the same when it cannot be stored: the next handshake is as good.</summary>
    public async Task Seen(string challenge)
    {
        if (AddressTest.IsOwn(challenge))
        {
            return;
        }

        try
        {
            await contact.HandshakeSeen(clock.GetUtcNow());
        }
        catch (StorageException fault)
        {
            NotStored(logger, fault);
        }
    }

    [LoggerMessage(2130, LogLevel.Warning, "A handshake of the webhook was answered and could not be noted.")]
    private static partial void NotStored(ILogger logger, Exception fault);
}
