using Messenger.Contracts;
using Messenger.Grains.Conversations;
using Messenger.Grains.Machinery;
using Messenger.Grains.Pages;
using Messenger.Grains.Waking;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Grains;

/// <summary>What the domain grains need beside storage, Meta and the silo.</summary>
public static class GrainsRegistration
{
    /// <summary>Call it after the silo is registered: the pulse calls grains, which must exist first.</summary>
    public static IServiceCollection AddMessengerGrains(this IServiceCollection services)
    {
        services.AddSingleton<GrainParts>();
        services.AddSingleton<PushOutlets>();
        services.AddPushSubscriptions();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PageTokens>(provider, TimeProvider.System));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PagePace>(provider, TimeProvider.System));
        services.AddSingleton<IUploadedFiles>(provider => ActivatorUtilities.CreateInstance<StoredUploads>(provider, TimeProvider.System));
        services.AddSingleton<AttachmentCopier>();
        services.AddSingleton<PageLook>();
        services.AddHostedService<WakerPulse>();
        services.AddHostedService<PageWatchPulse>();
        return services;
    }
}
