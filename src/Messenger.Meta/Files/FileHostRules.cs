namespace Messenger.Meta;

/// <summary>From where a customer's file may be copied. The address comes from a signed webhook, but what it names a stranger may have chosen.</summary>
internal sealed class FileHostRules(MetaOptions options)
{
    private static readonly string[] OfMeta = ["fbcdn.net", "fbsbx.com", "facebook.com", "cdninstagram.com"];

    private readonly Uri? simulator = options.SimulatedFilesUrl is { } url ? new Uri(url) : null;
    private readonly string[] hosts = [.. OfMeta, .. options.FileHosts.Select(host => host.ToLowerInvariant())];

    /// <summary>Https on its own port, to a known host or one below it, without a name and password; or exactly the simulator.</summary>
    public bool Allows(Uri address) => IsSimulator(address)
        || (address is { IsAbsoluteUri: true, Scheme: "https", IsDefaultPort: true, UserInfo: "", HostNameType: UriHostNameType.Dns } && IsKnown(address.IdnHost));

    /// <summary>Whether these bytes of a name are those of a host that may be called wherever it is.</summary>
    public bool IsSimulator(string host, int port) =>
        simulator is not null && port == simulator.Port && string.Equals(host, simulator.IdnHost, StringComparison.OrdinalIgnoreCase);

    private bool IsSimulator(Uri address) =>
        simulator is not null && address.IsAbsoluteUri && address.Scheme == simulator.Scheme && address.UserInfo.Length == 0 && IsSimulator(address.IdnHost, address.Port);

    private bool IsKnown(string host) => Array.Exists(
        hosts, known => host.EndsWith(known, StringComparison.OrdinalIgnoreCase) && (host.Length == known.Length || host[^(known.Length + 1)] == '.'));
}
