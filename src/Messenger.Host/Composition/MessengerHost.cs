using Messenger.Front;
using Messenger.Grains;
using Messenger.Grains.Machinery;
using Messenger.Host.Demo;
using Messenger.Meta;
using Messenger.Simulator;
using Messenger.Storage;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.DataProtection;

namespace Messenger.Host.Composition;

/// <summary>The whole process: product, and in Development the simulator beside it on a listener of its own.</summary>
public sealed class MessengerHost : IAsyncDisposable
{
    private readonly HostSettings _settings;
    private readonly WebApplication _product;
    private readonly WebApplication? _simulator;

    private MessengerHost(HostSettings settings, WebApplication product, WebApplication? simulator)
    {
        _settings = settings;
        _product = product;
        _simulator = simulator;
    }

    public IServiceProvider Services => _product.Services;

    /// <param name="configure">A test's last word on the product's services.</param>
    /// <exception cref="ConfigurationException">A setting cannot work.</exception>
    public static MessengerHost Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = Builder(args);
        var settings = HostSettings.Read(builder.Configuration, builder.Environment.IsDevelopment());
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.Host.ConfigureHostOptions(o => o.ShutdownTimeout = DrainSettings.WholeStop);

        builder.Services.AddMessengerLogFilters();
        builder.AddMessengerTelemetry();

        // The order counts: hosted services stop in reverse, and grains write while the silo stops.
        builder.Services.AddKeyedSingleton(GrainParts.BusinessClock, TimeProvider.System);
        builder.Services.AddMessengerStorage(settings.Storage);

        // The name is part of each key's purpose; by default it is the folder, and silos stand in different ones.
        builder.Services.AddDataProtection().SetApplicationName("messenger");
        builder.Services.AddMessengerMeta(settings.Meta);
        builder.AddMessengerSilo(settings);
        if (settings.IsWorker)
        {
            builder.Services.AddMessengerGrains();
            builder.Services.AddSingleton<FirstPeople>();
            builder.Services.AddSingleton<FirstVoiceCampaign>();
            builder.Services.AddSingleton<DemoCampaigns>();
            builder.Services.AddSingleton<FirstData>();
        }

        if (settings.IsFront)
        {
            AddFront(builder, settings);
        }
        else
        {
            builder.Services.AddMessengerWorker();
        }

        configure?.Invoke(builder);
        var product = builder.Build();
        if (settings.IsFront)
        {
            product.MapMessengerFront();
        }
        else
        {
            product.MapMessengerWorker();
        }

        product.MapMessengerMetrics();

        return new MessengerHost(settings, product, settings.Simulator is { } simulator ? SimulatorApplication.Build(simulator) : null);
    }

    public async Task Run()
    {
        await Start();
        await _product.WaitForShutdownAsync();
        if (_simulator is not null)
        {
            // After the product, so that what it still sends while it drains gets through.
            await _simulator.StopAsync();
        }
    }

    public async Task Start()
    {
        var text = new StartText(_settings, System.Console.Out);
        Services.GetRequiredService<Migrator>().Run();
        await Services.GetRequiredService<FirstKey>().Create();
        text.Storage();
        await _product.StartAsync();
        text.Silo();
        if (_settings.IsWorker)
        {
            await Services.GetRequiredService<FirstData>().Create(_settings);
        }

        if (_simulator is not null)
        {
            await _simulator.StartAsync();
        }

        text.Ready();
    }

    public async Task Stop()
    {
        await _product.StopAsync();
        if (_simulator is not null)
        {
            await _simulator.StopAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        if (_simulator is not null)
        {
            await _simulator.DisposeAsync();
        }
    }

    /// <summary>With every source of the configuration, and nothing registered yet.</summary>
    internal static WebApplicationBuilder Builder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(MessengerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        AddConfigurationFiles(builder, args);
        return builder;
    }

    private static void AddFront(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddMessengerFront(new FrontOptions
        {
            Development = settings.Development,
            SimulatorUrl = settings.Simulator?.Url,
            PublicBaseUrl = settings.PublicBaseUrl,
            DrainFor = DrainSettings.Read(builder.Configuration, settings.Development),
            DemoPeople = settings.Development ? DemoPeople.All : [],
            DemoPassword = settings.Development ? DemoPeople.Password : null,
        }.WithSignIn(builder.Configuration));
    }

    private static void AddConfigurationFiles(WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddJsonFile("silo-config/silo.json", optional: false);
        builder.Configuration.AddJsonFile($"silo-config/silo.{builder.Environment.EnvironmentName}.json", optional: true);
        builder.Configuration.AddEnvironmentVariables();
        builder.Configuration.AddCommandLine(args);
    }
}
