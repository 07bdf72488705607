using System.Net;
using Messenger.Host.Composition;
using Messenger.Storage;
using Microsoft.Extensions.Configuration;

namespace Messenger.Front.Tests;

/// <summary>Bad configuration stops the start with one line: the key, the fault and the fix.</summary>
public sealed class HostSettingsTests
{
    private const string Connection = "Host=db;Database=messenger;Username=messenger;Password=hidden";

    [Theory]
    [InlineData("Messenger:Storage", "Oracle", "use Sqlite or Postgres")]
    [InlineData("Messenger:Storage", "sqlite", "use Sqlite or Postgres")]
    [InlineData("Messenger:Roles", "Front", "Messenger:Storage = Postgres")]
    [InlineData("Messenger:Roles", "Worker", "Messenger:Storage = Postgres")]
    [InlineData("Messenger:Roles", "Front,Cook", "use Front, Worker or Front,Worker")]
    [InlineData("Messenger:Roles", " , ", "use Front, Worker or Front,Worker")]
    [InlineData("Messenger:Cluster:GatewayPort", "11111", "use two different ports")]
    [InlineData("Messenger:Cluster:Clustering", "Consul", "use Localhost or AdoNet")]
    [InlineData("Messenger:Cluster:AdvertisedAddress", "192.0.2.1", "remove it")]
    [InlineData("Messenger:Cluster:AdvertisedAddress", "no such name", "as the other silos see it")]
    [InlineData("Messenger:Cluster:SiloPort", "99999", "use a number from 1 to 65535")]
    [InlineData("Messenger:Cluster:Clustering", "AdoNet", "use Localhost, or Messenger:Storage = Postgres")]
    [InlineData("Meta:FileHosts", "files.example.org,localhost", "separated by commas")]
    [InlineData("Meta:FileTimeoutSeconds", "0", "from 1 to 600")]
    [InlineData("Meta:HumanAgent", "maybe", "use true or false")]
    [InlineData("Meta:GraphUrl", "graph", "absolute http")]
    [InlineData("Meta:ApiVersion", "26", "v26.0")]
    [InlineData("Meta:GraphTimeoutSeconds", "soon", "use whole seconds")]
    [InlineData("Meta:MediaTimeoutSeconds", "120", "at most 95 s")]
    [InlineData("Meta:GraphTimeoutSeconds", "16", "at most 15 s")]
    [InlineData("Meta:ConnectTimeoutSeconds", "0", "use whole seconds")]
    public void A_value_that_cannot_work_is_named_with_its_fix(string key, string value, string fix) => Refused(key, fix, (key, value));

    [Fact]
    public void How_long_Meta_may_take_is_read()
    {
        var defaults = HostSettings.Read(Configuration(), development: true).Meta;
        Assert.Equal((10, 90, 5), (defaults.GraphTimeout.TotalSeconds, defaults.MediaTimeout.TotalSeconds, defaults.ConnectTimeout.TotalSeconds));
        var meta = HostSettings.Read(
            Configuration(("Meta:GraphTimeoutSeconds", "12"), ("Meta:MediaTimeoutSeconds", "60"), ("Meta:ConnectTimeoutSeconds", "2")), development: true).Meta;
        Assert.Equal((12, 60, 2), (meta.GraphTimeout.TotalSeconds, meta.MediaTimeout.TotalSeconds, meta.ConnectTimeout.TotalSeconds));
    }

    [Theory]
    [InlineData("ConnectionStrings:Messenger", "Host=", null, null)]
    [InlineData("ConnectionStrings:Messenger", "Host=", "ConnectionStrings:Messenger", "")]
    [InlineData("ConnectionStrings:Messenger", "Host=", "ConnectionStrings:Messenger", "data/messenger.db")]
    [InlineData("ConnectionStrings:Messenger", "Host=", "ConnectionStrings:Messenger", "Database=messenger;Password=hidden")]
    [InlineData("Messenger:Cluster:AdvertisedAddress", "one network interface", "Messenger:Cluster:AdvertisedAddress", "0.0.0.0")]
    [InlineData("Messenger:Roles", "Messenger:Cluster:Clustering = AdoNet", "Messenger:Roles", "Worker", "Localhost")]
    [InlineData("Messenger:Roles", "Messenger:Cluster:Clustering = AdoNet", "Messenger:Roles", "Front", "Localhost")]
    public void On_PostgreSQL_too(string key, string fix, string? setting, string? value, string? clustering = null)
    {
        List<(string, string)> values = [("Messenger:Storage", "Postgres")];
        if (key != "ConnectionStrings:Messenger")
        {
            values.Add(("ConnectionStrings:Messenger", Connection));
        }

        if (clustering is not null)
        {
            values.Add(("Messenger:Cluster:Clustering", clustering));
        }

        if (setting is not null)
        {
            values.Add((setting, value!));
        }

        Refused(key, fix, [.. values]);
    }

    [Theory]
    [InlineData("Front,Worker", null, SiloRoles.Both, true)]
    [InlineData("Worker, Front", "Localhost", SiloRoles.Both, false)]
    [InlineData("Front", null, SiloRoles.Front, true)]
    [InlineData("Worker", "AdoNet", SiloRoles.Worker, true)]
    public void PostgreSQL_takes_any_roles_and_finds_the_others_in_the_database(string roles, string? clustering, SiloRoles expected, bool inDatabase)
    {
        List<(string, string)> values = [("Messenger:Storage", "Postgres"), ("ConnectionStrings:Messenger", Connection), ("Messenger:Roles", roles)];
        if (clustering is not null)
        {
            values.Add(("Messenger:Cluster:Clustering", clustering));
        }

        var settings = HostSettings.Read(Configuration([.. values]), development: true);
        Assert.Equal((StorageKind.Postgres, Connection), (settings.Storage.Kind, settings.Storage.ConnectionString));
        Assert.Equal((expected, inDatabase), (settings.Cluster.Roles, settings.Cluster.InDatabase));
        Assert.Equal(inDatabase ? null : IPAddress.Loopback, settings.Cluster.AdvertisedAddress);

        // Only fronts run the simulator; a worker talks to that of a front.
        Assert.Equal(settings.IsFront, settings.Simulator is not null);
        Assert.Equal("http://localhost:5081", settings.Meta.GraphUrl);
        Assert.Equal("http://localhost:5081", settings.Meta.SimulatedFilesUrl);
    }

    [Fact]
    public void In_production_no_file_comes_from_this_machine_whatever_the_settings_say()
    {
        var meta = HostSettings.Read(
            Configuration(
                ("Meta:GraphUrl", "http://localhost:5081"), ("Meta:AppId", "900000000000001"), ("Meta:AppSecret", "s"), ("Meta:VerifyToken", "v"),
                ("Meta:FileHosts", "files.example.org, cdn.example.org"), ("Meta:FileTimeoutSeconds", "20")),
            development: false).Meta;
        Assert.Null(meta.SimulatedFilesUrl);
        Assert.Equal(["files.example.org", "cdn.example.org"], meta.FileHosts);
        Assert.Equal(TimeSpan.FromSeconds(20), meta.FileTimeout);
    }

    [Fact]
    public void Silos_differ_by_ports_and_may_be_named_by_a_host_name()
    {
        var cluster = HostSettings.Read(
            Configuration(
                ("Messenger:Storage", "Postgres"), ("ConnectionStrings:Messenger", Connection), ("Messenger:Cluster:AdvertisedAddress", "localhost"),
                ("Messenger:Cluster:SiloPort", "11121"), ("Messenger:Cluster:GatewayPort", "30010"), ("Messenger:Cluster:ClusterId", "a"),
                ("Messenger:Cluster:ServiceId", "b")),
            development: true).Cluster;
        Assert.Equal(("b", "a", 11_121, 30_010), (cluster.ServiceId, cluster.ClusterId, cluster.SiloPort, cluster.GatewayPort));
        Assert.True(IPAddress.IsLoopback(cluster.AdvertisedAddress!));
    }

    [Fact]
    public void A_second_front_leaves_the_simulator_to_the_first_and_uses_it()
    {
        var settings = HostSettings.Read(
            Configuration(
                ("Messenger:Storage", "Postgres"), ("ConnectionStrings:Messenger", Connection), ("Messenger:Roles", "Front"), ("Simulator:Enabled", "false"),
                ("Meta:GraphUrl", "http://localhost:5081"), ("Meta:AppId", "900000000000001"), ("Meta:AppSecret", "s"), ("Meta:VerifyToken", "v")),
            development: true);
        Assert.Null(settings.Simulator);
        Assert.Equal("http://localhost:5081", settings.Meta.GraphUrl);
    }

    private static void Refused(string key, string fix, params (string Key, string Value)[] values)
    {
        var fault = Assert.Throws<ConfigurationException>(() => HostSettings.Read(Configuration(values), development: true));
        Assert.DoesNotContain("hidden", fault.Message, StringComparison.Ordinal);
        Assert.Contains(key, fault.Message, StringComparison.Ordinal);
        Assert.Contains(fix, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Production_has_no_simulator_and_no_default_secret()
    {
        Assert.Throws<ConfigurationException>(() => HostSettings.Read(Configuration(("Simulator:Enabled", "true")), development: false));
        var fault = Assert.Throws<ConfigurationException>(() => HostSettings.Read(Configuration(), development: false));
        Assert.Contains("Meta:AppId", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Development_needs_no_setting_at_all()
    {
        var settings = HostSettings.Read(Configuration(), development: true);
        Assert.Equal("http://localhost:5080", Assert.Single(settings.Urls));
        Assert.Equal("http://localhost:5081", settings.Simulator!.Url);
        Assert.Equal("http://localhost:5080/webhooks/messenger", settings.Simulator.CallbackUrl);
        Assert.Equal(settings.Simulator.Url, settings.Meta.GraphUrl);
        Assert.Equal(Path.Combine("data", "messenger.db"), settings.Storage.ConnectionString);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("21")]
    [InlineData("-1")]
    public void A_drain_that_leaves_no_time_for_the_rest_is_refused(string seconds)
    {
        var fault = Assert.Throws<ConfigurationException>(() => MessengerHost.Build(["--environment=Development", $"--Messenger:DrainSeconds={seconds}"]));
        Assert.Contains("Messenger:DrainSeconds", fault.Message, StringComparison.Ordinal);
        Assert.Contains("from 0 to 20", fault.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build();
}
