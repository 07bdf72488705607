using System.Globalization;
using Messenger.Meta;
using Messenger.Simulator;
using Messenger.Storage;
using Npgsql;

namespace Messenger.Host.Composition;

/// <summary>All settings of this process, read and checked once at the start.</summary>
/// <param name="Simulator">The simulator that this process runs; null = none.</param>
public sealed record HostSettings(
    bool Development, IReadOnlyList<string> Urls, string? PublicBaseUrl, string? AdministratorPassword,
    StorageOptions Storage, ClusterSettings Cluster, MetaOptions Meta, SimulatorOptions? Simulator)
{
    private const string DefaultUrl = "http://localhost:5080";

    public bool IsFront => Cluster.Roles.HasFlag(SiloRoles.Front);

    public bool IsWorker => Cluster.Roles.HasFlag(SiloRoles.Worker);

    /// <exception cref="ConfigurationException">A value cannot work.</exception>
    public static HostSettings Read(IConfiguration configuration, bool development)
    {
        var urls = (configuration["ASPNETCORE_URLS"] ?? configuration["URLS"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries);
        var storage = StorageOf(configuration);
        var cluster = ClusterSettings.Read(configuration, storage.Kind);
        var simulated = Simulated(configuration, development, urls[0], storage.DataDirectory);
        return new HostSettings(
            development, urls, configuration["Messenger:PublicBaseUrl"] ?? (development ? urls[0] : null), configuration["Messenger:Admin:Password"],
            storage, cluster, MetaOf(configuration, development, simulated), cluster.Roles.HasFlag(SiloRoles.Front) ? simulated : null);
    }

    /// <exception cref="ConfigurationException">A value cannot work.</exception>
    internal static StorageOptions StorageOf(IConfiguration configuration)
    {
        var directory = configuration["Messenger:DataDirectory"] ?? "data";
        var connection = configuration.GetConnectionString("Messenger");
        return configuration["Messenger:Storage"] switch
        {
            null or "" or "Sqlite" => new StorageOptions { DataDirectory = directory, ConnectionString = connection ?? Path.Combine(directory, "messenger.db") },
            "Postgres" when PostgresFault(connection) is { } fault => throw ConfigurationException.Of(
                "ConnectionStrings:Messenger", connection is null ? null : "...", fault, "use Host=...;Database=...;Username=...;Password=..."),
            "Postgres" => new StorageOptions { Kind = StorageKind.Postgres, DataDirectory = directory, ConnectionString = connection! },
            var kind => throw ConfigurationException.Of("Messenger:Storage", kind, "is not a known storage", "use Sqlite or Postgres"),
        };
    }

    /// <summary>Never the string itself: a password stands in it.</summary>
    private static string? PostgresFault(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
        {
            return "is missing, and PostgreSQL needs it";
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 } ? null : "names no host";
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException)
        {
            return "is not a connection string of PostgreSQL";
        }
    }

    /// <summary>What plays Meta for this silo. A worker uses the simulator of a front: only fronts run it.</summary>
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
            KeepState = Flag(configuration, "Simulator:KeepState", true),
        };
    }

    private static MetaOptions MetaOf(IConfiguration configuration, bool development, SimulatorOptions? simulator)
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
            GraphTimeout = Seconds(configuration, "Meta:GraphTimeoutSeconds", defaults.GraphTimeout),
            MediaTimeout = Seconds(configuration, "Meta:MediaTimeoutSeconds", defaults.MediaTimeout),
            ConnectTimeout = Seconds(configuration, "Meta:ConnectTimeoutSeconds", defaults.ConnectTimeout),
            FileHosts = (configuration["Meta:FileHosts"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            FileTimeout = Seconds(configuration, "Meta:FileTimeoutSeconds", defaults.FileTimeout),
        };

        // Whoever plays Graph on this machine serves the customers' files too, also when another silo runs it.
        meta.SimulatedFilesUrl = development && Uri.TryCreate(meta.GraphUrl, UriKind.Absolute, out var graph) && graph.IsLoopback ? meta.GraphUrl : null;
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

    private static TimeSpan Seconds(IConfiguration configuration, string key, TimeSpan otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 600 => TimeSpan.FromSeconds(seconds),
        var text => throw ConfigurationException.Of(key, text, "is not a time", "use whole seconds from 1 to 600"),
    };

    internal static int Port(IConfiguration configuration, string key, int otherwise) => configuration[key] switch
    {
        null or "" => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 => port,
        var text => throw ConfigurationException.Of(key, text, "is not a port", "use a number from 1 to 65535"),
    };
}
