using System.Text.Json;
using System.Text.Json.Serialization;
using Messenger.Simulator.Control;
using Messenger.Simulator.Graph;
using Messenger.Simulator.Live;
using Messenger.Simulator.Webhooks;
using Messenger.Simulator.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
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
        builder.WebHost.UseKestrelCore().UseUrls(options.Url);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        AddServices(builder.Services, options);
        configure?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);

        var app = builder.Build();
        app.Use(LocalOnly.Guard);
        app.UseRouting();
        MapGraph(app);
        var control = app.MapGroup("/control").WithTags("Control");
        control.MapCustomers();
        control.MapWire();
        app.MapPage();
        app.MapOpenApi();
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
            .AddSingleton<LiveFeed>().AddSingleton<SimulatorDatabase>().AddSingleton<AddressBook>().AddSingleton<Chats>()
            .AddSingleton<WebhookSender>().AddSingleton<DeliveryPump>().AddSingleton<Subscription>()
            .AddSingleton<FaultPlan>().AddSingleton<GraphCaller>().AddSingleton<SendEndpoint>().AddSingleton<ObjectEndpoint>();
        services.AddHostedService(s => s.GetRequiredService<DeliveryPump>());
        services.AddHostedService(s => s.GetRequiredService<Subscription>());
    }

    private static void MapGraph(IEndpointRouteBuilder app)
    {
        var graph = app.MapGroup("/v{version:regex(^[0-9.]+$)}").WithTags("Graph");
        graph.MapPost("/{node}/messages", (HttpContext http, string node, SendEndpoint send) => send.Handle(http, node))
            .WithSummary("Send API of a Page or of me: text, or a sender action");
        graph.MapGet("/{node}", (HttpContext http, string node, ObjectEndpoint objects) => objects.Handle(http, node))
            .WithSummary("A Page, me, or the profile of a customer, with fields");
    }

    // Ctrl+C belongs to the host: it drains first and still sends through the simulator meanwhile.
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
