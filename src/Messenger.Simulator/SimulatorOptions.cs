namespace Messenger.Simulator;

/// <summary>Where the simulator listens, whom it calls, and the Meta app it plays (B15).</summary>
public sealed class SimulatorOptions
{
    /// <summary>The one address to listen on. Only loopback is accepted (localhost, 127.0.0.0/8, [::1]): whoever reaches it can speak for every customer.
    /// A port of 0 lets the system choose; that works with an address, not with the name localhost. Default http://localhost:5081.</summary>
    public string Url { get; set; } = "http://localhost:5081";

    /// <summary>The product's webhook, absolute. Default http://localhost:5080/webhooks/messenger.</summary>
    public string CallbackUrl { get; set; } = "http://localhost:5080/webhooks/messenger";

    /// <summary>Id of the Meta app whose sends and webhooks are played; it comes back in echoes. Default <see cref="SimulatorDefaults.AppId"/>.</summary>
    public string AppId { get; set; } = SimulatorDefaults.AppId;

    /// <summary>Key of the webhook signatures and of appsecret_proof. Default <see cref="SimulatorDefaults.AppSecret"/>.</summary>
    public string AppSecret { get; set; } = SimulatorDefaults.AppSecret;

    /// <summary>What the handshake shows to the product. Default <see cref="SimulatorDefaults.VerifyToken"/>.</summary>
    public string VerifyToken { get; set; } = SimulatorDefaults.VerifyToken;

    /// <summary>SQLite file of the simulator's own; customers, chats, marks and undelivered webhooks outlive the process in it. Default data/simulator.db.</summary>
    public string DataFile { get; set; } = "data/simulator.db";

    /// <summary>Whether a start goes on with what the file holds; false begins anew with the ready-made Pages and customers. Default true: the product keeps the
    /// customers it has met, and with a fresh simulator none of them could be answered any more.</summary>
    public bool KeepState { get; set; } = true;

    /// <summary>Who in the product switches "in a call" on behalf of a phone system, and the password. Default: the demo's supervisor of everything.</summary>
    public string ProductUser { get; set; } = "admin";

    public string ProductPassword { get; set; } = "messenger";

    /// <summary>The agents that get a switch "in a call" on the page. Default: those of the demo.</summary>
    public IReadOnlyList<string> Agents { get; set; } = ["ana", "bruno", "carla"];

    /// <summary>Throws <see cref="ArgumentException"/> with one line that names the value, its fault and the fix.</summary>
    internal void Validate()
    {
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
        {
            throw new ArgumentException($"Simulator:Url '{Url}' is not an http address; use for example http://localhost:5081.");
        }

        if (!url.IsLoopback)
        {
            throw new ArgumentException($"Simulator:Url '{Url}' is reachable from other machines; use localhost, 127.0.0.1 or [::1].");
        }

        if (!Uri.TryCreate(CallbackUrl, UriKind.Absolute, out var callback) || callback.Scheme is not ("http" or "https"))
        {
            throw new ArgumentException($"The simulator's callback '{CallbackUrl}' is not an absolute http address; use the product's /webhooks/messenger.");
        }

        if (AppSecret.Length == 0 || AppId.Length == 0 || VerifyToken.Length == 0 || DataFile.Length == 0)
        {
            throw new ArgumentException("The simulator needs an app id, an app secret, a verify token and a data file; none may be empty.");
        }
    }
}
