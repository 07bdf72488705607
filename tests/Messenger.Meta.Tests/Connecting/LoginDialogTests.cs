namespace Messenger.Meta.Tests.Connecting;

public sealed class LoginDialogTests
{
    private static readonly MetaOptions Options = new() { AppId = "900000000000001", AppSecret = "s", VerifyToken = "v" };

    [Fact]
    public void The_address_is_what_Meta_documents() => Assert.Equal(
        "https://www.facebook.com/v26.0/dialog/oauth?client_id=900000000000001&redirect_uri=https%3A%2F%2Fe.x%2Fback%3Fa%3D1&state=s%26%201&response_type=code"
        + "&scope=pages_show_list,pages_messaging,pages_manage_metadata,pages_read_engagement,business_management",
        LoginDialog.Address(Options, new("https://e.x/back?a=1"), "s& 1", LoginDialog.Permissions).AbsoluteUri);

    [Fact]
    public void Declined_permissions_can_be_asked_for_again() => Assert.EndsWith(
        "&scope=pages_messaging&auth_type=rerequest",
        LoginDialog.Address(Options, new("https://e.x/back"), "s", ["pages_messaging"], askAgain: true).AbsoluteUri, StringComparison.Ordinal);

    [Fact]
    public void For_business_a_configuration_stands_in_for_the_permissions()
    {
        var address = LoginDialog.AddressForBusiness(Options, new("https://e.x/back"), "s", "77").AbsoluteUri;
        Assert.EndsWith("&response_type=code&config_id=77", address, StringComparison.Ordinal);
        Assert.DoesNotContain("scope", address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("code=c&state=s", "c", "s")]
    [InlineData("code=c#_=_&state=s", "c", "s")]
    [InlineData("state=s#_=_&code=c", "c", "s")]
    public void A_code_comes_back_with_its_state(string query, string code, string state) =>
        Assert.Equal(new LoginReturn.Granted(new(code), state), Read(query));

    [Theory]
    [InlineData("error=access_denied&error_code=200&error_description=Permissions error&error_reason=user_denied&state=s", "user_denied", "s")]
    [InlineData("error=access_denied&state=s", "access_denied", "s")]
    [InlineData("error=server_error&code=c", "server_error", "")]
    [InlineData("error=<b>&state=s", "?b?", "s")]
    public void A_refusal_says_why(string query, string reason, string state) => Assert.Equal(new LoginReturn.Declined(reason, state), Read(query));

    [Theory]
    [InlineData("")]
    [InlineData("code=c")]
    [InlineData("state=s")]
    [InlineData("code=&state=s")]
    [InlineData("code=#_=_&state=s")]
    [InlineData("code=c&state=")]
    public void Anything_else_is_odd(string query) => Assert.IsType<LoginReturn.Odd>(Read(query));

    [Fact]
    public void A_code_and_a_token_do_not_show_themselves()
    {
        Assert.DoesNotContain("secret", Read("code=secret&state=s").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new UserToken(new("secret"), null).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new GrantedPage("1", "n", new AccessToken("secret"), null, []).ToString(), StringComparison.Ordinal);
    }

    private static LoginReturn Read(string query)
    {
        var values = query.Split('&').Where(part => part.Length > 0).ToDictionary(part => part.Split('=')[0], part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        return LoginReturn.Read(values.GetValueOrDefault);
    }
}
