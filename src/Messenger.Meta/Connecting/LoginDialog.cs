namespace Messenger.Meta;

/// <summary>Where the browser goes to connect Pages.</summary>
public static class LoginDialog
{
    /// <summary>What the product cannot do without, and (the last two) what some Pages need.</summary>
    public static readonly IReadOnlyList<string> Permissions =
        ["pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement", "business_management"];

    /// <summary>Those without which a Page cannot be served.</summary>
    public static readonly IReadOnlyList<string> Needed = ["pages_show_list", "pages_messaging", "pages_manage_metadata", "pages_read_engagement"];

    /// <param name="redirectUri">Registered with Meta letter by letter, and the same again in <see cref="LoginClient.Exchange"/>.</param>
    /// <param name="state">Once only, short-lived, bound to the browser's session.</param>
    /// <param name="askAgain">True = ask again for permissions that were declined before.</param>
    public static Uri Address(MetaOptions options, Uri redirectUri, string state, IReadOnlyList<string> permissions, bool askAgain = false) =>
        // Commas are Meta's own form; escaped ones are not promised to work.
        Start(options, redirectUri, state, $"&scope={string.Join(',', permissions.Select(Uri.EscapeDataString))}{(askAgain ? "&auth_type=rerequest" : "")}");

    /// <summary>Facebook Login for Business: the permissions stand in a configuration at Meta, and all of them are granted or none.</summary>
    public static Uri AddressForBusiness(MetaOptions options, Uri redirectUri, string state, string configId) =>
        Start(options, redirectUri, state, $"&config_id={Uri.EscapeDataString(configId)}");

    private static Uri Start(MetaOptions options, Uri redirectUri, string state, string rest) => new(
        $"{options.DialogUrl.TrimEnd('/')}/{options.ApiVersion}/dialog/oauth?client_id={options.AppId}"
        + $"&redirect_uri={Uri.EscapeDataString(redirectUri.AbsoluteUri)}&state={Uri.EscapeDataString(state)}&response_type=code{rest}");
}
