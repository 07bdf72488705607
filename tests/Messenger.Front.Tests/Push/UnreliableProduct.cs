using Messenger.Front.Relay;
using Messenger.Front.Tests.Product;
using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Front.Tests.Push;

/// <summary>A product whose push does what a test tells it to.</summary>
public sealed class UnreliableProduct : IAsyncLifetime
{
    public RunningProduct Running { get; private set; } = null!;

    internal UnreliablePush Push => (UnreliablePush)Running.Services.GetRequiredService<IPushedEvents>();

    public async ValueTask InitializeAsync() => Running = await RunningProduct.Start(configure: builder =>
        builder.Services.AddSingleton<IPushedEvents>(provider => new UnreliablePush(provider.GetRequiredService<FrontRelay>())));

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}
