namespace Messenger.Host.Commands;

/// <summary>One thing the executable does instead of running the product.</summary>
/// <param name="Word">The first argument.</param>
/// <param name="Usage">What may follow it.</param>
/// <param name="Valued">Its options that take a value, without the dashes.</param>
/// <param name="Flags">Those that take none.</param>
/// <param name="Run">Ends with one of <see cref="ExitCode"/>.</param>
public sealed record HostCommand(
    string Word, string Usage, IReadOnlyList<string> Valued, IReadOnlyList<string> Flags, Func<CommandLine, TextWriter, Task<int>> Run);

/// <summary>How every command ends.</summary>
public static class ExitCode
{
    public const int Clean = 0;

    /// <summary>The command did its work and found something wrong.</summary>
    public const int Found = 1;

    /// <summary>Bad arguments, bad configuration, or the storage cannot be read.</summary>
    public const int Unusable = 2;
}
