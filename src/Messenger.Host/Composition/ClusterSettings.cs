using System.Net;
using System.Net.Sockets;
using Messenger.Storage;

namespace Messenger.Host.Composition;

/// <summary>Where this silo stands in its cluster.</summary>
/// <param name="InDatabase">The members find each other in PostgreSQL; else this silo is alone.</param>
/// <param name="AdvertisedAddress">Where the other silos reach this one; null = Orleans takes the machine's first address.</param>
public sealed record ClusterSettings(
    string ServiceId, string ClusterId, bool InDatabase, SiloRoles Roles, int SiloPort, int GatewayPort, IPAddress? AdvertisedAddress)
{
    private const string ClusteringKey = "Messenger:Cluster:Clustering";
    private const string AddressKey = "Messenger:Cluster:AdvertisedAddress";
    private const string RolesKey = "Messenger:Roles";
    private const string SiloPortKey = "Messenger:Cluster:SiloPort";
    private const string GatewayPortKey = "Messenger:Cluster:GatewayPort";

    /// <exception cref="ConfigurationException">A value cannot work, or not together with another one.</exception>
    public static ClusterSettings Read(IConfiguration configuration, StorageKind storage)
    {
        var inDatabase = Clustering(configuration, storage);
        var (siloPort, gatewayPort) = (HostSettings.Port(configuration, SiloPortKey, 11_111), HostSettings.Port(configuration, GatewayPortKey, 30_000));
        if (siloPort == gatewayPort)
        {
            throw ConfigurationException.Of(GatewayPortKey, $"{gatewayPort}", "is the silo port too", "use two different ports");
        }

        return new ClusterSettings(
            configuration["Messenger:Cluster:ServiceId"] is { Length: > 0 } service ? service : "messenger",
            configuration["Messenger:Cluster:ClusterId"] is { Length: > 0 } cluster ? cluster : "messenger",
            inDatabase,
            RolesOf(configuration, storage, inDatabase),
            siloPort,
            gatewayPort,
            Address(configuration, inDatabase));
    }

    private static bool Clustering(IConfiguration configuration, StorageKind storage) => (configuration[ClusteringKey], storage) switch
    {
        (null or "", _) => storage == StorageKind.Postgres,
        ("Localhost", _) => false,
        ("AdoNet", StorageKind.Postgres) => true,
        ("AdoNet", _) => throw ConfigurationException.Of(ClusteringKey, "AdoNet", "needs PostgreSQL", "use Localhost, or Messenger:Storage = Postgres"),
        var (other, _) => throw ConfigurationException.Of(ClusteringKey, other, "is not a known clustering", "use Localhost or AdoNet"),
    };

    private static SiloRoles RolesOf(IConfiguration configuration, StorageKind storage, bool inDatabase)
    {
        var text = configuration[RolesKey] ?? "Front,Worker";
        var roles = SiloRoles.None;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            roles |= name switch
            {
                nameof(SiloRoles.Front) => SiloRoles.Front,
                nameof(SiloRoles.Worker) => SiloRoles.Worker,
                _ => throw ConfigurationException.Of(RolesKey, text, $"names '{name}', which is no role", "use Front, Worker or Front,Worker"),
            };
        }

        return roles switch
        {
            SiloRoles.None => throw ConfigurationException.Of(RolesKey, text, "names no role", "use Front, Worker or Front,Worker"),
            not SiloRoles.Both when storage == StorageKind.Sqlite =>
                throw ConfigurationException.Of(RolesKey, text, "does not fit SQLite, which has one silo", "use Front,Worker, or Messenger:Storage = Postgres"),
            not SiloRoles.Both when !inDatabase =>
                throw ConfigurationException.Of(RolesKey, text, "does not fit a silo that is alone", $"use Front,Worker, or {ClusteringKey} = AdoNet"),
            _ => roles,
        };
    }

    private static IPAddress? Address(IConfiguration configuration, bool inDatabase)
    {
        if (configuration[AddressKey] is not { Length: > 0 } text)
        {
            return inDatabase ? null : IPAddress.Loopback;
        }

        var address = IPAddress.TryParse(text, out var given) ? given : Resolve(text);
        if (!inDatabase && !IPAddress.IsLoopback(address))
        {
            throw ConfigurationException.Of(AddressKey, text, "is of no use to a silo that is alone", "remove it");
        }

        return address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? throw ConfigurationException.Of(AddressKey, text, "is no address that another silo can call", "use the address of one network interface")
            : address;
    }

    private static IPAddress Resolve(string name)
    {
        try
        {
            var found = Dns.GetHostAddresses(name);
            return found.FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork) ?? found[0];
        }
        catch (Exception fault) when (fault is SocketException or ArgumentException)
        {
            throw ConfigurationException.Of(AddressKey, name, "is neither an address nor a name that resolves", "use this machine's address as the other silos see it");
        }
    }
}
