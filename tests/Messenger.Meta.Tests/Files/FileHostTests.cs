using System.Net;

namespace Messenger.Meta.Tests.Files;

/// <summary>From where customers' files may come.</summary>
public sealed class FileHostTests
{
    [Theory]
    [InlineData("https://scontent.xx.fbcdn.net/v/t1/a.jpg?oh=1&oe=2", true)]
    [InlineData("https://fbcdn.net/a", true)]
    [InlineData("https://SCONTENT.FBCDN.NET/a", true)]
    [InlineData("https://cdn.fbsbx.com/v/a.pdf", true)]
    [InlineData("https://lookaside.fbsbx.com/a", true)]
    [InlineData("https://www.facebook.com/a", true)]
    [InlineData("https://scontent.cdninstagram.com/a", true)]
    [InlineData("https://files.example.org/a", true)]
    [InlineData("https://a.files.example.org/a", true)]
    [InlineData("https://example.org/a", false)]
    [InlineData("https://xfiles.example.org/a", false)]
    [InlineData("http://scontent.fbcdn.net/a", false)]
    [InlineData("https://scontent.fbcdn.net:8443/a", false)]
    [InlineData("https://user:word@scontent.fbcdn.net/a", false)]
    [InlineData("https://fbcdn.net@evil.example/a", false)]
    [InlineData("https://evilfbcdn.net/a", false)]
    [InlineData("https://fbcdn.net.evil.example/a", false)]
    [InlineData("https://fbcdn.net./a", false)]
    [InlineData("https://127.0.0.1/a", false)]
    [InlineData("https://[::1]/a", false)]
    [InlineData("https://localhost/a", false)]
    [InlineData("https://2130706433/a", false)]
    [InlineData("https://fbcdn。net/a", true)]
    [InlineData("https://fb\u0441dn.net/a", false)]
    [InlineData("ftp://scontent.fbcdn.net/a", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("http://127.0.0.1:5081/cdn/a", true)]
    [InlineData("http://127.0.0.1:5082/cdn/a", false)]
    [InlineData("https://127.0.0.1:5081/cdn/a", false)]
    [InlineData("http://x@127.0.0.1:5081/cdn/a", false)]
    [InlineData("http://localhost:5081/cdn/a", false)]
    public void Only_Metas_hosts_those_of_the_settings_and_exactly_the_simulator(string url, bool expected)
    {
        var rules = new FileHostRules(new MetaOptions { FileHosts = ["Files.example.org"], SimulatedFilesUrl = "http://127.0.0.1:5081" });
        Assert.Equal(expected, rules.Allows(new Uri(url)));
    }

    [Fact]
    public void Without_a_simulator_nothing_on_this_machine_is_called() =>
        Assert.False(new FileHostRules(new MetaOptions()).Allows(new Uri("http://127.0.0.1:5081/cdn/a")));

    [Theory]
    [InlineData("157.240.1.1", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a03:2880:f12f:83:face:b00c:0:25de", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("10.255.255.255", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("100.128.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.0.0.1", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("239.255.255.255", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::8.8.8.8", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    public void An_address_is_public_or_it_is_not(string address, bool expected) => Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));
}
