using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Simulator.Afternoon;
using Messenger.Simulator.Callbacks;
using Messenger.Simulator.Calls;
using Messenger.Simulator.Control;
using Messenger.Simulator.Conversations;
using Messenger.Simulator.Events;
using Messenger.Simulator.Files;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Limits;
using Messenger.Simulator.Live;
using Messenger.Simulator.Login;
using Messenger.Simulator.Settings;
using Messenger.Simulator.Subscriptions;
using Messenger.Simulator.Threads;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Messenger.Simulator;

/// <summary>Plays Meta and the customers on a listener of its own (B15).</summary>
public static class SimulatorApplication
{
    /// <summary>A web application that is ready to be started; whoever built it starts and stops it.</summary>
    /// <param name="configure">Additions of the caller: logging, or a TimeProvider that moves the reply windows.</param>
    /// <exception cref="ArgumentException">An option is unusable; the message names it and the fix.</exception>
    public static WebApplication Build(SimulatorOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        options.Validate();
        // Empty on purpose: the host's own settings, addresses and environment must not reach into this second application.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(SimulatorApplication).Assembly.GetName().Name });
        // More than the largest attachment, so that the refusal is Meta's and not the server's.
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024).UseUrls(options.Url);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        AddServices(builder.Services, options);
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.Use(LocalOnly.Guard);
        app.UseRouting();
        app.MapDialog();
        app.MapGraph();
        app.MapFiles();
        var control = app.MapGroup("/control").WithTags("Control");
        control.MapCustomers();
        control.MapEvents();
        control.MapPages();
        control.MapTokens();
        control.MapWire();
        control.MapWebhooks();
        control.MapSettings();
        control.MapUploads();
        control.MapAgents();
        control.MapAfternoon();
        app.MapPage();
        app.MapOpenApi();
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            // With port 0 the system chose one, and attachment addresses have to name it.
            app.Services.GetRequiredService<FileStore>().Origin = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().TrimEnd('/');
        });
        return app;
    }

    private static void AddServices(IServiceCollection services, SimulatorOptions options)
    {
        services.AddRouting();
        services.AddProblemDetails();
        services.AddValidation();
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter());
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        });
        services.AddSingleton(options)
            .AddSingleton<LiveFeed>().AddSingleton<SimulatorDatabase>().AddSingleton<AddressBook>().AddSingleton<SettingStore>()
            .AddSingleton<Chats>().AddSingleton<Marks>().AddSingleton<Reactions>().AddSingleton<CustomerEvents>().AddSingleton<PageEvents>().AddSingleton<ThreadOwners>()
            .AddSingleton<PageSubscriptions>().AddSingleton<PageHealth>().AddSingleton<WebhookSender>().AddSingleton<DeliveryPump>().AddSingleton<Subscription>()
            .AddSingleton<Tokens>().AddSingleton<Grants>().AddSingleton<LoginFlow>().AddSingleton<CallbackSender>().AddSingleton<AgentCalls>()
            .AddSingleton<FileStore>().AddSingleton<Samples>().AddSingleton<Attachments>().AddSingleton<Fetcher>().AddSingleton<OutgoingFiles>()
            .AddSingleton<Usage>().AddSingleton<RateLimits>().AddSingleton<BusyAfternoon>();
        AddGraph(services);
        services.AddHostedService(s => s.GetRequiredService<DeliveryPump>());
        services.AddHostedService(s => s.GetRequiredService<Subscription>());
    }

    private static void AddGraph(IServiceCollection services) => services
        .AddSingleton<FaultPlan>().AddSingleton<FaultyCalls>().AddSingleton<GraphCaller>().AddSingleton<SendEndpoint>().AddSingleton<UploadEndpoint>()
        .AddSingleton<ProfileView>().AddSingleton<ObjectEndpoint>().AddSingleton<ConversationView>().AddSingleton<ConversationEndpoint>()
        .AddSingleton<PageAppsEndpoint>().AddSingleton<AppEndpoint>().AddSingleton<ThreadEndpoint>()
        .AddSingleton<TokenEndpoint>().AddSingleton<AccountEndpoint>().AddSingleton<DebugTokenEndpoint>();

    // Ctrl+C belongs to the host: it drains first and still sends through the simulator meanwhile.
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
