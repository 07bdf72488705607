namespace Messenger.Front.Tests.Product;

/// <summary>One running product for all tests that do not need one of their own; each of them works in a campaign of its own.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    public RunningProduct Running { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Running = await RunningProduct.Start();

    public ValueTask DisposeAsync() => Running.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class ProductCollection : ICollectionFixture<SharedProduct>
{
    public const string Name = "product";
}
