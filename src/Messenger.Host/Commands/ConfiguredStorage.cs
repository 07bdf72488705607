using Messenger.Host.Composition;
using Messenger.Storage;

namespace Messenger.Host.Commands;

/// <summary>The product's storage for who only reads: no silo starts and no schema is brought up to date.</summary>
internal static class ConfiguredStorage
{
    /// <exception cref="ConfigurationException">A setting cannot work.</exception>
    public static Database Open(CommandLine line) => Database.Of(HostSettings.StorageOf(MessengerHost.Builder(line.Settings).Configuration));
}
