using System.Globalization;
using Messenger.Meta;
using Messenger.Simulator;
using Messenger.Storage;

namespace Messenger.Host.Composition;

/// <summary>All settings of this process, read and checked once at the start.</summary>
public sealed record HostSettings(
    bool Development, IReadOnlyList<string> Urls, string? PublicBaseUrl, string? AdministratorPassword,
    StorageOptions Storage, ClusterSettings Cluster, MetaOptions Meta, SimulatorOptions? Simulator)
{
    private const string DefaultUrl = "http://localhost:5080";

    /// <exception cref="ConfigurationException">A value cannot work.</exception>
    public static HostSettings Read(IConfiguration configuration, bool development)
    {
        var kind = configuration["Messenger:Storage"] ?? "Sqlite";
        if (kind != "Sqlite")
        {
            throw ConfigurationException.Of("Messenger:Storage", kind, "is not a known storage", "use Sqlite");
        }

        var roles = (configuration["Messenger:Roles"] ?? "Front,Worker").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!roles.Order(StringComparer.Ordinal).SequenceEqual(["Front", "Worker"]))
        {
            throw ConfigurationException.Of("Messenger:Roles", configuration["Messenger:Roles"], "does not fit one silo on SQLite", "use Front,Worker");
        }

        var urls = (configuration["ASPNETCORE_URLS"] ?? configuration["URLS"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries);
        var directory = configuration["Messenger:DataDirectory"] ?? "data";
        var simulator = Simulated(configuration, development, urls[0], directory);
        return new HostSettings(
            development, urls, configuration["Messenger:PublicBaseUrl"] ?? (development ? urls[0] : null), configuration["Messenger:Admin:Password"],
            new StorageOptions
            {
                DataDirectory = directory,
                ConnectionString = configuration.GetConnectionString("Messenger") ?? Path.Combine(directory, "messenger.db"),
            },
            ClusterSettings.Read(configuration), MetaOf(configuration, simulator), simulator);
    }

    private static SimulatorOptions? Simulated(IConfiguration configuration, bool development, string productUrl, string directory)
    {
        if (!Flag(configuration, "Simulator:Enabled", development))
        {
            return null;
        }

        if (!development)
        {
            throw ConfigurationException.Of("Simulator:Enabled", "true", "is for Development only: whoever reaches the simulator speaks for every customer", "remove it");
        }

        return new SimulatorOptions
        {
            Url = configuration["Simulator:Url"] ?? "http://localhost:5081",
            CallbackUrl = new Uri(new Uri(productUrl), "/webhooks/messenger").ToString(),
            AppId = configuration["Meta:AppId"] ?? SimulatorDefaults.AppId,
            AppSecret = configuration["Meta:AppSecret"] ?? SimulatorDefaults.AppSecret,
            VerifyToken = configuration["Meta:VerifyToken"] ?? SimulatorDefaults.VerifyToken,
            DataFile = Path.Combine(directory, "simulator.db"),
        };
    }

    private static MetaOptions MetaOf(IConfiguration configuration, SimulatorOptions? simulator)
    {
        var defaults = new MetaOptions();
        var meta = new MetaOptions
        {
            AppId = configuration["Meta:AppId"] ?? simulator?.AppId ?? "",
            AppSecret = configuration["Meta:AppSecret"] ?? simulator?.AppSecret ?? "",
            VerifyToken = configuration["Meta:VerifyToken"] ?? simulator?.VerifyToken ?? "",
            GraphUrl = configuration["Meta:GraphUrl"] ?? simulator?.Url ?? defaults.GraphUrl,
            DialogUrl = configuration["Meta:DialogUrl"] ?? simulator?.Url ?? defaults.DialogUrl,
            ApiVersion = configuration["Meta:ApiVersion"] ?? defaults.ApiVersion,
            HumanAgent = Flag(configuration, "Meta:HumanAgent", simulator is not null),
        };
        try
        {
            meta.Validate();
        }
        catch (InvalidOperationException e)
        {
            throw new ConfigurationException("Configuration: " + e.Message, e);
        }

        return meta;
    }

    internal static bool Flag(IConfiguration configuration, string key, bool otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when bool.TryParse(text, out var value) => value,
        var text => throw ConfigurationException.Of(key, text, "is neither true nor false", "use true or false"),
    };

    internal static int Port(IConfiguration configuration, string key, int otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 => port,
        var text => throw ConfigurationException.Of(key, text, "is not a port", "use a number from 1 to 65535"),
    };
}

/// <summary>Where this silo stands in its cluster.</summary>
public sealed record ClusterSettings(string ServiceId, string ClusterId, int SiloPort, int GatewayPort)
{
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var clustering = configuration["Messenger:Cluster:Clustering"] ?? "Localhost";
        if (clustering != "Localhost")
        {
            throw ConfigurationException.Of("Messenger:Cluster:Clustering", clustering, "needs PostgreSQL", "use Localhost");
        }

        return new ClusterSettings(
            configuration["Messenger:Cluster:ServiceId"] ?? "messenger",
            configuration["Messenger:Cluster:ClusterId"] ?? "messenger",
            HostSettings.Port(configuration, "Messenger:Cluster:SiloPort", 11_111),
            HostSettings.Port(configuration, "Messenger:Cluster:GatewayPort", 30_000));
    }
}
