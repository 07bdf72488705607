namespace Messenger.Host.Commands;

/// <summary>What follows a command's word.</summary>
/// <param name="Options">Its own options by name; a flag has an empty value.</param>
/// <param name="Settings">Settings of the product, as at its start: <c>--Messenger:Storage=Postgres</c>.</param>
public sealed record CommandLine(IReadOnlyDictionary<string, string> Options, string[] Settings)
{
    private const string Environment = "environment";

    /// <exception cref="UsageException">An option is unknown, given twice, or has no value.</exception>
    public static CommandLine Read(HostCommand command, IReadOnlyList<string> args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var settings = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new UsageException($"'{args[i]}' is no option.");
            }

            var (name, value) = args[i][2..].Split('=', 2) is [var left, var right] ? (left, right) : (args[i][2..], null);
            if (value is not null && (name.Contains(':', StringComparison.Ordinal) || name == Environment))
            {
                settings.Add(args[i]);
                continue;
            }

            if (command.Valued.Contains(name))
            {
                value ??= ++i < args.Count ? args[i] : throw new UsageException($"--{name} needs a value.");
            }
            else if (value is not null || !command.Flags.Contains(name))
            {
                throw new UsageException($"'{args[i]}' is no option of {command.Word}.");
            }

            if (!options.TryAdd(name, value ?? ""))
            {
                throw new UsageException($"--{name} is given twice.");
            }
        }

        return new CommandLine(options, [.. settings]);
    }

    /// <summary>Null = it is not given.</summary>
    public string? this[string option] => Options.GetValueOrDefault(option);

    public bool Has(string flag) => Options.ContainsKey(flag);
}

/// <summary>Arguments that cannot be understood; the message says which.</summary>
public sealed class UsageException : Exception
{
    public UsageException()
    {
    }

    public UsageException(string message) : base(message)
    {
    }

    public UsageException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
