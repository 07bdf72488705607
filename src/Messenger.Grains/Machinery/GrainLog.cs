namespace Messenger.Grains.Machinery;

internal static partial class GrainLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Push to front {Front} failed; its head probe will fetch the events.")]
    public static partial void PushFailed(this ILogger logger, Exception exception, string front);

    [LoggerMessage(2002, LogLevel.Warning, "{Stream}: the journal is ahead of this activation (interaction {Interaction}, expected version {Version}, found {Head}); it gives up and the callers try again.")]
    public static partial void Stale(this ILogger logger, string stream, string? interaction, long version, long? head);

    [LoggerMessage(2003, LogLevel.Error, "{Stream}: storage unavailable (interaction {Interaction}): {Reason}")]
    public static partial void StorageUnavailable(this ILogger logger, string stream, string? interaction, string reason);

    [LoggerMessage(2004, LogLevel.Error, "{Stream}, interaction {Interaction}: {Command} can never be stored and was refused: {Reason}")]
    public static partial void Poisoned(this ILogger logger, string stream, string? interaction, string command, string reason);

    [LoggerMessage(2005, LogLevel.Error, "{Stream}, interaction {Interaction}: deciding {Command} failed.")]
    public static partial void DecideFailed(this ILogger logger, Exception exception, string stream, string? interaction, string command);

    [LoggerMessage(2006, LogLevel.Information, "{Stream}, interaction {Interaction}: {Obligation} is not answered yet ({Fault}); attempt {Attempt} follows.")]
    public static partial void Repeating(this ILogger logger, string stream, string? interaction, string obligation, string fault, int attempt);

    [LoggerMessage(2007, LogLevel.Warning, "{Stream}: the snapshot was not written; the journal has everything.")]
    public static partial void SnapshotFailed(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2008, LogLevel.Warning, "{Stream}: the snapshot is unreadable; the journal is read from its beginning.")]
    public static partial void SnapshotUnreadable(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2009, LogLevel.Error, "{Stream}: the pump stopped on a fault; the activation gives up.")]
    public static partial void PumpFailed(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2010, LogLevel.Warning, "Waking {Stream} failed; it is tried again.")]
    public static partial void WakeFailed(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2011, LogLevel.Information, "{Stream}, interaction {Interaction}: the customer's name was not to be had ({Fault}).")]
    public static partial void ProfileFailed(this ILogger logger, string stream, string? interaction, string fault);

    [LoggerMessage(2012, LogLevel.Warning, "{Stream}, interaction {Interaction}: message {Message} was not accepted by Meta ({Result}: {Reason}).")]
    public static partial void SendFailed(this ILogger logger, string stream, string? interaction, string message, string result, string reason);

    [LoggerMessage(2013, LogLevel.Warning, "{Stream}: what it shows could not be read; it is tried again.")]
    public static partial void SampleFailed(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2014, LogLevel.Debug, "{Stream} is at version {Version}, interaction {Interaction}: {Facts}.")]
    public static partial void Decided(this ILogger logger, string stream, long version, string? interaction, string facts);

    [LoggerMessage(2015, LogLevel.Debug, "{Stream}, interaction {Interaction}: {Command} was refused ({Code}).")]
    public static partial void Refused(this ILogger logger, string stream, string? interaction, string command, string code);

    [LoggerMessage(2018, LogLevel.Warning, "{Stream}, interaction {Interaction}: the thread could not be read for message {Message} ({Reason}).")]
    public static partial void LookFailed(this ILogger logger, string stream, string? interaction, string message, string reason);

    [LoggerMessage(2016, LogLevel.Error, "{Stream}: its state cannot be loaded; callers are told so and the activation goes.")]
    public static partial void LoadFailed(this ILogger logger, Exception exception, string stream);

    [LoggerMessage(2017, LogLevel.Warning, "{Stream}, interaction {Interaction}: attachment {Index} of message {Seq} was not copied in attempt {Attempt} ({Result}).")]
    public static partial void CopyFailed(this ILogger logger, string stream, string? interaction, long seq, int index, int attempt, string result);
}
