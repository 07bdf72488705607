using Dapper;
using Messenger.Contracts;
using Messenger.Grains;
using Messenger.Grains.Machinery;
using Messenger.Grains.Waking;
using Messenger.Meta;
using Messenger.Storage;
using Messenger.Storage.Campaigns;
using Messenger.Storage.Configuration;
using Messenger.Storage.Files;
using Messenger.Storage.Journal;
using Messenger.Storage.Pages;
using Messenger.Storage.Recordings;
using Messenger.Storage.Reporting;
using Messenger.Storage.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;

namespace Messenger.Cluster.Tests.Running;

/// <summary>
/// Worker silos in this process over one journal file. The writer stands outside of the silos: what a silo had handed over
/// when it was killed is committed all the same, as a database would do it.
/// </summary>
public sealed class MessengerCluster : ICluster, IAsyncDisposable
{
    private readonly string _directory;
    private readonly ServiceProvider _storage;
    private readonly GraphServer _graph;
    private readonly FaultLog _log = new();
    private readonly TimeProvider _clock;
    private readonly TimeProvider? _remindersOnly;

    private MessengerCluster(string directory, GraphServer graph, TimeProvider clock, TimeProvider? remindersOnly)
    {
        _remindersOnly = remindersOnly;
        _directory = directory;
        _graph = graph;
        _clock = clock;
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddMessengerStorage(new StorageOptions { DataDirectory = directory, ConnectionString = Path.Combine(directory, "messenger.db") });
        services.AddDataProtection();
        _storage = services.BuildServiceProvider();
    }

    public InProcessTestCluster Orleans { get; private set; } = null!;

    public IGrainFactory Grains => Orleans.Client;

    public TimeProvider Clock => _clock;

    internal JournalWriter Writer => _storage.GetRequiredService<JournalWriter>();

    public Database Database => _storage.GetRequiredService<Database>();

    internal TokenProtection Tokens => _storage.GetRequiredService<TokenProtection>();

    public string? PageToken => Tokens.Protect("token");

    internal IReadOnlyList<GraphSend> Sends => _graph.Sends;

    internal FaultLog Log => _log;

    /// <param name="remindersOnly">No pulse runs; the reminders go by this clock.</param>
    public static async Task<MessengerCluster> Start(short silos, TimeProvider? clock = null, TimeProvider? remindersOnly = null)
    {
        var cluster = new MessengerCluster(
            Directory.CreateTempSubdirectory("messenger-cluster-").FullName, await GraphServer.Start(), clock ?? TimeProvider.System, remindersOnly);
        cluster._storage.GetRequiredService<Migrator>().Run();
        await cluster.Deploy(silos);
        return cluster;
    }

    /// <summary>Changes the database behind the product's back.</summary>
    public async Task Execute(string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_directory, "messenger.db")};Pooling=False");
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    /// <summary>Stops every silo in order; the files stay.</summary>
    public async Task StopAll()
    {
        await Orleans.StopAllSilosAsync();
        await Orleans.DisposeAsync();
    }

    /// <summary>New silos on the same files.</summary>
    public Task StartAll(short silos) => Deploy(silos);

    /// <summary>Kills the silo that holds this grain; if none does, the first.</summary>
    public async Task Kill(IAddressable grain)
    {
        var address = await Patient.Call(() => Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(grain).AsTask());
        var silo = address is null ? null : Orleans.GetSiloForAddress(address);
        await Orleans.KillSiloAsync(silo ?? Orleans.Silos[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAll();
        await _graph.DisposeAsync();
        await _storage.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task Deploy(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.Options.ServiceId = "messenger";
        builder.ConfigureHost(host =>
        {
            host.Logging.ClearProviders();
            host.Logging.AddProvider(_log);
        });
        builder.ConfigureSilo((_, silo) => Configure(silo));
        Orleans = builder.Build();
        await Orleans.DeployAsync();
    }

    private void Configure(ISiloBuilder silo)
    {
        Share<JournalWriter>(silo.Services);
        Share<JournalReader>(silo.Services);
        Share<KnownMessages>(silo.Services);
        Share<CampaignQueries>(silo.Services);
        Share<PageHealthQueries>(silo.Services);
        Share<ConfigurationQueries>(silo.Services);
        Share<BoardQueries>(silo.Services);
        Share<TokenProtection>(silo.Services);
        Share<IFileStore>(silo.Services);
        Share<FileQueries>(silo.Services);
        silo.Services.AddKeyedSingleton(GrainParts.BusinessClock, _clock);
        silo.Services.AddMessengerMeta(_graph.Options);
        silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = TimeSpan.FromSeconds(5));
        silo.UseSystemTextJsonGrainStorageSerializer();
        AddSqliteGrainStorage(silo, SnapshotStorage.Name);
        AddSqliteGrainStorage(silo, Push.SubscriptionStorage);
        silo.AddMemoryStreams(Push.Provider, streams => streams.ConfigurePartitioning(2));
        silo.UseAdoNetReminderService(o => (o.Invariant, o.DataSource) = (Database.OrleansInvariant, Database.OrleansSource));
        silo.Services.AddMessengerGrains();
        if (_remindersOnly is not null)
        {
            silo.Services.Remove(silo.Services.Single(s => s.ImplementationType == typeof(WakerPulse)));
            silo.Services.AddKeyedSingleton("Orleans.Reminders", _remindersOnly);
        }
    }

    private void AddSqliteGrainStorage(ISiloBuilder silo, string name) => silo.AddAdoNetGrainStorage(name, o =>
    {
        o.Invariant = Database.OrleansInvariant;
        o.DataSource = Database.OrleansSource;
    });

    private void Share<T>(IServiceCollection silo)
        where T : class => silo.AddSingleton(_storage.GetRequiredService<T>());
}

/// <summary>Two silos for the tests of one class that need no cluster of their own.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    public MessengerCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await MessengerCluster.Start(2);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
