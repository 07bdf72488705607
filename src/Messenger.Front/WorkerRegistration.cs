using Messenger.Front.Health;
using Messenger.Front.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Messenger.Front;

/// <summary>What a silo without the front role needs of this wall: the rules for users, and an answer to whoever asks how it is.</summary>
public static class WorkerRegistration
{
    /// <summary>Call it after storage and the silo.</summary>
    public static IServiceCollection AddMessengerWorker(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton(new FrontOptions());
        services.AddRunning<Draining>();
        services.AddUsers();
        services.AddSiloReadiness();
        return services;
    }

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>; nothing else is served.</summary>
    public static WebApplication MapMessengerWorker(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealth();
        return app;
    }
}
