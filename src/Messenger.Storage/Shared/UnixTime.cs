namespace Messenger.Storage.Shared;

/// <summary>How an instant stands in a column: whole milliseconds UTC.</summary>
internal static class UnixTime
{
    public static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Instant(long? milliseconds) => milliseconds is { } value ? Instant(value) : null;
}
