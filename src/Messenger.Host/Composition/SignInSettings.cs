using System.Globalization;
using Messenger.Front;

namespace Messenger.Host.Composition;

/// <summary>How often one address may try to sign in within a minute.</summary>
public static class SignInSettings
{
    private const string UserKey = "Messenger:SignIn:PerUserPerMinute";
    private const string AddressKey = "Messenger:SignIn:PerAddressPerMinute";
    private const int Most = 100_000;

    /// <summary>Into these options, whose defaults stay where nothing is configured.</summary>
    /// <exception cref="ConfigurationException">Not a number of tries.</exception>
    public static FrontOptions WithSignIn(this FrontOptions options, IConfiguration configuration)
    {
        options.SignInsPerUser = Read(configuration, UserKey, options.SignInsPerUser);
        options.SignInsPerAddress = Read(configuration, AddressKey, options.SignInsPerAddress);
        return options;
    }

    private static int Read(IConfiguration configuration, string key, int fallback) => configuration[key] switch
    {
        null or "" => fallback,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tries) && tries is >= 1 and <= Most => tries,
        var text => throw ConfigurationException.Of(key, text, "is not a number of tries", $"use a whole number from 1 to {Most}"),
    };
}
