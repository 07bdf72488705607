namespace Messenger.Meta;

/// <summary>Which Meta app this product is, and where Meta is.</summary>
/// <remarks>One app serves all Pages, so there is one set of these per installation. Page tokens are not options: they are stored per campaign.</remarks>
public sealed class MetaOptions
{
    /// <summary>The Meta app's id, digits. Required. An echo that carries it is a message of ours.</summary>
    public string AppId { get; set; } = "";

    /// <summary>Signs webhooks and the proof beside each token. Required; a secret, never logged.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The word Meta repeats in the handshake when the callback is configured. Required; our own choice, any text.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>Root of the Graph API, without version. Default <c>https://graph.facebook.com</c>; plain http is for a simulator on the same machine only, because tokens travel in it.</summary>
    public string GraphUrl { get; set; } = "https://graph.facebook.com";

    /// <summary>Root of the login dialog. Default <c>https://www.facebook.com</c>.</summary>
    public string DialogUrl { get; set; } = "https://www.facebook.com";

    /// <summary>Graph version in every path, <c>v</c> and number. Default <c>v26.0</c>. Meta serves each version for at least two years.</summary>
    public string ApiVersion { get; set; } = "v26.0";

    /// <summary>Whether Meta has granted the app the Human Agent feature (answers up to 7 days after the customer's last message). Default false.</summary>
    public bool HumanAgent { get; set; }

    /// <summary>Longest wait for one Graph call from its start, connecting included. Default 10 s, more than 0, at most 15 s: the outbox
    /// looks for a text in the thread 20 s after it was begun, and nothing may come of it any more then. After it a send that was already written has the outcome unknown.</summary>
    public TimeSpan GraphTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the sending of a file: it is carried to Meta, or Meta fetches it first (films in up to 75 s). Default 90 s, more than 0, at most 95 s:
    /// the outbox looks for a file in the thread 100 s after it was begun.</summary>
    public TimeSpan MediaTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>Hosts, beside Meta's own, from which customers' files are copied; each with its sub-domains. Default none.</summary>
    public IReadOnlyList<string> FileHosts { get; set; } = [];

    /// <summary>Root of a simulator that serves customers' files itself, over plain http and from this machine. Null, the default: only https, only public addresses.</summary>
    public string? SimulatedFilesUrl { get; set; }

    /// <summary>Longest time for copying one file of a customer, connecting included. Default 60 s, more than 0.</summary>
    public TimeSpan FileTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest wait for a new connection to Graph. Default 5 s, more than 0. Running into it is certain: nothing was sent.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestGraphTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestMediaTimeout = TimeSpan.FromSeconds(95);

    /// <summary>Names the first setting that cannot work.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or malformed; the message names it and what is allowed.</exception>
    public void Validate()
    {
        if (!MetaId.IsId(AppId))
        {
            throw new InvalidOperationException("Meta:AppId must be the app's id, 1 to 32 digits.");
        }

        Require(AppSecret, nameof(AppSecret));
        Require(VerifyToken, nameof(VerifyToken));
        RequireUrl(GraphUrl, nameof(GraphUrl));
        RequireUrl(DialogUrl, nameof(DialogUrl));
        if (!ApiVersion.StartsWith('v') || !Version.TryParse(ApiVersion.AsSpan(1), out _))
        {
            throw new InvalidOperationException("Meta:ApiVersion must look like v26.0.");
        }

        if (GraphTimeout <= TimeSpan.Zero || ConnectTimeout <= TimeSpan.Zero || MediaTimeout <= TimeSpan.Zero || FileTimeout <= TimeSpan.Zero)
        {
            throw new InvalidOperationException("Meta:GraphTimeout, Meta:ConnectTimeout, Meta:MediaTimeout and Meta:FileTimeout must be longer than 0.");
        }

        if (FileHosts.FirstOrDefault(host => Uri.CheckHostName(host) != UriHostNameType.Dns || !host.Contains('.', StringComparison.Ordinal)) is { } fault)
        {
            throw new InvalidOperationException($"Meta:FileHosts must be names of hosts as in files.example.com, separated by commas; '{fault}' is none.");
        }

        if (GraphTimeout > LongestGraphTimeout || MediaTimeout > LongestMediaTimeout)
        {
            throw new InvalidOperationException("Meta:GraphTimeoutSeconds must be at most 15 s and Meta:MediaTimeoutSeconds at most 95 s.");
        }
    }

    private static void Require(string value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new InvalidOperationException($"Meta:{name} is missing.");
        }
    }

    private static void RequireUrl(string value, string name)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Query.Length > 0)
        {
            throw new InvalidOperationException($"Meta:{name} must be an absolute http or https address without a query.");
        }
    }
}
