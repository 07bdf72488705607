using Microsoft.Extensions.DependencyInjection;

namespace Messenger.Meta.Tests;

public sealed class MetaOptionsTests
{
    private static MetaOptions Good() => new() { AppId = "900000000000001", AppSecret = "s", VerifyToken = "v" };

    [Fact]
    public void Three_settings_are_enough() => Good().Validate();

    public static TheoryData<string, Action<MetaOptions>> Bad() => new()
    {
        { "Meta:AppId", options => options.AppId = "" },
        { "Meta:AppId", options => options.AppId = "app" },
        { "Meta:AppSecret", options => options.AppSecret = " " },
        { "Meta:VerifyToken", options => options.VerifyToken = "" },
        { "Meta:GraphUrl", options => options.GraphUrl = "graph.facebook.com" },
        { "Meta:GraphUrl", options => options.GraphUrl = "ftp://graph" },
        { "Meta:DialogUrl", options => options.DialogUrl = "https://d?x=1" },
        { "Meta:ApiVersion", options => options.ApiVersion = "26.0" },
        { "Meta:ApiVersion", options => options.ApiVersion = "v" },
        { "Meta:ApiVersion", options => options.ApiVersion = "v26.0/x" },
        { "Meta:GraphTimeout", options => options.GraphTimeout = TimeSpan.Zero },
        { "Meta:GraphTimeout", options => options.GraphTimeout = TimeSpan.FromSeconds(15.001) },
        { "Meta:MediaTimeout", options => options.MediaTimeout = TimeSpan.FromSeconds(95.001) },
        { "Meta:FileTimeout", options => options.FileTimeout = TimeSpan.Zero },
        { "Meta:FileHosts", options => options.FileHosts = ["example"] },
        { "Meta:FileHosts", options => options.FileHosts = ["https://example.org"] },
        { "Meta:FileHosts", options => options.FileHosts = ["files.example.org", "10.0.0.1"] },
        { "Meta:ConnectTimeout", options => options.ConnectTimeout = TimeSpan.FromSeconds(-1) },
    };

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Bad))]
    public void A_setting_that_cannot_work_is_named_at_the_start(string name, Action<MetaOptions> spoil)
    {
        var options = Good();
        spoil(options);
        var failure = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddMessengerMeta(options));
        Assert.Contains(name, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_client_is_one_for_all()
    {
        using var provider = new ServiceCollection().AddLogging().AddMessengerMeta(Good()).BuildServiceProvider();
        Assert.Same(provider.GetRequiredService<GraphClient>(), provider.GetRequiredService<GraphClient>());
    }
}
