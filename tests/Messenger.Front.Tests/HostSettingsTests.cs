using Messenger.Host.Composition;
using Microsoft.Extensions.Configuration;

namespace Messenger.Front.Tests;

/// <summary>Bad configuration stops the start with one line: the key, the fault and the fix.</summary>
public sealed class HostSettingsTests
{
    [Theory]
    [InlineData("Messenger:Storage", "Oracle", "use Sqlite")]
    [InlineData("Messenger:Roles", "Front", "use Front,Worker")]
    [InlineData("Messenger:Cluster:SiloPort", "99999", "use a number from 1 to 65535")]
    [InlineData("Messenger:Cluster:Clustering", "AdoNet", "use Localhost")]
    [InlineData("Meta:HumanAgent", "maybe", "use true or false")]
    [InlineData("Meta:GraphUrl", "graph", "absolute http")]
    [InlineData("Meta:ApiVersion", "26", "v26.0")]
    public void A_value_that_cannot_work_is_named_with_its_fix(string key, string value, string fix)
    {
        var fault = Assert.Throws<ConfigurationException>(() => HostSettings.Read(Configuration((key, value)), development: true));
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
