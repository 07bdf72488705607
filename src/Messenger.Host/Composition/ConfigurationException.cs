namespace Messenger.Host.Composition;

/// <summary>A setting that cannot work; the message is one line that names the key, the value's fault and the fix.</summary>
public sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message) : base(message)
    {
    }

    public ConfigurationException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public static ConfigurationException Of(string key, string? value, string fault, string fix) =>
        new($"Configuration: {key} = '{value}' {fault}; {fix}.");
}
