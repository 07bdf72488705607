namespace Messenger.Domain.Http;

/// <summary>GET /api/meta-app: the Meta app as this installation has it, and what to enter at Meta (R5).</summary>
/// <param name="AppId">Digits.</param>
/// <param name="Secret">Where the app secret comes from; never the secret.</param>
/// <param name="VerifyToken">Where the verify token comes from; never the token.</param>
/// <param name="IsSimulator">Facebook is the simulator of this installation.</param>
/// <param name="HumanAgent">Whether the configuration says that Meta granted the Human Agent feature (B5).</param>
/// <param name="Urls">Null while there is no external address.</param>
/// <param name="Permissions">What the app has to ask Meta's review for.</param>
/// <param name="Fields">The webhook fields to subscribe at the app.</param>
public sealed record MetaAppView(
    string AppId, SettingOrigin Secret, SettingOrigin VerifyToken, string ApiVersion, bool IsSimulator, bool HumanAgent, AddressView Address,
    MetaUrls? Urls, IReadOnlyList<string> Permissions, IReadOnlyList<string> Fields)
{
    public MetaContactView Contact { get; init; } = new(null, null, null);
}

/// <summary>What was seen of Meta, as opposed to what is configured.</summary>
/// <param name="HandshakeAt">When Meta last checked the webhook's address with the verify token; null = never.</param>
/// <param name="LastEventAt">Meta's time of the last customer's message that came, of any Page; null = none.</param>
/// <param name="HumanAgent">The last answer that went out as Human Agent; null = there was none.</param>
public sealed record MetaContactView(DateTimeOffset? HandshakeAt, DateTimeOffset? LastEventAt, HumanAgentUse? HumanAgent);

/// <param name="Accepted">Meta took it; refused, the feature is probably not granted.</param>
/// <param name="Reason">Of a refusal, in a stable word; null when it was accepted.</param>
public sealed record HumanAgentUse(DateTimeOffset At, bool Accepted, string? Reason);

/// <param name="IsSet">It has a value.</param>
/// <param name="From">The configuration's key, as an environment variable.</param>
public sealed record SettingOrigin(bool IsSet, string From);

/// <summary>The external address in force.</summary>
/// <param name="Value">Null = none.</param>
/// <param name="FromFile">The configuration's key when it comes from there, so that the screen shows it read-only; null = it is set on screen.</param>
/// <param name="Warning">private or not-encrypted: what would keep Meta away; null = nothing.</param>
public sealed record AddressView(string? Value, string? FromFile, string? Warning);

/// <summary>What to enter at Meta.</summary>
public sealed record MetaUrls(string Webhook, string OAuthRedirect, string Deauthorize, string Deletion);

/// <summary>POST /api/meta-app/address-test: whether the external address leads here, as Meta's handshake would find.</summary>
/// <param name="Outcome">ok, unreachable, timeout, or another-server: something answers, and it is not this installation.</param>
/// <param name="Detail">The status or the network's word; null when it is ok.</param>
public sealed record AddressTestResult(string Outcome, string? Detail);

/// <summary>POST /api/meta-app/check: what Meta itself says of the app now.</summary>
/// <param name="Outcome">ok; unreachable: Graph did not answer; refused: it takes neither app id nor secret.</param>
/// <param name="Webhook">The callback that Meta has for Pages; null = none.</param>
/// <param name="IsActive">Meta delivers to it.</param>
/// <param name="MissingFields">Of those needed, the ones not subscribed at the app.</param>
public sealed record MetaAppCheck(string Outcome, string? Webhook, bool IsActive, IReadOnlyList<string> MissingFields);
