namespace Messenger.Browser.Tests.Running;

/// <summary>Tests about the work with customers; they share a product and begin with an empty floor.</summary>
[CollectionDefinition(Name)]
public sealed class Work : ICollectionFixture<Product>
{
    public const string Name = "work";
}

/// <summary>Tests about how the screens look and read; they share a second product, so that both kinds run side by side.</summary>
[CollectionDefinition(Name)]
public sealed class Looks : ICollectionFixture<Product>
{
    public const string Name = "looks";
}

/// <summary>Tests about what an administrator sets up; they share a third product, whose settings they may turn upside down.</summary>
[CollectionDefinition(Name)]
public sealed class Setup : ICollectionFixture<Product>
{
    public const string Name = "setup";
}
