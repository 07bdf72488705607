using Messenger.Front.Security;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Messenger.Front.Tests.Security;

public sealed class SameOriginTests
{
    [Theory]
    [InlineData("http://localhost:5080", null, true)]
    [InlineData("https://desk.example", null, true)]
    [InlineData("http://localhost:5081", null, false)]
    [InlineData("null", null, false)]
    [InlineData("https://evil.example", "same-origin", false)]
    [InlineData(null, "same-origin", true)]
    [InlineData(null, "same-site", false)]
    [InlineData(null, "cross-site", false)]
    [InlineData(null, null, true)]
    public void Only_our_own_pages_and_clients_that_are_no_browser_are_taken(string? origin, string? site, bool expected)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("localhost", 5080);
        request.Headers.Origin = origin;
        request.Headers["Sec-Fetch-Site"] = site;
        Assert.Equal(expected, SameOrigin.IsOurs(request, "https://desk.example"));
    }
}
