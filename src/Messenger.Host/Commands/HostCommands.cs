using System.Data.Common;
using System.Text.Json;
using Messenger.Host.Composition;
using Messenger.Storage;

namespace Messenger.Host.Commands;

/// <summary>The commands of this executable, by their words. Without one it runs the product.</summary>
public static class HostCommands
{
    private static readonly HostCommand[] All = [ProofCommand.Command, ReplayCommand.Command];

    /// <summary>The arguments begin with a word, known or not; those of the product are all settings.</summary>
    public static bool Asked(IReadOnlyList<string> args) => args is [{ Length: > 0 } word, ..] && word[0] is not ('-' or '/') && !word.Contains('=', StringComparison.Ordinal);

    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        try
        {
            var command = Array.Find(All, c => c.Word == args[0]) ?? throw new UsageException($"'{args[0]}' is no command.");
            return await command.Run(CommandLine.Read(command, [.. args.Skip(1)]), output);
        }
        catch (UsageException fault)
        {
            await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync("Usage, after dotnet run --project src/Messenger.Host --");
            foreach (var command in All)
            {
                await error.WriteLineAsync($"  {command.Word} {command.Usage}");
            }
        }
        catch (ConfigurationException fault)
        {
            await error.WriteLineAsync(fault.Message);
        }
        catch (Exception fault) when (fault is DbException or StorageException or IOException or TimeoutException)
        {
            await error.WriteLineAsync($"The storage cannot be read: {fault.Message}");
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            await error.WriteLineAsync($"The journal holds what this version does not understand: {fault.Message}");
        }

        return ExitCode.Unusable;
    }
}
