namespace Messenger.Meta;

/// <summary>How an attempt to fetch a customer's file ended.</summary>
public abstract record FileOutcome<T>
{
    /// <param name="Value">What became of the content.</param>
    /// <param name="Name">The last part of the address, as Meta names files; null when it has none.</param>
    public sealed record Taken(T Value, string? Name) : FileOutcome<T>;

    /// <summary>The address, or one it leads on to, is not Meta's; nothing was asked there.</summary>
    public sealed record ForeignHost : FileOutcome<T>;

    /// <summary>Meta does not give it, and will not later: the address ended, or the file is gone.</summary>
    public sealed record Gone : FileOutcome<T>;

    /// <summary>Longer than asked for, by its own word.</summary>
    public sealed record TooLarge : FileOutcome<T>;

    /// <param name="Reason">A word for the log; never a part of the address, which is as good as a key to the file.</param>
    public sealed record Failed(string Reason) : FileOutcome<T>;
}
