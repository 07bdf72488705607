using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using Messenger.Contracts;
using Messenger.Domain.Shared;
using Messenger.Front.Relay;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;

namespace Messenger.Front.Tests.Relay;

public sealed class RenewalTests
{
    [Fact]
    public async Task Grains_that_do_not_answer_keep_nobody_else_from_being_asked()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var grains = DispatchProxy.Create<IWorkerGrains, Factory>();
        var asked = ((Factory)(object)grains).Asked;
        var relay = new FrontRelay(grains, new Silo(), new FrontMeters(services.GetRequiredService<IMeterFactory>()), NullLogger<FrontRelay>.Instance);
        for (var n = 0; n < 600; n++)
        {
            await relay.Follow(StreamSourceName.Agent($"hangs-{n}"), new Nobody());
        }

        await relay.Follow(StreamSourceName.Agent("answers"), new Nobody());
        asked.Clear();
        ((Factory)(object)grains).Hangs = true;

        var renewal = relay.Renew(TestContext.Current.CancellationToken);
        await Eventually.Is(() => Task.FromResult(asked.ContainsKey("answers")), answered => answered, "the grain that answers is asked");
        await renewal;
        Assert.Equal(601, asked.Count);
    }

    /// <summary>Its grains answer, or those whose names say so hang for ever.</summary>
    public class Factory : DispatchProxy
    {
        public ConcurrentDictionary<string, bool> Asked { get; } = new(StringComparer.Ordinal);

        public bool Hangs { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var grain = Create<IAgentGrain, Grain>();
            ((Grain)(object)grain).Watch = () => Watch((string)args![0]!);
            return grain;
        }

        private Task<StreamHead> Watch(string key)
        {
            Asked[key] = true;
            return Hangs && key.StartsWith("hangs", StringComparison.Ordinal)
                ? new TaskCompletionSource<StreamHead>().Task
                : Task.FromResult(new StreamHead(Names.AgentStream(key), 1));
        }
    }

    public class Grain : DispatchProxy
    {
        public Func<Task<StreamHead>> Watch { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Watch();
    }

    private sealed class Nobody : IFollower
    {
        public void Pass(RelayedEvent relayed)
        {
        }

        public void Pass(StreamSnapshot snapshot)
        {
        }
    }

    private sealed class Silo : ILocalSiloDetails
    {
        public string Name => "front";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
