using Messenger.Host.Composition;
using Microsoft.Extensions.Configuration;

namespace Messenger.Front.Tests.Security;

/// <summary>How many tries to sign in an installation allows.</summary>
public sealed class SignInSettingsTests
{
    private const string User = "Messenger:SignIn:PerUserPerMinute";
    private const string Address = "Messenger:SignIn:PerAddressPerMinute";

    [Fact]
    public void Thirty_as_one_user_and_three_hundred_as_anybody_unless_said_otherwise()
    {
        Assert.Equal((30, 300), Read());
        Assert.Equal((30, 300), Read((User, ""), (Address, "")));
        Assert.Equal((30, 5_000), Read((Address, "5000")));
        Assert.Equal((1, 100_000), Read((User, "1"), (Address, "100000")));
    }

    [Theory]
    [InlineData(User, "0")]
    [InlineData(User, "-1")]
    [InlineData(User, "many")]
    [InlineData(Address, "1.5")]
    [InlineData(Address, "100001")]
    public void A_value_that_cannot_work_is_named_with_its_fix(string key, string value)
    {
        var fault = Assert.Throws<ConfigurationException>(() => Read((key, value)));
        Assert.Contains($"{key} = '{value}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("from 1 to 100000", fault.Message, StringComparison.Ordinal);
    }

    private static (int User, int Address) Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(v => v.Key, string? (v) => v.Value)).Build();
        var options = new FrontOptions().WithSignIn(configuration);
        return (options.SignInsPerUser, options.SignInsPerAddress);
    }
}
