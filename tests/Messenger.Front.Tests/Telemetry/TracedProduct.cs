using Messenger.Front.Tests.Product;
using Messenger.Tests.Shared;

namespace Messenger.Front.Tests.Telemetry;

/// <summary>A product that is told of a collector; it propagates traces between grains only then. Nobody listens there.</summary>
public sealed class TracedProduct : IAsyncLifetime
{
    public RunningProduct Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Running = await RunningProduct.Start(settings: $"--OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:{Ports.Free(1)[0]}");

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
