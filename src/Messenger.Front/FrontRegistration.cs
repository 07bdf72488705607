using MessagePack;
using MessagePack.Resolvers;
using Messenger.Contracts;
using Messenger.Front.Activations;
using Messenger.Front.Auditing;
using Messenger.Front.Blocklists;
using Messenger.Front.Callbacks;
using Messenger.Front.Campaigns;
using Messenger.Front.Checklists;
using Messenger.Front.Configuration;
using Messenger.Front.Desks;
using Messenger.Front.Explaining;
using Messenger.Front.Feeds;
using Messenger.Front.Files;
using Messenger.Front.Health;
using Messenger.Front.Hubs;
using Messenger.Front.Manual;
using Messenger.Front.MetaApps;
using Messenger.Front.Pages;
using Messenger.Front.People;
using Messenger.Front.Proof;
using Messenger.Front.Recordings;
using Messenger.Front.Relay;
using Messenger.Front.Reporting;
using Messenger.Front.Security;
using Messenger.Front.Telephony;
using Messenger.Front.Webhooks;
using Messenger.Meta;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Messenger.Front;

/// <summary>What a browser, another client or Meta reaches: webhooks, hubs, REST, sign-in, the console's files.</summary>
public static class FrontRegistration
{
    /// <summary>The key of the TimeProvider by which the business decides; the host registers it.</summary>
    public const string BusinessClock = "business";

    /// <summary>
    /// Registers the front. Call it after storage, Meta and the silo (<c>UseOrleans</c>): its hosted services start in that order
    /// and need an active silo. The silo needs the stream provider <c>Push.Provider</c>.
    /// </summary>
    public static IServiceCollection AddMessengerFront(this IServiceCollection services, FrontOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<FrontMeters>();
        services.AddRunning<Draining>();
        services.AddSingleton<Workers>();
        services.AddSingleton<IWorkerGrains, WorkerGrains>();
        services.AddSingleton<WhyRoom>();
        services.AddSignIn();
        services.AddProblemDetails();

        // Thrown in Development and in Production alike, so that what is thrown can say which field it was.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<UnreadableBody>();
        services.AddOpenApi();
        AddWebhooks(services);
        AddPush(services);
        services.AddSingleton<ManualBook>();
        services.AddSingleton<OwnAddress>();
        services.AddSingleton<FacebookLogin>();
        services.AddSingleton(provider => new AddressTest(provider.GetRequiredService<MetaOptions>(), AddressTest.Client()));
        services.AddSingleton<MetaHandshakes>();
        services.AddSingleton<Readiness>();
        services.AddReadiness();
        services.AddWorkersReadiness();
        return services;
    }

    /// <summary>Maps everything the front serves. Development people and an anonymous OpenAPI document only in Development.</summary>
    public static WebApplication MapMessengerFront(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var options = app.Services.GetRequiredService<FrontOptions>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseSameOrigin(options);
        app.UseAuthentication();
        app.UseStanding();
        app.UseAuthorization();

        app.MapWebhook();
        app.MapCallbacks();
        app.MapHealth();
        app.MapHub<AgentHub>("/hubs/agent", ConnectionBuffers.Bound);
        app.MapHub<SupervisorHub>("/hubs/supervisor", ConnectionBuffers.Bound);
        var api = app.MapGroup("/api");
        api.MapSignIn();
        api.MapConfiguration();
        api.MapCampaigns();
        api.MapCampaignSettings();
        api.MapCampaignDeletion();
        api.MapMembers();
        api.MapAudit();
        api.MapBlocklist();
        api.MapUsers();
        api.MapProof();
        api.MapWhy();
        api.MapReports();
        api.MapTelephony();
        api.MapDesks();
        api.MapPages();
        api.MapPageHealth();
        api.MapChecklists();
        api.MapClosingWindows();
        api.MapActivations();
        api.MapMetaApp();
        api.MapRecordings();
        api.MapUploads();
        api.MapFiles();
        if (options.Development)
        {
            api.MapDemoPeople();
        }

        var document = app.MapOpenApi();
        if (options.Development)
        {
            document.AllowAnonymous();
        }

        app.MapManual();
        app.MapConsole();
        return app;
    }

    private static void AddWebhooks(IServiceCollection services)
    {
        services.AddSingleton<PageDirectory>();
        services.AddSingleton<ConversationDelivery>();
        services.AddSingleton(_ => new DeliveryRoom());
        services.AddSingleton<WebhookIntake>();
        services.AddSingleton<LostLogins>();
        services.AddSingleton<CallbackIntake>();
    }

    private static void AddPush(IServiceCollection services)
    {
        services.AddSingleton<FrontRelay>();
        services.AddSingleton<IPushedEvents>(provider => provider.GetRequiredService<FrontRelay>());
        services.AddSingleton<PushFlow>();
        services.AddPushSubscriptions();
        services.AddSingleton<CommandAnswers>();
        services.AddScoped<TransferTargets>();
        services.AddRunning<PushSubscription>();
        services.AddRunning<InterestRenewal>();
        services.AddRunning<LocalFeeds>();
        services.AddRunning<DeskPresence>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxResponseBufferSize = ConnectionBuffers.Response);
        services.AddSignalR(hub => hub.MaximumReceiveMessageSize = 64 * 1024)
            .AddMessagePackProtocol(protocol => protocol.SerializerOptions = MessagePackSerializerOptions.Standard
                .WithResolver(CompositeResolver.Create(HubShapes.Instance, ContractlessStandardResolver.Instance))
                .WithSecurity(MessagePackSecurity.UntrustedData));
    }

    internal static void AddRunning<T>(this IServiceCollection services)
        where T : class, Microsoft.Extensions.Hosting.IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
