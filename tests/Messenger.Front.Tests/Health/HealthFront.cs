using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Messenger.Front.Health;
using Messenger.Front.Relay;
using Messenger.Storage;
using Messenger.Storage.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Health;

/// <summary>The health addresses alone, with everything they ask about in the test's hands.</summary>
internal sealed class HealthFront : IAsyncDisposable, IClusterMembershipService, ILocalSiloDetails
{
    private readonly WebApplication _app;
    private readonly AskedStorage _storage = new();

    private HealthFront()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IClusterMembershipService>(this);
        builder.Services.AddSingleton<ILocalSiloDetails>(this);
        builder.Services.AddSingleton(new FrontOptions());
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddSingleton<PushFlow>();
        builder.Services.AddSingleton<StorageHealth>(_storage);
        builder.Services.AddReadiness();
        _app = builder.Build();
        _app.MapHealth();
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-05-01T10:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public SiloStatus Status { get; set; } = SiloStatus.Active;

    public PushFlow Flow => _app.Services.GetRequiredService<PushFlow>();

    /// <summary>What the database answers when it is asked the time; null = an embedded one.</summary>
    public Func<CancellationToken, Task<DateTimeOffset?>> Storage
    {
        set => _storage.Answer = value;
    }

    public ClusterMembershipSnapshot CurrentSnapshot => new(
        ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(SiloAddress, new ClusterMember(SiloAddress, Status, "silo")), new MembershipVersion(1));

    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => throw new NotSupportedException();

    public string Name => "silo";

    public string ClusterId => "c";

    public string DnsHostName => "h";

    public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

    public SiloAddress GatewayAddress => SiloAddress;

    public static async Task<HealthFront> Start()
    {
        var front = new HealthFront();
        await front._app.StartAsync();
        front.Flow.Opened();
        return front;
    }

    public async Task<(HttpStatusCode Status, IReadOnlyDictionary<string, string> Checks)> Ask(string path = "/health/ready")
    {
        using var http = _app.GetTestClient();
        using var reply = await http.GetAsync(path);
        var answer = (await reply.Content.ReadFromJsonAsync<HealthAnswer>(JsonSerializerOptions.Web))!;
        Assert.Equal(answer.Ok, reply.StatusCode == HttpStatusCode.OK);
        return (reply.StatusCode, answer.Checks);
    }

    public void Drain() => _app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    public ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default) => default;

    public Task<bool> TryKill(SiloAddress siloAddress) => Task.FromResult(false);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class AskedStorage() : StorageHealth(Database.Of(new StorageOptions { DataDirectory = ".", ConnectionString = "unused.db" }))
    {
        public Func<CancellationToken, Task<DateTimeOffset?>> Answer { get; set; } = _ => Task.FromResult<DateTimeOffset?>(null);

        public override Task<DateTimeOffset?> Now(CancellationToken ct) => Answer(ct);
    }
}
