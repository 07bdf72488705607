using System.Net;
using System.Net.Sockets;

namespace Messenger.Meta;

/// <summary>Addresses of the public internet. Everything that may stand inside somebody's own network is none: a name of a stranger could lead there.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Reserved =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"),
        IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("192.0.2.0/24"),
        IPNetwork.Parse("192.88.99.0/24"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("198.51.100.0/24"),
        IPNetwork.Parse("203.0.113.0/24"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("240.0.0.0/4"),
    ];

    /// <summary>All that is given out for the internet stands here; of that, tunnels and examples are taken out again.</summary>
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Tunnels =
    [
        IPNetwork.Parse("2001::/23"), IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("2002::/16"), IPNetwork.Parse("3fff::/20"),
    ];

    /// <summary>An IPv4 address inside an IPv6 one is never public: whoever means it can say it plainly.</summary>
    public static bool Is(IPAddress address) => address.AddressFamily switch
    {
        AddressFamily.InterNetwork => !Array.Exists(Reserved, net => net.Contains(address)),
        AddressFamily.InterNetworkV6 => !address.IsIPv4MappedToIPv6 && GivenOut.Contains(address) && !Array.Exists(Tunnels, net => net.Contains(address)),
        _ => false,
    };
}
