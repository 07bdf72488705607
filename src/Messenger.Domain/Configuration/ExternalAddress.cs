using System.Net;

namespace Messenger.Domain.Configuration;

/// <summary>Where Meta and the administrators' browsers reach this installation (R5).</summary>
public static class ExternalAddress
{
    private const int Longest = 200;

    /// <summary>An origin, and a path when a proxy puts one before ours. Null = it is none: no http or https, or with a query, a fragment or a name in it.</summary>
    public static Uri? Parse(string text) =>
        text.Length <= Longest && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && uri is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0, Host.Length: > 0 } ? uri : null;

    /// <summary>Why Meta cannot reach it, one of <see cref="AddressWarning"/>; null = nothing speaks against it.</summary>
    public static string? WarningOf(Uri address) =>
        IsPrivate(address) ? AddressWarning.Private : address.Scheme != Uri.UriSchemeHttps ? AddressWarning.NotEncrypted : null;

    private static bool IsPrivate(Uri address) => address.IsLoopback
        || (IPAddress.TryParse(address.DnsSafeHost, out var ip) ? IsPrivate(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip) : !address.Host.Contains('.', StringComparison.Ordinal));

    private static bool IsPrivate(IPAddress ip) => ip.GetAddressBytes() switch
    {
        [10, ..] or [127, ..] or [0, ..] => true,
        [172, >= 16 and <= 31, _, _] or [192, 168, _, _] or [169, 254, _, _] => true,
        [100, >= 64 and <= 127, _, _] => true,
        { Length: 16 } => IPAddress.IPv6Loopback.Equals(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal,
        _ => false,
    };
}

/// <summary>The words for what speaks against an external address.</summary>
public static class AddressWarning
{
    /// <summary>Only this machine or its network reaches it.</summary>
    public const string Private = "private";

    /// <summary>Meta calls https with a certificate of a known authority only.</summary>
    public const string NotEncrypted = "not-encrypted";
}
