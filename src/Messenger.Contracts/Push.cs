namespace Messenger.Contracts;

/// <summary>The names of the push path: one hot Orleans stream per front silo.</summary>
public static class Push
{
    /// <summary>The stream provider.</summary>
    public const string Provider = "push";

    /// <summary>Namespace of the front streams; the key is <see cref="FrontInstance"/>. Items are StreamEvent records.</summary>
    public const string FrontNamespace = "front";

    /// <summary>The storage that keeps stream subscriptions; the name is Orleans' own.</summary>
    public const string SubscriptionStorage = "PubSubStore";

    /// <summary>Names a front silo to the grains that push to it: its silo address, which is new after each start.</summary>
    public static string FrontInstance(SiloAddress silo) => silo.ToParsableString();
}

/// <summary>The activation found out that it is stale, or storage did not answer: nothing was decided, call again.</summary>
[GenerateSerializer]
public sealed class TryAgainException : Exception
{
    public TryAgainException()
    {
    }

    public TryAgainException(string message) : base(message)
    {
    }

    public TryAgainException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>Storage is down: nothing can be committed now. The webhook answers 503.</summary>
[GenerateSerializer]
public sealed class StorageUnavailableException : Exception
{
    public StorageUnavailableException()
    {
    }

    public StorageUnavailableException(string message) : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}

/// <summary>What was told can never be stored; it was not, and repeating it does not help. The webhook keeps the raw item aside.</summary>
[GenerateSerializer]
public sealed class PoisonedException : Exception
{
    public PoisonedException()
    {
    }

    public PoisonedException(string message) : base(message)
    {
    }

    public PoisonedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
